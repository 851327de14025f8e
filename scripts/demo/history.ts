import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../lib/kernel/time'
import { FAULTS } from '../../simulator/chaos'
import type { StationFault } from '../../simulator/connector'
import type { Random } from '../../simulator/random'
import { arrivalChance, drawStayMs, localHour, type Rhythm } from '../../simulator/rhythm'
import { charge, drawVehicle } from '../../simulator/vehicle'
import type { DemoStation, Driver } from './network'

/** One finished session of the past. Times are epoch milliseconds. */
export interface PastSession {
  readonly evse: number
  readonly driver: Driver
  readonly startedAt: number
  readonly endedAt: number
  /** When the car stopped drawing; null: it left while charging. */
  readonly fullAt: number | null
  readonly meterStartWh: number
  readonly energyWh: number
  readonly socPercent: number
  readonly stopReason: string
  /** Samples in time order, the last at the end. */
  readonly curve: readonly CurvePoint[]
}

export interface CurvePoint {
  readonly at: number
  readonly energyWh: number
  readonly powerW: number
  readonly socPercent: number
  readonly phases: 1 | 3
}

export interface PastFault {
  readonly evse: number
  readonly fault: StationFault
  readonly from: number
  readonly to: number
}

export interface PastAbsence {
  readonly from: number
  readonly to: number
}

export interface StationHistory {
  readonly sessions: readonly PastSession[]
  readonly faults: readonly PastFault[]
  readonly absences: readonly PastAbsence[]
}

const STEP_MS = 15 * MINUTE_MS

/** How likely a free connector is taken within each quarter of the span, worked out once per rhythm, not once per connector. */
export function arrivalTable(rhythm: Rhythm, timeZone: string, from: number, to: number): Float64Array {
  const table = new Float64Array(Math.ceil((to - from) / STEP_MS))
  const perHour = HOUR_MS / STEP_MS
  for (let hour = 0; hour * perHour < table.length; hour++) {
    const chance = arrivalChance(rhythm, localHour(from + hour * HOUR_MS, timeZone), STEP_MS / MINUTE_MS)
    table.fill(chance, hour * perHour, (hour + 1) * perHour)
  }
  return table
}

/** What happened at one station. Sessions never overlap on an outlet, and all are over when the span ends. */
export function drawHistory(
  station: DemoStation,
  arrivals: Float64Array,
  from: number,
  to: number,
  random: Random,
): StationHistory {
  const faults = drawFaults(station, from, to, random.fork('faults'))
  const sessions = station.model.outlets.flatMap((outlet, at) => {
    const evse = at + 1
    const past: PastSession[] = []
    let registerWh = station.registersWh[at]!
    let freeAt = from
    const broken = faults.filter((fault) => fault.evse === evse)
    for (let step = 0; step < arrivals.length; step++) {
      const stepAt = from + step * STEP_MS
      if (stepAt < freeAt || !random.chance(arrivals[step]!)) continue
      const startedAt = Math.round(stepAt + random.next() * STEP_MS)
      const isBroken = broken.some((fault) => fault.from < startedAt && startedAt < fault.to)
      if (isBroken) continue
      const session = drawSession(station, outlet, evse, startedAt, registerWh, random)
      freeAt = session.endedAt + 2 * MINUTE_MS
      if (freeAt > to) break
      registerWh += session.energyWh
      past.push(session)
    }
    return past
  })
  return { sessions, faults, absences: drawAbsences(from, to, random.fork('absences')) }
}

function drawSession(
  station: DemoStation,
  outlet: DemoStation['model']['outlets'][number],
  evse: number,
  startedAt: number,
  meterStartWh: number,
  random: Random,
): PastSession {
  const vehicle = drawVehicle(random, outlet)
  const leavesAt = Math.round(startedAt + drawStayMs(station.rhythm, random))
  const curve: CurvePoint[] = []
  let soc = vehicle.socPercent
  let energyWh = 0
  let fullAt: number | null = null
  for (let at = startedAt; at < leavesAt; ) {
    const next = Math.min(leavesAt, at + 5 * MINUTE_MS)
    const charged = charge(vehicle, outlet, soc, (next - at) / 1000)
    soc = charged.socPercent
    energyWh += charged.energyWh
    at = next
    curve.push({
      at,
      energyWh: Math.round(energyWh),
      powerW: Math.round(charged.powerW),
      socPercent: Math.round(soc),
      phases: outlet.currentType === 'dc' ? 3 : vehicle.acPhases,
    })
    if (charged.powerW === 0) {
      fullAt = at < leavesAt ? at : null
      break
    }
  }
  const last = curve.at(-1)!
  if (last.at < leavesAt) curve.push({ ...last, at: leavesAt, powerW: 0 })
  const isRemote = random.chance(0.12)
  return {
    evse,
    driver: random.pick(station.drivers),
    startedAt,
    endedAt: leavesAt,
    fullAt,
    meterStartWh: Math.round(meterStartWh),
    energyWh: Math.round(energyWh),
    socPercent: Math.round(soc),
    stopReason: isRemote ? 'Remote' : random.chance(0.65) ? 'Local' : 'EVDisconnected',
    curve,
  }
}

function drawFaults(station: DemoStation, from: number, to: number, random: Random): PastFault[] {
  const faults: PastFault[] = []
  // Some stations are simply worse than others.
  const meanDays = random.chance(0.1) ? 6 : 45
  const outlets = station.model.outlets.length
  for (let at = from + gap(random, meanDays); at < to - 3 * HOUR_MS; at += gap(random, meanDays)) {
    const lasts = Math.exp(random.normal(Math.log(70), 1.1)) * MINUTE_MS
    const until = Math.min(to - HOUR_MS, at + lasts)
    faults.push({
      evse: random.integer(1, outlets),
      fault: random.pick(FAULTS),
      from: Math.round(at),
      to: Math.round(until),
    })
    at = until
  }
  return faults
}

function drawAbsences(from: number, to: number, random: Random): PastAbsence[] {
  const absences: PastAbsence[] = []
  for (let at = from + gap(random, 8); at < to - 3 * HOUR_MS; at += gap(random, 8)) {
    const until = Math.min(to - HOUR_MS, at + Math.exp(random.normal(Math.log(6), 1.2)) * MINUTE_MS)
    absences.push({ from: Math.round(at), to: Math.round(until) })
    at = until
  }
  return absences
}

const gap = (random: Random, meanDays: number) => -Math.log(1 - random.next()) * meanDays * DAY_MS + HOUR_MS
