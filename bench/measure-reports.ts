import type pg from 'pg'
import { systemActor } from '../lib/access/actor'
import { closeDatabase } from '../lib/db/client'
import { getMargin } from '../lib/margin/queries/get-margin'
import { listBelowCost } from '../lib/margin/queries/list-below-cost'
import { DIMENSIONS, type Dimension } from '../lib/revenue/dimension'
import { rollUpRevenue } from '../lib/revenue/mutations/roll-up-revenue'
import { type SummedQuestion, sumRevenue } from '../lib/revenue/queries/sum-revenue'
import type { RevenueFilter } from '../lib/revenue/revenue-filter'

export interface Reported {
  readonly sessions: number
  readonly rollUpSeconds: number
  readonly cells: number
  readonly reports: readonly { readonly name: string; readonly p50Ms: number; readonly p95Ms: number }[]
}

/** A network that sells a million sessions a year: stations on sites, regulars who mostly charge in two places, and drivers nobody knows. */
const SITES = 200
const STATIONS = 2_000
const CUSTOMERS = 5_000
const TARIFFS = 12
const ROUNDS = 4

const YEAR = { from: '2025-11-01', to: '2026-11-01' }
const PERIODS = [
  YEAR,
  { from: '2025-11-17', to: '2026-10-21' },
  { from: '2026-08-01', to: '2026-11-01' },
  { from: '2026-10-01', to: '2026-11-01' },
] as const

/** How fast revenue is added up, and how long each report takes on it. */
export async function measureReports(databaseUrl: string, sql: pg.Client, sessions: number): Promise<Reported> {
  console.error(`… reports on ${sessions} sessions`)
  process.env.DATABASE_URL = databaseUrl
  await prepare(sql, sessions)
  const begun = performance.now()
  while ((await rollUpRevenue()) > 0) console.error('…')
  const rollUpSeconds = (performance.now() - begun) / 1000
  await sql.query('VACUUM ANALYZE revenue_fact')
  await sql.query('VACUUM ANALYZE revenue_cell')
  const { rows } = await sql.query<{ count: string }>('SELECT count(*) FROM revenue_cell')
  const { rows: ids } = await sql.query<{ site: string; customer: string; tariff: string }>(
    `SELECT (SELECT min(id) FROM site) AS site, (SELECT min(id) FROM customer) AS customer, (SELECT min(id) FROM tariff) AS tariff`,
  )
  const filters: Readonly<Record<string, RevenueFilter>> = {
    all: {},
    'one tariff': { tariffId: BigInt(ids[0]!.tariff) + 1n },
    'by card': { means: 'card' },
    'one site': { siteId: BigInt(ids[0]!.site) + 3n },
    'greatest customer': { customerId: BigInt(ids[0]!.customer) },
    Mondays: { weekday: 1 },
    'at 17': { hour: 17 },
  }
  const pairs: readonly (readonly Dimension[])[] = [
    [],
    ...DIMENSIONS.map((one) => [one]),
    ...DIMENSIONS.flatMap((one, index) => DIMENSIONS.slice(index + 1).map((other) => [one, other])),
  ]
  const by = systemActor('system')
  const ask = (question: SummedQuestion) => sumRevenue(by, { limit: 1000, ...question })
  const reports = []
  for (const dimensions of pairs) {
    const times: { ms: number; what: string }[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [name, filter] of Object.entries(filters)) {
        const period = PERIODS[(round + Object.keys(filters).indexOf(name)) % PERIODS.length]!
        const from = performance.now()
        await ask({ ...period, filter, by: dimensions, bucket: null })
        times.push({ ms: performance.now() - from, what: `${name} ${period.from}` })
      }
    }
    reports.push(summary(dimensions.join(' × ') || 'total', times))
  }
  for (const bucket of ['day', 'month'] as const) {
    const times: { ms: number; what: string }[] = []
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [name, filter] of Object.entries(filters)) {
        const from = performance.now()
        await ask({ ...(bucket === 'day' ? PERIODS[2] : YEAR), filter, by: [], bucket })
        times.push({ ms: performance.now() - from, what: name })
      }
    reports.push(summary(bucket === 'day' ? 'chart of 92 days' : 'chart of 12 months', times))
  }
  const months = [
    { from: '2025-11', to: '2026-10' },
    { from: '2026-10', to: '2026-10' },
  ]
  // The first names anything are asked for opens a connection.
  await getMargin(by, months[1]!, 'site')
  for (const [name, read] of [
    ['margin by site', (month: (typeof months)[number]) => getMargin(by, month, 'site')],
    ['margin by hour', (month: (typeof months)[number]) => getMargin(by, month, 'hour')],
    ['margin by day', (month: (typeof months)[number]) => getMargin(by, month, 'day')],
    ['sold below cost', (month: (typeof months)[number]) => listBelowCost(by, month)],
  ] as const) {
    const times: { ms: number; what: string }[] = []
    for (let round = 0; round < 2 * ROUNDS; round += 1) {
      const month = months[round % months.length]!
      const from = performance.now()
      await read(month)
      times.push({ ms: performance.now() - from, what: month.from })
    }
    reports.push(summary(name, times))
  }
  await closeDatabase()
  return { sessions, rollUpSeconds, cells: Number(rows[0]!.count), reports }
}

