import { RULES } from './all-rules'
import type { Thresholds } from './rule'
import { RULE_NAMES, type RuleName } from './rule-names'

/** One rule as it is applied somewhere. */
export interface RuleLimits {
  readonly isEnabled: boolean
  readonly limits: Thresholds
}
export type AllLimits = Readonly<Record<RuleName, RuleLimits>>

/** What people have set for a rule: for the network (site null) or one site; only what differs. */
export interface RuleSetting {
  readonly rule: string
  readonly siteId: bigint | null
  readonly isEnabled: boolean
  readonly thresholds: Readonly<Record<string, number>>
}

/** What a rule comes with. */
export const usualLimits = (rule: RuleName): Thresholds =>
  Object.fromEntries(Object.entries(RULES[rule].thresholds).map(([name, { usual }]) => [name, usual]))

/** A rule at a site: its own setting over the network's over what it comes with. Unknown names and numbers out of bounds are left out. */
export function limitsAt(settings: readonly RuleSetting[], siteId: bigint | null): AllLimits {
  const relevant = [
    ...settings.filter((setting) => setting.siteId === null),
    ...settings.filter((setting) => setting.siteId !== null && setting.siteId === siteId),
  ]
  const entries = RULE_NAMES.map((name) => {
    const own = relevant.filter(({ rule }) => rule === name)
    const limits = Object.assign({}, usualLimits(name), ...own.map(({ thresholds }) => withinBounds(name, thresholds)))
    return [name, { isEnabled: own.at(-1)?.isEnabled ?? true, limits }] as const
  })
  return Object.fromEntries(entries) as AllLimits
}

function withinBounds(rule: RuleName, thresholds: Readonly<Record<string, number>>): Thresholds {
  const specs = RULES[rule].thresholds
  return Object.fromEntries(
    Object.entries(thresholds).filter(([name, value]) => {
      const spec = specs[name]
      return spec !== undefined && value >= spec.min && value <= spec.max
    }),
  )
}
