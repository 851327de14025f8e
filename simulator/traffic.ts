import type { WireClock } from '../ocpp-server/wire/wire-clock'
import type { VirtualConnector } from './connector'
import type { Random } from './random'
import { arrivalChance, drawStayMs, localHour, occupancy } from './rhythm'
import type { VirtualStation } from './station'
import { charge, drawVehicle } from './vehicle'

const TICK_MS = 15_000

/** Lets cars come and go by the hour of the local day. @returns how to stop it */
export function startTraffic(stations: readonly VirtualStation[], random: Random, clock: WireClock): () => void {
  let timer: unknown
  const tick = () => {
    for (const station of stations) for (const connector of station.connectors) maybeArrive(station, connector)
    timer = clock.setTimer(tick, TICK_MS)
  }
  const maybeArrive = (station: VirtualStation, connector: VirtualConnector) => {
    if (!connector.isFree || !station.link.isOpen || station.spec.tokens.length === 0) return
    const hour = localHour(clock.now(), station.spec.timeZone)
    if (random.chance(arrivalChance(station.spec.rhythm, hour, TICK_MS / 60_000))) arrive(station, connector, random, 0)
  }
  timer = clock.setTimer(tick, TICK_MS)
  return () => clock.clearTimer(timer)
}

/** Cars that already stand there when the simulation starts, somewhere in their stay, so that the network is not empty at first. */
export function primeTraffic(station: VirtualStation, random: Random, epochMs: number): void {
  if (station.spec.tokens.length === 0) return
  const taken = occupancy(station.spec.rhythm, localHour(epochMs, station.spec.timeZone))
  for (const connector of station.connectors) {
    if (random.chance(taken)) arrive(station, connector, random, random.between(0, 0.8))
  }
}

function arrive(station: VirtualStation, connector: VirtualConnector, random: Random, shareStayed: number): void {
  const fullStayMs = drawStayMs(station.spec.rhythm, random)
  const drawn = drawVehicle(random, connector.spec)
  const before = charge(drawn, connector.spec, drawn.socPercent, (fullStayMs * shareStayed) / 1000)
  const vehicle = { ...drawn, socPercent: Math.min(before.socPercent, drawn.targetSoc - 1) }
  const token = random.chance(0.015) ? unknownCard(random) : random.pick(station.spec.tokens)
  station.plugIn(connector.number, { token, vehicle, stayMs: fullStayMs * (1 - shareStayed) })
}

/** Somebody tries a card that nobody has registered. */
const unknownCard = (random: Random) => random.integer(0x10000000, 0x7fffffff).toString(16).toUpperCase()
