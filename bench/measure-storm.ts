import type pg from 'pg'
import { SAFE_PROFILE_ID } from '../lib/offline-policy/next-step'
import { hashStationPassword } from '../lib/stations/station-password'
import { sleep } from './load'
import { cpuSeconds, residentMiB, startGatewayProcess } from './process'
import { createStormFleet, type StormOutcome } from './storm'

const PASSWORD = 'bench-password-20-ch'

export type Storm = StormOutcome & { readonly kibPerStation: number; readonly restartS: number; readonly cpuS: number }

/** The gateway is killed with all its stations connected and started again; they come back at once, each with its password. */
export async function measureStorm(
  databaseUrl: string,
  sql: pg.Client,
  { count, token }: { readonly count: number; readonly token: string },
): Promise<Storm> {
  console.error(`… ${count} stations come back at once`)
  const passwordHash = await hashStationPassword(PASSWORD)
  await sql.query('UPDATE station SET password_hash = $1, allow_without_password = false', [passwordHash])
  // A safe limit for when they lose us, which is told again after every boot: what a careful operator's stations cause at such a time.
  await sql.query(
    `INSERT INTO charging_profile (station_id, evse_number, profile_id, stack_level, purpose, kind, schedule, set_at, seen_at)
     SELECT id, 0, $1, 0, 'tx-default', 'relative', $2, now(), now() FROM station`,
    [
      SAFE_PROFILE_ID,
      JSON.stringify({
        unit: 'A',
        startAt: null,
        durationSeconds: null,
        periods: [{ startSeconds: 0, limit: 6, phases: null }],
      }),
    ],
  )
  const first = await startGatewayProcess(databaseUrl)
  const emptyMiB = residentMiB(first.pid)
  const fleet = createStormFleet({
    count,
    chargingEvery: 5,
    token,
    password: PASSWORD,
    urlOf: (station) => `ws://127.0.0.1:${first.port}/ocpp/BENCH-${station}`,
  })
  await fleet.comeForTheFirstTime()
  await sleep(3_000)
  const kibPerStation = ((residentMiB(first.pid) - emptyMiB) * 1024) / count
  await first.kill()
  const begun = performance.now()
  const starting = startGatewayProcess(databaseUrl, { OCPP_PORT: String(first.port) })
  let restartS = 0
  const ready = starting.then(() => {
    restartS = (performance.now() - begun) / 1000
  })
  const outcome = await fleet.comeBack(ready)
  const second = await starting
  const cpuS = cpuSeconds(second.pid)
  fleet.close()
  await second.stop()
  return { ...outcome, kibPerStation, restartS, cpuS }
}

export function stormLines(storm: Storm): string[] {
  const seconds = (value: number) => `${value.toFixed(1)} s`
  return [
    `| the gateway is killed and ${storm.stations} stations come back at once, each with its password | |`,
    '|---|---:|',
    `| the gateway listens again after | ${seconds(storm.restartS)} |`,
    `| half of the stations settled (boot, statuses, readings and heartbeat answered) after another | ${seconds(storm.halfS)} |`,
    `| 95 % | ${seconds(storm.mostS)} |`,
    `| all | ${seconds(storm.allS)} |`,
    `| processor time the gateway took for it, its start included | ${seconds(storm.cpuS)} |`,
    `| handshakes refused, the longest for | ${storm.refused}, ${seconds(storm.longestRefusedS)} |`,
    `| connections broken before all was said | ${storm.broken} |`,
    `| answers, of them errors | ${storm.answered}, ${storm.errors} |`,
  ]
}
