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
  /** Nobody got anything: the card was refused, or the car was given nothing. */
  readonly failure: 'authorisation' | 'no-energy' | null
  /** A fault ended it, and stands when it is over. */
  readonly isCutShort: boolean
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

/** A car that was plugged in, got nothing and left. */
export interface PastPlugIn {
  readonly evse: number
  readonly from: number
  readonly to: number
}

export interface StationHistory {
  readonly sessions: readonly PastSession[]
  readonly plugIns: readonly PastPlugIn[]
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
  const plugIns: PastPlugIn[] = []
  // Some let people down much more often than others.
  const failing = random.chance(0.1) ? 0.12 : 0.035
  const sessions = station.model.outlets.flatMap((outlet, at) => {
    const evse = at + 1
    const past: PastSession[] = []
    let registerWh = station.registersWh[at]!
    let freeAt = from
    const broken = faults.filter((fault) => fault.evse === evse)
    for (let step = 0; step < arrivals.length; step++) {
      const stepAt = from + step * STEP_MS
      if (stepAt < freeAt || !random.chance(arrivals[step]!)) continue
      let startedAt = Math.round(stepAt + random.next() * STEP_MS)
      const isBroken = () => broken.some((fault) => fault.from < startedAt + 10 * MINUTE_MS && startedAt < fault.to)
      if (isBroken()) continue
      const driver = random.pick(station.drivers)
      if (random.chance(failing)) {
        const failed = drawFailure(station, evse, startedAt, registerWh, driver, random)
        if ('driver' in failed) past.push(failed)
        else plugIns.push(failed)
        const failedUntil = 'driver' in failed ? failed.endedAt : failed.to
        freeAt = failedUntil + 2 * MINUTE_MS
        // Most try again; the others have had enough.
        if (freeAt > to || !random.chance(0.65)) continue
        startedAt = Math.round(freeAt + random.between(0, 4) * MINUTE_MS)
        if (isBroken()) continue
      }
      const breaksAt = Math.min(...broken.map((fault) => fault.from).filter((fault) => fault > startedAt))
      const session = drawSession(station, outlet, evse, startedAt, registerWh, driver, breaksAt, random)
      freeAt = session.endedAt + 2 * MINUTE_MS
      if (freeAt > to) break
      registerWh += session.energyWh
      past.push(session)
    }
    return past
  })
  return { sessions, plugIns, faults, absences: drawAbsences(from, to, random.fork('absences')) }
}

/** Somebody comes and gets nothing: a session without energy, a refused card, or no session at all. */
function drawFailure(
  station: DemoStation,
  evse: number,
  startedAt: number,
  meterStartWh: number,
  driver: Driver,
  random: Random,
): PastSession | PastPlugIn {
  const endedAt = Math.round(startedAt + random.between(70, 240) * 1000)
  if (random.chance(0.3)) return { evse, from: startedAt, to: endedAt }
  const strangers = station.drivers.filter(({ token }) => token.standing !== 'active')
  const isRefused = strangers.length > 0 && random.chance(0.35)
  return {
    evse,
    driver: isRefused ? random.pick(strangers) : driver,
    startedAt,
    endedAt,
    fullAt: null,
    meterStartWh: Math.round(meterStartWh),
    energyWh: 0,
    socPercent: 40,
    stopReason: isRefused ? 'DeAuthorized' : random.chance(0.5) ? 'EVDisconnected' : 'Other',
    failure: isRefused ? 'authorisation' : 'no-energy',
    isCutShort: false,
    curve: [{ at: endedAt, energyWh: 0, powerW: 0, socPercent: 40, phases: 3 }],
  }
}

function drawSession(
  station: DemoStation,
  outlet: DemoStation['model']['outlets'][number],
  evse: number,
  startedAt: number,
  meterStartWh: number,
  driver: Driver,
  breaksAt: number,
  random: Random,
): PastSession {
  const vehicle = drawVehicle(random, outlet)
  const wantsUntil = Math.round(startedAt + drawStayMs(station.rhythm, random))
  const leavesAt = Math.min(wantsUntil, breaksAt)
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
    driver,
    startedAt,
    endedAt: leavesAt,
    fullAt,
    meterStartWh: Math.round(meterStartWh),
    energyWh: Math.round(energyWh),
    socPercent: Math.round(soc),
    stopReason:
      leavesAt < wantsUntil ? 'Other' : isRemote ? 'Remote' : random.chance(0.65) ? 'Local' : 'EVDisconnected',
    failure: null,
    isCutShort: leavesAt < wantsUntil,
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
