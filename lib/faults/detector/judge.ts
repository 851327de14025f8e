import { RULES } from '../rules/all-rules'
import { earliest } from '../rules/counted'
import type { AllLimits } from '../rules/limits'
import { type Place, placeKey, type Sighting, type Surroundings, type TellsTheSame } from '../rules/rule'
import { RULE_NAMES, type RuleName } from '../rules/rule-names'
import type { DetectionMemory, OpenMemory } from './memory'

/** What the detector decides at one moment. */
export type Decision =
  | { readonly kind: 'open'; readonly rule: RuleName; readonly at: number; readonly sighting: Sighting }
  /** Graver than when it opened, or known better. */
  | { readonly kind: 'worsen'; readonly rule: RuleName; readonly at: number; readonly sighting: Sighting }
  | {
      readonly kind: 'close'
      readonly rule: RuleName
      readonly place: Place
      readonly at: number
      /** When it was no longer seen. */
      readonly overSince: number
      /** It goes on in another fault. */
      readonly into: TellsTheSame | null
    }

export interface Judged {
  readonly memory: DetectionMemory
  readonly decisions: readonly Decision[]
  /** When something may change although nothing happens; epoch ms. */
  readonly wakeAt: number | null
}

/** A station may not open or does so later: somebody works on it. */
export interface Quiet {
  /** Until when no fault opens, of the moment looked at; null: none is kept from opening. `Infinity`: until somebody says so. */
  quietUntil(at: number): number | null
}

const openKey = (rule: RuleName, place: Place) => `${rule}@${placeKey(place)}`

/**
 * Looks at a station's memory with every rule, at one moment: what was not there opens once it has lasted, what is gone closes once it
 * has been gone long enough. Depends on nothing but its arguments.
 */
export function judge(memory: DetectionMemory, limits: AllLimits, around: Surroundings, quiet: Quiet): Judged {
  const { now } = around
  const decisions: Decision[] = []
  const wakes: (number | null)[] = []
  const open: Record<string, OpenMemory> = { ...memory.open }
  const isOpen = (rule: RuleName, place: Place) => openKey(rule, place) in open
  const quietUntil = quiet.quietUntil(now)
  for (const name of RULE_NAMES) {
    const rule = RULES[name]
    if (rule.needsLink && memory.station.link.isOnline === false) continue
    const { isEnabled, limits: own } = limits[name]
    const seen = isEnabled ? rule.see(memory.station, own, around, isOpen) : []
    if (isEnabled) wakes.push(rule.lookAgainAt?.(memory.station, own, around) ?? null)
    const seenKeys = new Set<string>()
    for (const sighting of seen) {
      const key = openKey(name, sighting.place)
      seenKeys.add(key)
      const before = open[key]
      if (before !== undefined) {
        if (sighting.sameAs !== undefined) {
          delete open[key]
          decisions.push(closed(before, now, now, sighting.sameAs))
        } else open[key] = goOn(before, sighting, now, decisions)
        continue
      }
      if (sighting.sameAs !== undefined) continue
      const dueAt = (sighting.holdFrom ?? sighting.since) + sighting.holdMs
      if (dueAt > now) wakes.push(dueAt)
      else if (quietUntil !== null) wakes.push(Number.isFinite(quietUntil) ? quietUntil : null)
      else {
        const { place, since, severity, evidence } = sighting
        open[key] = { rule: name, place, since, clearSince: null, clearMs: sighting.clearMs, severity, evidence }
        decisions.push({ kind: 'open', rule: name, at: now, sighting })
      }
    }
    for (const [key, before] of Object.entries(open)) {
      if (before.rule !== name || seenKeys.has(key)) continue
      const clearSince = before.clearSince ?? now
      if (now - clearSince >= before.clearMs) {
        delete open[key]
        decisions.push(closed(before, now, clearSince, null))
      } else {
        open[key] = { ...before, clearSince }
        wakes.push(clearSince + before.clearMs)
      }
    }
  }
  return { memory: { ...memory, now, open }, decisions, wakeAt: earliest(wakes) }
}

const closed = ({ rule, place }: OpenMemory, at: number, overSince: number, into: TellsTheSame | null): Decision => ({
  kind: 'close',
  rule,
  place,
  at,
  overSince,
  into,
})

/** Still there. It is told again only when it became graver, or when what is wrong is known at last. */
function goOn(before: OpenMemory, sighting: Sighting, now: number, decisions: Decision[]): OpenMemory {
  const isKnownNow = before.evidence.errorCode === null && (sighting.evidence.errorCode ?? null) !== null
  const isGraver = sighting.severity < before.severity
  const { clearMs } = sighting
  if (!isGraver && !isKnownNow) {
    const isAsBefore = before.clearSince === null && before.clearMs === clearMs
    return isAsBefore ? before : { ...before, clearSince: null, clearMs }
  }
  decisions.push({ kind: 'worsen', rule: before.rule, at: now, sighting })
  const severity = Math.min(before.severity, sighting.severity)
  return { ...before, clearSince: null, clearMs, severity, evidence: sighting.evidence }
}
