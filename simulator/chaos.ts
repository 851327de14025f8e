import type { WireClock } from '../ocpp-server/wire/wire-clock'
import type { StationFault } from './connector'
import type { Random } from './random'
import type { VirtualStation } from './station'

/** What goes wrong in real networks. */
export type Mishap =
  | { readonly kind: 'fault'; readonly station: number; readonly fault: StationFault; readonly forMs: number }
  /** The connection breaks; sessions go on and are told afterwards. */
  | { readonly kind: 'drop'; readonly station: number; readonly forMs: number }
  /** The same frame is sent twice. */
  | { readonly kind: 'repeat'; readonly station: number }
  /** The clock jumps and is not set right again. */
  | { readonly kind: 'skew'; readonly station: number; readonly skewMs: number }

const MINUTE_MS = 60_000

export const FAULTS: readonly StationFault[] = [
  { code: 'GroundFailure', vendorCode: 'E-031', info: 'RCD tripped on outlet' },
  { code: 'EVCommunicationError', vendorCode: 'CX010', info: 'CP signal lost during charging' },
  { code: 'ConnectorLockFailure', vendorCode: 'E-014', info: 'Plug lock motor did not reach end position' },
  { code: 'HighTemperature', vendorCode: 'T-202', info: 'Connector above 90 C, charging stopped' },
  { code: 'PowerSwitchFailure', vendorCode: 'E-044', info: 'Contactor welded check failed' },
  { code: 'ReaderFailure', vendorCode: 'R-007', info: 'RFID reader does not answer' },
  { code: 'OverCurrentFailure', vendorCode: 'E-027', info: 'Overcurrent on L2' },
  { code: 'UnderVoltage', vendorCode: 'E-052', info: 'Supply below 207 V' },
  { code: 'PowerMeterFailure', vendorCode: 'M-003', info: 'Energy meter not reachable on Modbus' },
  { code: 'InternalError', vendorCode: 'SW-500', info: 'Power module 3 watchdog' },
  { code: 'OtherError', vendorCode: 'EMS-1', info: 'Emergency stop pressed' },
]

// How often per station, on average, minutes between.
const EVERY_MINUTES = { fault: 260, drop: 110, outage: 700, repeat: 60 }

/** What goes wrong within the next stretch of time, for so many stations. Pure but for the draw. */
export function planChaos(random: Random, stations: number, stretchMs: number): Mishap[] {
  const mishaps: Mishap[] = []
  const chance = (everyMinutes: number) => stretchMs / MINUTE_MS / everyMinutes
  for (let station = 0; station < stations; station++) {
    if (random.chance(chance(EVERY_MINUTES.fault))) {
      mishaps.push({ kind: 'fault', station, fault: random.pick(FAULTS), forMs: random.between(2, 18) * MINUTE_MS })
    }
    if (random.chance(chance(EVERY_MINUTES.drop))) {
      mishaps.push({ kind: 'drop', station, forMs: random.between(3, 45) * 1000 })
    }
    if (random.chance(chance(EVERY_MINUTES.outage))) {
      mishaps.push({ kind: 'drop', station, forMs: random.between(3, 15) * MINUTE_MS })
    }
    if (random.chance(chance(EVERY_MINUTES.repeat))) mishaps.push({ kind: 'repeat', station })
  }
  return mishaps
}

/** Which stations are odd from the start: clocks that are wrong and stay so. */
export function planOddities(random: Random, stations: number): Mishap[] {
  const mishaps: Mishap[] = []
  for (let station = 0; station < stations; station++) {
    if (!random.chance(0.03)) continue
    const minutes = random.pick([-60, -12, -3, 2, 7, 60, 120])
    mishaps.push({ kind: 'skew', station, skewMs: minutes * MINUTE_MS })
  }
  return mishaps
}

/** What is already wrong when the network is first seen: about one station in fifty has a fault, one in a hundred is offline. */
export function planBeginning(random: Random, stations: number): Mishap[] {
  const mishaps: Mishap[] = []
  for (let station = 0; station < stations; station++) {
    const dice = random.next()
    if (dice < 0.02) {
      mishaps.push({ kind: 'fault', station, fault: random.pick(FAULTS), forMs: random.between(6, 40) * MINUTE_MS })
    } else if (dice < 0.03) mishaps.push({ kind: 'drop', station, forMs: random.between(5, 25) * MINUTE_MS })
  }
  return mishaps
}

const TICK_MS = 5000

/** @returns how to stop it */
export function startChaos(stations: readonly VirtualStation[], random: Random, clock: WireClock): () => void {
  for (const mishap of planOddities(random.fork('oddities'), stations.length)) befall(stations, mishap, random, clock)
  // One station with a bad modem: it comes and goes all day long.
  const flapping = stations.length > 20 ? random.integer(0, stations.length - 1) : -1
  let timer: unknown
  const tick = () => {
    for (const mishap of planChaos(random, stations.length, TICK_MS)) befall(stations, mishap, random, clock)
    if (flapping >= 0 && random.chance(0.12)) stations[flapping]!.link.drop(random.between(4, 25) * 1000)
    timer = clock.setTimer(tick, TICK_MS)
  }
  // Not before everybody has connected.
  timer = clock.setTimer(() => {
    for (const mishap of planBeginning(random.fork('beginning'), stations.length))
      befall(stations, mishap, random, clock)
    tick()
  }, 30_000)
  return () => clock.clearTimer(timer)
}

export function befall(stations: readonly VirtualStation[], mishap: Mishap, random: Random, clock: WireClock): void {
  const station = stations[mishap.station]
  if (!station) return
  switch (mishap.kind) {
    case 'fault': {
      const connector = random.pick(station.connectors)
      if (connector.isWithdrawn || connector.fault) return
      station.fail(connector, mishap.fault)
      clock.setTimer(() => {
        // A restart may have ended it, and another one begun.
        if (connector.fault === mishap.fault) station.clearFault(connector)
      }, mishap.forMs)
      return
    }
    case 'drop':
      station.link.drop(mishap.forMs)
      return
    case 'repeat':
      station.link.repeatLastCall()
      return
    case 'skew':
      station.hasStubbornClock = true
      station.skewMs = mishap.skewMs
      return
  }
}
