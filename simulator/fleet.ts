import { systemWireClock, type WireClock } from '../ocpp-server/wire/wire-clock'
import { startChaos } from './chaos'
import type { FleetFile } from './fleet-file'
import type { StationMemory } from './memory'
import { createRandom } from './random'
import { VirtualStation } from './station'
import { primeTraffic, startTraffic } from './traffic'

export interface FleetOptions {
  /** Over how long the stations connect, so that a start is not a storm; 20 s. */
  readonly staggerMs?: number
  readonly hasTraffic?: boolean
  /** See StationOptions. */
  readonly handlingMs?: readonly [number, number]
  readonly hasChaos?: boolean
  readonly clock?: WireClock
  /** What stations know from before, by identity; otherwise they come from the works. */
  readonly memory?: (identity: string) => StationMemory
}

export interface Fleet {
  readonly stations: readonly VirtualStation[]
  /** Ends what runs and tells it, as far as that can be done in the time given, so that no session is left open for ever. */
  stop(withinMs?: number): Promise<void>
}

/** Starts every station of the fleet, staggered, with cars that come and go and things that break. */
export function startFleet(fleet: FleetFile, options: FleetOptions = {}): Fleet {
  const clock = options.clock ?? systemWireClock
  const { staggerMs = 20_000, hasTraffic = true, hasChaos = true, handlingMs } = options
  const random = createRandom(fleet.seed)
  const stations = fleet.stations.map(
    (spec) =>
      new VirtualStation({
        url: fleet.url,
        tlsUrl: fleet.tlsUrl,
        spec,
        memory: options.memory?.(spec.identity),
        clock,
        handlingMs,
        random: random.fork(spec.identity),
      }),
  )
  const timers: unknown[] = []
  const primer = random.fork('primer')
  stations.forEach((station, at) => {
    const connectMs = (at / Math.max(1, stations.length)) * staggerMs
    timers.push(clock.setTimer(() => station.start(), connectMs))
    if (hasTraffic) {
      const primeMs = connectMs + primer.between(1500, 12_000)
      timers.push(clock.setTimer(() => primeTraffic(station, primer, clock.now()), primeMs))
    }
  })
  const stopTraffic = hasTraffic ? startTraffic(stations, random.fork('traffic'), clock) : undefined
  const stopChaos = hasChaos ? startChaos(stations, random.fork('chaos'), clock) : undefined
  return {
    stations,
    async stop(withinMs = 3000) {
      for (const timer of timers) clock.clearTimer(timer)
      stopTraffic?.()
      stopChaos?.()
      const until = clock.now() + withinMs
      for (const station of stations) station.losePower()
      const hasMore = () => stations.some(({ link }) => link.isReady && link.queued > 0)
      while (hasMore() && clock.now() < until) await new Promise<void>((resolve) => clock.setTimer(resolve, 20))
      for (const station of stations) station.stop()
    },
  }
}
