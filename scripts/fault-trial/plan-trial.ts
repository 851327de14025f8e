import type { Fact } from '../../lib/faults/detector/fact'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../lib/kernel/time'
import { createRandom, type Random } from '../../simulator/random'
import type { Rhythm } from '../../simulator/rhythm'
import { type Mishap, STATION_MISHAPS } from './mishaps'
import { type Blocked, liveAsStation, liveAtEvse } from './ordinary-life'
import { Tape } from './tape'

export interface TrialStation {
  readonly id: string
  readonly siteId: string
  readonly powerW: number
  readonly facts: readonly Fact[]
  readonly mishaps: readonly Mishap[]
}

export interface Trial {
  readonly from: number
  readonly until: number
  readonly stations: readonly TrialStation[]
  /** What befell whole sites. */
  readonly sites: readonly { readonly siteId: string; readonly from: number; readonly until: number }[]
}

export interface TrialSize {
  readonly sites: number
  readonly stationsPerSite: number
  readonly days: number
  readonly seed: number
}

/** A Monday in November: short days, no change of the clocks. */
const START = Date.UTC(2026, 10, 2)
/** How long a station is ordinary at least between two mishaps, so that what is found belongs to one of them. */
const BETWEEN_MS = 26 * HOUR_MS
const RHYTHMS: readonly Rhythm[] = ['fast', 'destination', 'workplace', 'housing']

/** A network's month: ordinary days by the simulator's rhythm, and what goes wrong in them. The same seed is the same month. */
export function planTrial({ sites, stationsPerSite, days, seed }: TrialSize): Trial {
  const random = createRandom(seed)
  const until = START + days * DAY_MS
  const kinds = Object.keys(STATION_MISHAPS)
  let turn = 0
  const stations: TrialStation[] = []
  const outages: { siteId: string; from: number; until: number }[] = []
  for (let site = 0; site < sites; site++) {
    const siteId = `site${site}`
    const own = random.fork(siteId)
    const outage = site % 2 === 0 ? drawOutage(own, until) : null
    if (outage !== null) outages.push({ siteId, ...outage })
    for (let number = 0; number < stationsPerSite; number++) {
      const place = { siteId, id: `${siteId}-${number}`, rhythm: RHYTHMS[site % RHYTHMS.length]!, until, outage }
      stations.push(planStation(place, own.fork(`${number}`), () => kinds[turn++ % kinds.length]!))
    }
  }
  return { from: START, until, stations, sites: outages }
}

function drawOutage(random: Random, until: number) {
  const from = random.between(START + 4 * DAY_MS, until - DAY_MS)
  return { from, until: from + random.between(30, 180) * MINUTE_MS }
}

/** When a habit is known, nobody comes to the second EVSE any more although it says that it is free. */
const HABIT_MS = 18 * DAY_MS

function silenceOf(mishaps: readonly Mishap[], random: Random, until: number): Mishap | null {
  const from = START + HABIT_MS + random.between(0, 2) * DAY_MS
  if (until - from < 8 * DAY_MS || mishaps.length === 0 || random.chance(0.5)) return null
  return { kind: 'nobody succeeds', rule: 'nobody-succeeds', evse: 2, from, until }
}

interface Place {
  readonly id: string
  readonly siteId: string
  readonly rhythm: Rhythm
  readonly until: number
  readonly outage: { readonly from: number; readonly until: number } | null
}

function planStation(
  { id, siteId, rhythm, until, outage }: Place,
  random: Random,
  nextKind: () => string,
): TrialStation {
  const tape = new Tape(id)
  const powerW = rhythm === 'fast' ? 150_000 : 11_000
  const mishaps: Mishap[] = []
  const blocked: Blocked[] = []
  if (outage !== null) {
    tape.add(outage.from + random.between(0, 60) * SECOND_MS, { kind: 'disconnected' })
    tape.add(outage.until + random.between(0, 60) * SECOND_MS, { kind: 'connected' })
    blocked.push([outage.from - HOUR_MS, outage.until + HOUR_MS])
  }
  let at = START + random.between(2, 4) * DAY_MS
  while (at < until - 2 * DAY_MS) {
    const isTaken = outage !== null && at < outage.until + BETWEEN_MS && at + BETWEEN_MS > outage.from
    if (isTaken) {
      at = outage.until + BETWEEN_MS
      continue
    }
    const mishap = STATION_MISHAPS[nextKind()]!(tape, at, random)
    mishaps.push(mishap)
    blocked.push([at - HOUR_MS, mishap.until + 20 * MINUTE_MS])
    at = mishap.until + BETWEEN_MS + random.between(0, 30) * HOUR_MS
  }
  const silence = rhythm === 'fast' ? silenceOf(mishaps, random, until) : null
  if (silence !== null) mishaps.push(silence)
  const span = { from: START + random.between(0, 10) * MINUTE_MS, until }
  liveAsStation(tape, span, blocked, random.fork('link'))
  for (const evse of [1, 2]) {
    tape.status(span.from + 5 * SECOND_MS, evse, 'available')
    const silent: Blocked[] = silence?.evse === evse ? [[silence.from, silence.until]] : []
    liveAtEvse(tape, evse, { rhythm, powerW }, span, [...blocked, ...silent], random.fork(`evse${evse}`))
  }
  return { id, siteId, powerW, facts: tape.facts(), mishaps }
}