function summary(name: string, times: readonly { ms: number; what: string }[]) {
  const sorted = [...times].sort((a, b) => a.ms - b.ms)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
  console.error(
    `  ${name}: p50 ${at(0.5).ms.toFixed(0)} p95 ${at(0.95).ms.toFixed(0)} ms, slowest ${at(1).what} ${at(1).ms.toFixed(0)} ms`,
  )
  return { name, p50Ms: at(0.5).ms, p95Ms: at(0.95).ms }
}

/**
 * A year of sessions. Numbers that look random and are the same every time: n times a prime, modulo. A fifth of the stations do half of the
 * business, two thirds of the sessions are customers', of which the greatest has one in twenty.
 */
async function prepare(sql: pg.Client, sessions: number): Promise<void> {
  await sql.query('ALTER TABLE session DISABLE TRIGGER USER; ALTER TABLE priced_session DISABLE TRIGGER USER')
  await sql.query(
    `WITH sites AS (INSERT INTO site (name) SELECT 'Site ' || n FROM generate_series(1, ${SITES}) AS n RETURNING id)
     SELECT count(*) FROM sites`,
  )
  await sql.query(
    `INSERT INTO station (identity, registration, site_id, allow_without_password)
     SELECT 'REPORT-' || n, 'accepted', (SELECT min(id) FROM site) + n % ${SITES}, true FROM generate_series(1, ${STATIONS}) AS n`,
  )
  await sql.query(`INSERT INTO customer (name) SELECT 'Reported ' || n FROM generate_series(1, ${CUSTOMERS}) AS n`)
  await sql.query(
    `WITH made AS (INSERT INTO tariff (name) SELECT 'Report ' || n FROM generate_series(1, ${TARIFFS}) AS n RETURNING id)
     INSERT INTO tariff_version (tariff_id, number, vat_percent, elements, created_by) SELECT id, 1, 25, '[]', 'bench' FROM made`,
  )
  await sql.query(
    `WITH ids AS (
       SELECT (SELECT min(id) FROM station WHERE identity LIKE 'REPORT-%') AS station, (SELECT min(id) FROM site) AS site,
         (SELECT min(id) FROM customer WHERE name LIKE 'Reported%') AS customer,
         (SELECT min(v.id) FROM tariff_version v JOIN tariff t ON t.id = v.tariff_id WHERE t.name LIKE 'Report %') AS version
     ), drawn AS (
       SELECT n, hashint8(n)::bigint & 2147483647 AS a, hashint8(n + 5000000000)::bigint & 2147483647 AS b,
         hashint8(n + 9000000000)::bigint & 2147483647 AS c FROM generate_series(1, $1::bigint) AS n
     ), who AS (
       SELECT *, CASE WHEN a % 3 = 0 THEN NULL WHEN b % 20 = 0 THEN 0 ELSE b % ${CUSTOMERS} END AS customer_n FROM drawn
     ), placed AS (
       SELECT *, CASE WHEN customer_n > 0 AND c % 10 < 8 THEN (customer_n * 7 + c % 2) % ${STATIONS}
         WHEN c % 2 = 0 THEN (c / 2) % (${STATIONS} / 5) ELSE (c / 2) % ${STATIONS} END AS station_n FROM who
     )
     INSERT INTO session (station_id, site_id, evse_number, connector_number, ocpp_transaction_id, start_key, customer_id, status, started_at,
       ended_at, received_at, energy_wh, tariff_version_id)
     SELECT station + station_n, site + (station_n + 1) % ${SITES}, 1, 1, 'report-' || n, 'report-' || n, customer + customer_n, 'ended', ended - interval '1 hour',
       ended, ended, 2000 + a % 60000, version + (station_n + CASE WHEN b % 50 = 0 THEN 1 ELSE 0 END) % ${TARIFFS}
     FROM placed, ids, LATERAL (SELECT '2025-11-01T00:00+01:00'::timestamptz + n * interval '365 days' / $1::bigint
       + (CASE WHEN a % 3 = 0 THEN a % 86400 ELSE a % 21600 END - 10800) * interval '1 second' AS ended) AS at`,
    [sessions],
  )
  await sql.query(
    `INSERT INTO priced_session (session_id, currency, total, vat, total_excl_vat, lines, priced_at)
     SELECT id, 'SEK', gross, round(gross / 5, 2), gross - round(gross / 5, 2), '[]', ended_at
     FROM (SELECT id, ended_at, round(energy_wh * 0.0039, 2) AS gross FROM session WHERE start_key LIKE 'report-%' AND id % 500 <> 0) AS charged`,
  )
  await sql.query(
    `INSERT INTO session_energy_cost (session_id, cost, spot_cost, grid_cost, other_cost, computed_at)
     SELECT id, round(energy_wh * 0.001, 4), round(energy_wh * 0.001, 4), 0, 0, ended_at FROM session WHERE start_key LIKE 'report-%' AND id % 10 <> 0`,
  )
  // Drivers without an account pay by card or Swish.
  await sql.query(
    `INSERT INTO payment_provider (kind, is_enabled, cap) VALUES ('stripe', true, 500), ('swish', true, 500) ON CONFLICT DO NOTHING`,
  )
  await sql.query(
    `INSERT INTO provider_fee (kind, valid_from, percent, fixed, created_by) VALUES ('stripe', '2025-01-01', 1.5, 1.8, 'bench'), ('swish', '2025-01-01', 0, 2, 'bench')`,
  )
  await sql.query(
    `INSERT INTO payment (key, provider_id, station_id, site_id, evse_number, connector_number, tariff_version_id, currency, means, state, cap,
       authorised, captured, price, session_id, pay_by, created_at)
     SELECT 'report-' || s.id, (SELECT id FROM payment_provider WHERE kind = CASE WHEN s.id % 3 = 0 THEN 'swish' ELSE 'stripe' END), s.station_id,
       s.site_id, 1, 1, s.tariff_version_id, 'SEK', 'reserve', 'paid', 500, 500, least(500, coalesce(p.total, 0)), p.total, s.id, s.ended_at, s.started_at
     FROM session s LEFT JOIN priced_session p ON p.session_id = s.id WHERE s.start_key LIKE 'report-%' AND s.customer_id IS NULL`,
  )
  await sql.query('ALTER TABLE session ENABLE TRIGGER USER; ALTER TABLE priced_session ENABLE TRIGGER USER')
  await sql.query(`TRUNCATE revenue_stale`)
  await sql.query(
    `INSERT INTO revenue_stale (session_id) SELECT id FROM session WHERE start_key LIKE 'report-%' ORDER BY id`,
  )
  await sql.query('ANALYZE')
}

export const reportLines = ({ sessions, rollUpSeconds, cells, reports }: Reported): string[] => [
  `| reports on ${sessions} sessions | p50 | p95 |`,
  '|---|---:|---:|',
  ...reports.map(({ name, p50Ms, p95Ms }) => `| ${name} | ${p50Ms.toFixed(0)} ms | ${p95Ms.toFixed(0)} ms |`),
  '',
  '| adding up revenue, one worker | |',
  '|---|---:|',
  `| all of it from nothing, ${cells} sums | ${rollUpSeconds.toFixed(0)} s |`,
  `| sessions/s | ${(sessions / rollUpSeconds).toFixed(0)} |`,
]
