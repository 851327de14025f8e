import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import pg from 'pg'
import { migrate } from '../lib/db/migrate'
import { SAFE_PROFILE_ID } from '../lib/offline-policy/next-step'
import { hashStationPassword } from '../lib/stations/station-password'
import { closeAll, closedLoop, type Outcome, offeredLoad, openStations, sleep } from './load'
import { cpuSeconds, residentMiB, startProcess } from './process'
import { createStormFleet, type StormOutcome } from './storm'
import { createTransactionDay } from './transaction-day'

/** How long each figure is measured; raise for a quieter result. */
const SECONDS = Number(option('seconds') ?? 8)
const STATION_COUNTS = option('stations')?.split(',').map(Number) ?? [10, 100, 1_000, 5_000]
const IDLE_STATIONS = 10_000
const STORM_STATIONS = Number(option('storm') ?? 5_000)
/** `--only=storm`: that figure alone, printed and not kept. */
const ONLY = option('only')
const TOKEN = 'BENCH-TOKEN'
const PASSWORD = 'bench-password-20-ch'
const RESULTS_FILE = new URL('./results.md', import.meta.url)

/** `--name=value` on the command line. */
function option(name: string): string | undefined {
  return process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3)
}

interface Row {
  readonly what: string
  readonly echo?: Outcome
  readonly gateway: Outcome
}

/**
 * Measures the gateway beside a bare echo server on the same machine in the same run and writes `bench/results.md`.
 * @param databaseUrl an empty database of a durable PostgreSQL (fsync and synchronous_commit on)
 */
export async function bench(databaseUrl: string): Promise<void> {
  await migrate(databaseUrl)
  const sql = new pg.Client({ connectionString: databaseUrl })
  await sql.connect()
  await prepare(sql)
  if (ONLY === 'storm') {
    console.error(stormLines(await measureStorm(databaseUrl, sql)).join('\n'))
    return sql.end()
  }

  const echo = await startProcess('bench/echo-server.ts', {})
  const gateway = await startProcess('ocpp-server/main.ts', {
    ...gatewaySettings(databaseUrl),
    PING_INTERVAL_SECONDS: '60',
  })
  const echoUrl = (station: number) => `ws://127.0.0.1:${echo.port}/${station}`
  const gatewayUrl = (station: number) => `ws://127.0.0.1:${gateway.port}/ocpp/BENCH-${station}`
  const emptyMiB = residentMiB(gateway.pid)

  const rows: Row[] = []
  for (const count of STATION_COUNTS) {
    const what = `${count} stations, closed loop`
    console.error(`… ${what}`)
    const measured = { echo: await measure(echoUrl), gateway: await measure(gatewayUrl) }
    rows.push({ what, ...measured })
    async function measure(urlOf: (station: number) => string): Promise<Outcome> {
      const sockets = await openStations(count, urlOf)
      const result = await closedLoop(sockets, TOKEN, 2_000, SECONDS * 1000)
      closeAll(sockets)
      await sleep(1_000)
      return result
    }
  }

  console.error('… 1 000 stations, TransactionEvents of 2.0.1')
  const modern = await openStations(1_000, gatewayUrl, 'ocpp2.0.1')
  rows.push({
    what: '1000 stations, 2.0.1 TransactionEvents, closed loop',
    gateway: await closedLoop(modern, TOKEN, 2_000, SECONDS * 1000, createTransactionDay),
  })
  closeAll(modern)
  await sleep(1_000)

  console.error('… 1 000 stations, 1 000 messages/s offered')
  const offered = await openStations(1_000, gatewayUrl)
  await offeredLoad(offered, TOKEN, 1_000, 2_000)
  rows.push({
    what: '1000 stations, 1000 messages/s offered',
    gateway: await offeredLoad(offered, TOKEN, 1_000, SECONDS * 1000),
  })
  closeAll(offered)
  await sleep(1_000)

  const stored = await sql.query<{ messages: string }>('SELECT count(*) AS messages FROM ocpp_message')
  const refused = await sql.query<{ errors: string }>(
    'SELECT count(*) AS errors FROM ocpp_message WHERE error_code IS NOT NULL',
  )

  await gateway.stop()
  console.error('… 10 000 idle stations')
  const idleGateway = await startProcess('ocpp-server/main.ts', gatewaySettings(databaseUrl))
  const idleEmptyMiB = residentMiB(idleGateway.pid)
  const opened = performance.now()
  const idle = await openStations(
    IDLE_STATIONS,
    (station) => `ws://127.0.0.1:${idleGateway.port}/ocpp/BENCH-${station}`,
  )
  const openSeconds = (performance.now() - opened) / 1000
  await sleep(5_000)
  const idleMiB = residentMiB(idleGateway.pid)
  closeAll(idle)
  await idleGateway.stop()
  await echo.stop()
  const storm = await measureStorm(databaseUrl, sql)
  await sql.end()

  const report = [
    ...heading(),
    ...table(rows),
    '',
    `Every answered message was committed first: ${stored.rows[0]!.messages} rows in the message log, ${refused.rows[0]!.errors} of them errors.`,
    '',
    '| memory of the gateway process | MiB |',
    '|---|---:|',
    `| after start | ${emptyMiB.toFixed(0)} |`,
    `| with ${IDLE_STATIONS} idle stations (all connected in ${openSeconds.toFixed(1)} s) | ${idleMiB.toFixed(0)} |`,
    `| per idle connection | ${(((idleMiB - idleEmptyMiB) * 1024) / IDLE_STATIONS).toFixed(1)} KiB |`,
    `| per station that has booted and spoken | ${storm.kibPerStation.toFixed(1)} KiB |`,
    '',
    ...stormLines(storm),
    '',
  ].join('\n')
  console.error(report)
  writeFileSync(RESULTS_FILE, report)
}

