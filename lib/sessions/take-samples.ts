import { Decimal } from '../kernel/money'
import { isBlankStart, meterAt, nextRegister, type RegisterValue } from './energy-from-register'
import { type Measured, measureSession, START_SLACK_MS } from './measure-session'
import type { Review } from './review-flags'
import type { Sample } from './session-message'
import {
  type EnergyReading,
  isKeyedByStation,
  NEEDS_HISTORY,
  type NewReading,
  type SessionState,
} from './session-state'

export interface Taken {
  readonly session: SessionState
  readonly readings: readonly NewReading[]
  readonly corrected: readonly EnergyReading[]
  readonly raised: readonly Review[]
  /** Every sample was there already: a replay. */
  readonly isKnown: boolean
}

/** The flags that are raised while a session runs; the others wait for its end, when late messages can no longer answer them. */
const RAISED_AT_ONCE: ReadonlySet<string> = new Set(['register-reset', 'register-jump'])

/**
 * Adds samples to a session and works out its energy. Samples in time order on a running session are judged by the last readings
 * alone; anything else (late, after the end, intervals) by all readings together, which must then be loaded.
 */
export function takeSamples(
  session: SessionState,
  evse: number,
  samples: readonly Sample[],
): Taken | typeof NEEDS_HISTORY {
  if (samples.length === 0) return { session, readings: [], corrected: [], raised: [], isKnown: true }
  const next = withLatest(session, samples)
  if (session.history !== null) return fromHistory(next, session.history, evse, samples)
  return isInOrder(session, samples) ? following(next, evse, samples) : NEEDS_HISTORY
}

/** What the meter facts of a session are; see `measureSession`. */
export function measure(session: SessionState, history: readonly EnergyReading[]): Measured {
  const isDerived = isKeyedByStation(session) || session.flags.has('meter-start-derived')
  return measureSession(
    {
      startedAt: session.startedAt,
      endedAt: session.endedAt,
      saidStartWh: isDerived ? null : session.meterStartWh,
      saidStopWh: session.meterStopWh,
      isStartExpected: !isKeyedByStation(session),
      phases: session.phases,
      maxPowerW: session.maxPowerW,
    },
    history,
  )
}

/** Stored readings whose energy turns out otherwise than stored. */
export function corrections(history: readonly EnergyReading[], measured: Measured): EnergyReading[] {
  return history.flatMap((reading, index) => {
    const energyWh = measured.energies[index] ?? null
    return sameOrBothNull(reading.energyWh, energyWh) ? [] : [{ ...reading, energyWh }]
  })
}

function fromHistory(
  session: SessionState,
  before: readonly EnergyReading[],
  evse: number,
  samples: readonly Sample[],
): Taken {
  const history = [...before]
  const known = new Set(before.map(placeInTime))
  let isKnown = true
  for (const sample of samples) {
    const reading = energyReading(sample)
    const place = placeInTime(reading)
    if (!known.has(place)) {
      known.add(place)
      history.push(reading)
      isKnown = false
    } else {
      const index = history.findIndex((other) => placeInTime(other) === place)
      const merged = merge(history[index]!, reading)
      if (merged.registerWh !== history[index]!.registerWh || merged.intervalWh !== history[index]!.intervalWh)
        isKnown = false
      history[index] = merged
    }
  }
  const measured = measure(session, history)
  const settled = history.map((reading, index) => ({ ...reading, energyWh: measured.energies[index] ?? null }))
  // While it runs, what has been shown is never taken back; the final sum comes from all readings together.
  const isRunning = session.status === 'active'
  const energyWh = isRunning ? Decimal.max(session.energyWh, measured.energyWh) : measured.energyWh
  const isStartMissed =
    !isKeyedByStation(session) && measured.reviews.some(({ flag }) => flag === 'meter-start-derived')
  return {
    session: {
      ...session,
      energyWh,
      meterStartWh: measured.meterStartWh ?? session.meterStartWh,
      meter: measured.meter,
      history: settled,
    },
    readings: samples.map((sample) => {
      const place = placeInTime(energyReading(sample))
      return { evse, sample, energyWh: settled.find((reading) => placeInTime(reading) === place)?.energyWh ?? null }
    }),
    corrected: corrections(before, { ...measured, energies: measured.energies.slice(0, before.length) }),
    raised: measured.reviews.filter(
      ({ flag }) => RAISED_AT_ONCE.has(flag) || (isStartMissed && flag === 'meter-start-derived'),
    ),
    isKnown,
  }
}

