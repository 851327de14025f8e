import { closeAll, openStations, sleep } from './load'
import { residentMiB, startGatewayProcess } from './process'

export interface Idle {
  readonly stations: number
  readonly openSeconds: number
  readonly MiB: number
  readonly kibPerStation: number
}

/** What a station costs that is connected and says nothing. */
export async function measureIdle(databaseUrl: string, stations: number): Promise<Idle> {
  console.error(`… ${stations} idle stations`)
  const gateway = await startGatewayProcess(databaseUrl)
  const emptyMiB = residentMiB(gateway.pid)
  const begun = performance.now()
  const sockets = await openStations(stations, (n) => `ws://127.0.0.1:${gateway.port}/ocpp/BENCH-${n}`)
  const openSeconds = (performance.now() - begun) / 1000
  await sleep(5_000)
  const MiB = residentMiB(gateway.pid)
  closeAll(sockets)
  await gateway.stop()
  return { stations, openSeconds, MiB, kibPerStation: ((MiB - emptyMiB) * 1024) / stations }
}

export const idleLines = ({ stations, openSeconds, MiB, kibPerStation }: Idle): string[] => [
  `| with ${stations} idle stations (all connected in ${openSeconds.toFixed(1)} s) | ${MiB.toFixed(0)} |`,
  `| per idle connection | ${kibPerStation.toFixed(1)} KiB |`,
]
