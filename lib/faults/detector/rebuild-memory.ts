import { HOUR_MS, MINUTE_MS } from '../../kernel/time'
import { placeKey } from '../rules/rule'
import type { RuleName } from '../rules/rule-names'
import type { Fact } from './fact'
import { type Habit, habitFrom } from './habit'
import { blankMemory, type DetectionMemory, type OpenMemory, type StationMemory } from './memory'
import { remember } from './remember'
import { evseOf, withEvse } from './remember-sessions'

/** What is known of a station whose memory is missing: it is new, or what is remembered has changed its form. */
export interface StationPast {
  /** Its last statuses, outages, running sessions, as facts. */
  readonly facts: readonly Fact[]
  /** Good sessions of the last weeks by EVSE and hour. */
  readonly use: readonly { readonly evse: number; readonly hour: number; readonly sessions: number }[]
  /** Epoch ms. */
  readonly knownSince: number
  readonly lastGood: Readonly<Record<number, number>>
  readonly open: readonly {
    readonly rule: RuleName
    readonly evse: number
    readonly connector: number
    readonly severity: number
    readonly since: number
  }[]
}

/** Made anew from the past without judging it: what happened long ago opens nothing, what is still so does at the next look. */
export function rebuildMemory(past: StationPast, now: number): DetectionMemory {
  const blank = blankMemory(now)
  let station: StationMemory = blank.station
  for (const fact of [...past.facts].sort((a, b) => a.receivedAt - b.receivedAt)) station = remember(station, fact, {})
  for (const evse of new Set(past.use.map((use) => use.evse))) {
    const habit: Habit = habitFrom(
      past.use.filter((use) => use.evse === evse),
      past.knownSince,
    )
    const lastGoodAt = past.lastGood[evse] ?? null
    station = withEvse(station, evse, { ...evseOf(station, evse, now), habit, lastGoodAt })
  }
  const open = past.open.map(({ rule, evse, connector, since, severity }): [string, OpenMemory] => {
    const place = { evse, connector }
    const entry = { rule, place, since, severity, clearSince: null, clearMs: MINUTE_MS, evidence: {} }
    return [`${rule}@${placeKey(place)}`, entry]
  })
  return { ...blank, station, open: Object.fromEntries(open), wakeAt: now + HOUR_MS }
}