/** One address plays all stations, and one station says what a hundred would: neither is anybody's flood. */
const gatewaySettings = (databaseUrl: string) => ({
  DATABASE_URL: databaseUrl,
  OCPP_PORT: '0',
  LOG_LEVEL: 'warn',
  NODE_ENV: 'production',
  OCPP_MESSAGES_PER_SECOND: '100000',
})

type Storm = StormOutcome & { readonly kibPerStation: number; readonly restartS: number; readonly cpuS: number }

/** The gateway is killed with all its stations connected and started again; they come back at once, each with its password. */
async function measureStorm(databaseUrl: string, sql: pg.Client): Promise<Storm> {
  console.error(`… ${STORM_STATIONS} stations come back at once`)
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
  const first = await startProcess('ocpp-server/main.ts', gatewaySettings(databaseUrl))
  const emptyMiB = residentMiB(first.pid)
  const fleet = createStormFleet({
    count: STORM_STATIONS,
    chargingEvery: 5,
    token: TOKEN,
    password: PASSWORD,
    urlOf: (station) => `ws://127.0.0.1:${first.port}/ocpp/BENCH-${station}`,
  })
  await fleet.comeForTheFirstTime()
  await sleep(3_000)
  const kibPerStation = ((residentMiB(first.pid) - emptyMiB) * 1024) / STORM_STATIONS
  await first.kill()
  const begun = performance.now()
  const settings = { ...gatewaySettings(databaseUrl), OCPP_PORT: String(first.port) }
  const starting = startProcess('ocpp-server/main.ts', settings)
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

function stormLines(storm: Storm): string[] {
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

async function prepare(sql: pg.Client): Promise<void> {
  await sql.query(
    `INSERT INTO station (identity, registration, allow_without_password) SELECT 'BENCH-' || n, 'accepted', true FROM generate_series(0, $1) AS n`,
    [IDLE_STATIONS - 1],
  )
  await sql.query(`INSERT INTO token (value, value_folded, name) VALUES ($1, $1, 'Bench')`, [TOKEN])
  const { rows } = await sql.query<{ id: string }>(
    `INSERT INTO tariff (name, is_default) VALUES ('Bench', true) RETURNING id`,
  )
  await sql.query(
    `INSERT INTO tariff_version (tariff_id, number, vat_percent, elements, created_by) VALUES ($1, 1, 25, $2, 'system')`,
    [rows[0]!.id, JSON.stringify([{ components: [{ dimension: 'energy', price: '3.90' }] }])],
  )
}

const heading = (): string[] => [
  '# Benchmark results',
  '',
  'Written by `npm run bench`. Closed loop: every station sends its next message when the last is answered; the mix is Heartbeat,',
  'StatusNotification, Authorize, MeterValues and whole sessions. The echo is a bare `ws` server that sends each frame back, measured',
  'right before the gateway with the same load generator; the gateway answers after PostgreSQL has committed (fsync and',
  'synchronous_commit on). Load generator, gateway and PostgreSQL share the machine.',
  '',
  `Machine: ${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}, ${SECONDS} s per figure.`,
  '',
]

function table(rows: readonly Row[]): string[] {
  const ms = (value: number) => value.toFixed(1)
  return [
    '| load | gateway msg/s | p50 ms | p95 ms | p99 ms | errors | echo msg/s | gateway / echo |',
    '|---|---:|---:|---:|---:|---:|---:|---:|',
    ...rows.map(({ what, gateway, echo }) => {
      const share = echo ? `${((gateway.rate / echo.rate) * 100).toFixed(0)} %` : ''
      return `| ${what} | ${gateway.rate.toFixed(0)} | ${ms(gateway.p50Ms)} | ${ms(gateway.p95Ms)} | ${ms(gateway.p99Ms)} | ${gateway.errors} | ${echo ? echo.rate.toFixed(0) : ''} | ${share} |`
    }),
  ]
}