/** The common case: a running session's next readings. */
function following(session: SessionState, evse: number, samples: readonly Sample[]): Taken {
  const raised: Review[] = []
  const startedAt = session.startedAt.getTime()
  let meterStartWh = session.meterStartWh
  let meter = session.meter === 'unknown' ? null : session.meter
  if (meter === null && meterStartWh !== null) meter = meterAt({ at: startedAt, registerWh: meterStartWh })
  const readings: NewReading[] = []
  for (const sample of samples) {
    const value = countedValue(session, sample)
    if (value === null) {
      readings.push({ evse, sample, energyWh: null })
      continue
    }
    const isBlank = meter?.energyWh.isZero() && meter.doubted.length === 0 && isBlankStart(meter.base, value)
    if (meter === null || isBlank) {
      meter = meterAt(value)
      meterStartWh = value.registerWh
      if (!isKeyedByStation(session)) {
        raised.push({ flag: 'meter-start-derived', detail: `start taken as ${value.registerWh} Wh` })
      }
    } else {
      meter = nextRegister(meter, value, raised)
    }
    readings.push({ evse, sample, energyWh: meter.doubted.length === 0 ? meter.energyWh : null })
  }
  const energyWh = meter === null ? session.energyWh : Decimal.max(session.energyWh, meter.energyWh)
  return { session: { ...session, meterStartWh, meter, energyWh }, readings, corrected: [], raised, isKnown: false }
}

function countedValue(session: SessionState, sample: Sample): RegisterValue | null {
  if (sample.registerWh === null || sample.registerWh < 0) return null
  const at = sample.at.at.getTime()
  // A Growatt repeats the register of the start beside every reading.
  if (sample.context === 'Transaction.Begin' && session.meterStartWh !== null) return null
  const slack = session.meterStartWh === null || isKeyedByStation(session) ? START_SLACK_MS : 0
  if (at < session.startedAt.getTime() - slack) return null
  return { at, registerWh: decimal3(sample.registerWh) }
}

function isInOrder(session: SessionState, samples: readonly Sample[]): boolean {
  if (session.status === 'ended' || session.meter === 'unknown') return false
  let last = session.lastReadingAt?.getTime() ?? Number.NEGATIVE_INFINITY
  for (const sample of samples) {
    const at = sample.at.at.getTime()
    if (at < last || (sample.registerWh === null && sample.intervalWh != null)) return false
    last = at
  }
  return true
}

function withLatest(session: SessionState, samples: readonly Sample[]): SessionState {
  let { lastReadingAt, powerW, socPercent } = session
  for (const { at, powerW: power, socPercent: soc } of samples) {
    if (lastReadingAt === null || at.at >= lastReadingAt) {
      lastReadingAt = at.at
      powerW = power ?? powerW
      socPercent = soc ?? socPercent
    }
  }
  return { ...session, lastReadingAt, powerW, socPercent }
}

const energyReading = (sample: Sample): EnergyReading => ({
  at: sample.at.at.getTime(),
  context: sample.context,
  registerWh: sample.registerWh === null ? null : decimal3(sample.registerWh),
  intervalWh: sample.intervalWh == null ? null : decimal3(sample.intervalWh),
  energyWh: null,
})

/** The first value told for a moment stays; what was missing is filled in. */
const merge = (kept: EnergyReading, told: EnergyReading): EnergyReading => ({
  ...kept,
  registerWh: kept.registerWh ?? told.registerWh,
  intervalWh: kept.intervalWh ?? told.intervalWh,
})

const placeInTime = (reading: EnergyReading): string => `${reading.at}:${reading.context}`
const decimal3 = (wh: number): Decimal => new Decimal(wh).toDecimalPlaces(3)
const sameOrBothNull = (a: Decimal | null, b: Decimal | null) => (a === null || b === null ? a === b : a.equals(b))
