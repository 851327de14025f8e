import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import pg from 'pg'
import { migrate } from '../lib/db/migrate'
import { bundleProcesses } from '../scripts/bundle-processes'
import { numberOption } from '../scripts/number-option'
import { closeAll, closedLoop, type Outcome, offeredLoad, openStations, sleep } from './load'
import { browserLines, measureBrowser } from './measure-browser'
import { idleLines, measureIdle } from './measure-idle'
import { invoiceLines, measureInvoices } from './measure-invoices'
import { measureRating, ratingLines } from './measure-rating'
import { measureReports, reportLines } from './measure-reports'
import { measureStorm, stormLines } from './measure-storm'
import { residentMiB, startGatewayProcess, startProcess } from './process'
import { createTransactionDay } from './transaction-day'

/** How long each figure is measured; raise for a quieter result. */
const SECONDS = numberOption('seconds', 8)
const STATION_COUNTS = option('stations')?.split(',').map(Number) ?? [10, 100, 1_000, 5_000]
const IDLE_STATIONS = 10_000
const STORM_STATIONS = numberOption('storm', 5_000)
const BROWSER_STATIONS = numberOption('browser', 10_000)
const INVOICED_SESSIONS = numberOption('invoiced', 100_000)
const REPORTED_SESSIONS = numberOption('reported', 1_000_000)
/** `--only=storm`, `--only=idle`, `--only=browser`, `--only=invoices`, `--only=rating`, `--only=reports`: that figure alone, printed and not kept. */
const ONLY = option('only')
const TOKEN = 'BENCH-TOKEN'
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
  await Promise.all([migrate(databaseUrl), bundleProcesses()])
  const sql = new pg.Client({ connectionString: databaseUrl })
  await sql.connect()
  await prepare(sql)
  if (ONLY !== undefined) {
    console.error((await measureOnly(ONLY)).join('\n'))
    return sql.end()
  }

  const echo = await startProcess('bench/echo-server.ts', {})
  const gateway = await startGatewayProcess(databaseUrl, { PING_INTERVAL_SECONDS: '60' })
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
  const idle = await measureIdle(databaseUrl, IDLE_STATIONS)
  await echo.stop()
  const seen = await measureBrowser(databaseUrl, sql, { count: BROWSER_STATIONS, token: TOKEN })
  const storm = await measureStorm(databaseUrl, sql, { count: STORM_STATIONS, token: TOKEN })
  const invoiced = await measureInvoices(databaseUrl, sql, INVOICED_SESSIONS)
  const rated = measureRating()
  const reported = await measureReports(databaseUrl, sql, REPORTED_SESSIONS)
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
    ...idleLines(idle),
    `| per station that has booted and spoken | ${storm.kibPerStation.toFixed(1)} KiB |`,
    '',
    ...stormLines(storm),
    '',
    ...browserLines(seen),
    '',
    ...invoiceLines(invoiced),
    '',
    ...ratingLines(rated),
    '',
    ...reportLines(reported),
    '',
  ].join('\n')
  console.error(report)
  writeFileSync(RESULTS_FILE, report)

  async function measureOnly(what: string): Promise<readonly string[]> {
    switch (what) {
      case 'idle':
        return idleLines(await measureIdle(databaseUrl, IDLE_STATIONS))
      case 'rating':
        return ratingLines(measureRating())
      case 'reports':
        return reportLines(await measureReports(databaseUrl, sql, REPORTED_SESSIONS))
      case 'invoices':
        return invoiceLines(await measureInvoices(databaseUrl, sql, INVOICED_SESSIONS))
      case 'browser':
        return browserLines(await measureBrowser(databaseUrl, sql, { count: BROWSER_STATIONS, token: TOKEN }))
      default:
        return stormLines(await measureStorm(databaseUrl, sql, { count: STORM_STATIONS, token: TOKEN }))
    }
  }
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
