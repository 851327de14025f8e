import { MINUTE_MS } from '../../lib/kernel/time'
import type { Trial } from './plan-trial'
import type { OpenedFault } from './run-trial'

export interface TrialScore {
  readonly injected: number
  readonly found: number
  readonly opened: number
  readonly falseOnes: readonly OpenedFault[]
  readonly twice: readonly OpenedFault[]
  readonly missed: readonly Expected[]
  readonly byKind: ReadonlyMap<string, { readonly injected: number; readonly found: number }>
}

export interface Expected {
  readonly kind: string
  readonly where: string
  readonly rule: string
  readonly evse: number
  readonly from: number
  readonly until: number
}

/** A rule may take so long after the last sign. */
const LATE_MS = 20 * MINUTE_MS

/** Each fault that was injected against each that was opened: what is found belongs to one mishap, and one mishap is found once. */
export function scoreTrial(trial: Trial, opened: readonly OpenedFault[]): TrialScore {
  const expected = expectedOf(trial)
  const left = new Set(expected)
  const found = new Set<Expected>()
  const twice: OpenedFault[] = []
  const falseOnes: OpenedFault[] = []
  for (const fault of opened) {
    const match = expected.find((one) => fits(one, fault))
    if (match === undefined) falseOnes.push(fault)
    else if (found.has(match)) twice.push(fault)
    else {
      found.add(match)
      left.delete(match)
    }
  }
  const byKind = new Map<string, { injected: number; found: number }>()
  for (const one of expected) {
    const count = byKind.get(one.kind) ?? { injected: 0, found: 0 }
    byKind.set(one.kind, { injected: count.injected + 1, found: count.found + (found.has(one) ? 1 : 0) })
  }
  return {
    injected: expected.length,
    found: found.size,
    opened: opened.length,
    falseOnes,
    twice,
    missed: [...left],
    byKind,
  }
}

const fits = (one: Expected, { where, rule, evse, at }: OpenedFault) =>
  one.where === where && one.rule === rule && one.evse === evse && at >= one.from && at <= one.until + LATE_MS

const expectedOf = ({ stations, sites }: Trial): Expected[] => [
  ...sites.map(({ siteId, from, until }) => ({
    kind: 'site down',
    where: siteId,
    rule: 'site-down',
    evse: 0,
    from,
    until,
  })),
  ...stations.flatMap(({ id, mishaps }) =>
    mishaps.flatMap(({ kind, rule, evse, from, until }) =>
      rule === null ? [] : [{ kind, where: id, rule, evse, from, until }],
    ),
  ),
]
