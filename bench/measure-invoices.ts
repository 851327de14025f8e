import type pg from 'pg'
import { systemActor } from '../lib/access/actor'
import { closeDatabase } from '../lib/db/client'
import { advanceRuns } from '../lib/invoices/mutations/advance-runs'
import { keepEvidence } from '../lib/invoices/mutations/keep-evidence'
import { startRun } from '../lib/invoices/mutations/start-run'
import { findDifferences } from '../lib/invoices/queries/find-differences'
import { previewRun } from '../lib/invoices/queries/preview-run'
import { getRun } from '../lib/invoices/queries/runs'
import { setSeller } from '../lib/sellers/mutations'

export interface Invoiced {
  readonly sessions: number
  readonly invoices: number
  readonly lines: number
  readonly previewSeconds: number
  readonly runSeconds: number
  readonly keepSeconds: number
  readonly checkSeconds: number
}

const PERIOD = { periodFrom: '2026-10-01', periodTo: '2026-10-31', issueDate: '2026-11-01' }
/** Of every ten customers nine are private drivers with a few sessions; the tenth is a fleet with most of them. */
const CUSTOMERS = 5_000

/** How long a month of sessions takes from priced to issued and booked, by one worker. */
export async function measureInvoices(databaseUrl: string, sql: pg.Client, sessions: number): Promise<Invoiced> {
  console.error(`… invoices of ${sessions} sessions`)
  process.env.DATABASE_URL = databaseUrl
  await prepare(sql, sessions)
  const by = systemActor('system')
  await setSeller(by, {
    name: 'Bench AB',
    orgNumber: '556047-3521',
    vatNumber: 'SE556047352101',
    street: 'Gatan 1',
    postalCode: '111 11',
    city: 'Stockholm',
    bankgiro: '160-9908',
  })
  const preview = await timed(() => previewRun(by, PERIOD))
  const { id } = await startRun(by, PERIOD)
  const run = await timed(() => advanceRuns(new Date()))
  const { state, problem, invoices, sessions: done } = await getRun(by, id)
  if (state !== 'done' || done !== sessions) throw new Error(`The run is ${state} after ${done} sessions: ${problem}`)
  const keep = await timed(() => keepEvidence(new Date()))
  const check = await timed(() => findDifferences())
  if (check.result.differences.length > 0) {
    throw new Error(`${check.result.differences.length} invoices do not agree with their sessions.`)
  }
  const { rows } = await sql.query<{ count: string }>('SELECT count(*) FROM invoice_line')
  await closeDatabase()
  return {
    sessions,
    invoices,
    lines: Number(rows[0]!.count),
    previewSeconds: preview.seconds,
    runSeconds: run.seconds,
    keepSeconds: keep.seconds,
    checkSeconds: check.seconds,
  }
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ result: Result; seconds: number }> {
  const begun = performance.now()
  const result = await work()
  return { result, seconds: (performance.now() - begun) / 1000 }
}

async function prepare(sql: pg.Client, sessions: number): Promise<void> {
  await sql.query(
    `INSERT INTO customer (name, street, postal_code, city)
     SELECT 'Customer ' || n, 'Gatan ' || n, '111 11', 'Stockholm' FROM generate_series(1, $1) AS n`,
    [CUSTOMERS],
  )
  await sql.query(
    `WITH made AS (INSERT INTO tariff (name) VALUES ('Bench of invoices') RETURNING id)
     INSERT INTO tariff_version (tariff_id, number, vat_percent, elements, created_by)
     SELECT id, 1, 25, '[{"components": [{"dimension": "flat", "price": "5.00"}, {"dimension": "energy", "price": "3.90"}]}]', 'bench' FROM made`,
  )
  await sql.query(
    `WITH place AS (SELECT min(id) AS id FROM station), first AS (SELECT min(id) AS id FROM customer),
       version AS (SELECT v.id FROM tariff_version v JOIN tariff t ON t.id = v.tariff_id WHERE t.name = 'Bench of invoices')
     INSERT INTO session (station_id, evse_number, connector_number, ocpp_transaction_id, start_key, customer_id, status, started_at, ended_at,
       received_at, energy_wh, meter_start_wh, meter_stop_wh, tariff_version_id)
     SELECT place.id, 1, 1, 'bench-' || n, 'bench-' || n,
       first.id + CASE n % 10 WHEN 0 THEN n / 10 % ${CUSTOMERS} ELSE 10 * (n / 10 % ${CUSTOMERS / 10}) END, 'ended',
       '2026-10-01T06:00Z'::timestamptz + n % 29 * interval '1 day', '2026-10-01T07:00Z'::timestamptz + n % 29 * interval '1 day',
       '2026-10-01T06:00Z', 5000 + n % 40000, 1000, 6000 + n % 40000, version.id
     FROM place, first, version, generate_series(1, $1) AS n`,
    [sessions],
  )
  // What the meter said every five minutes.
  await sql.query(
    `INSERT INTO reading (at, station_id, evse_number, session_id, register_wh, energy_wh, received_at)
     SELECT s.started_at + step * interval '5 min', s.station_id, 1, s.id, 1000 + round(s.energy_wh * step / 12, 3), round(s.energy_wh * step / 12, 3), s.started_at
     FROM session s, generate_series(1, 11) AS step WHERE s.start_key LIKE 'bench-%'`,
  )
  // Two price lines each, as a tariff with a start fee makes them.
  await sql.query(
    `INSERT INTO priced_session (session_id, currency, total, vat, total_excl_vat, lines, priced_at)
     SELECT id, 'SEK', energy + 5, round(energy / 5, 2) + 1, energy + 5 - round(energy / 5, 2) - 1, jsonb_build_array(
       jsonb_build_object('kind', 'start', 'quantity', '1', 'unit', 'session', 'rate', '5.00', 'amount', '5.00', 'vat', '1.00', 'reason', 'per-session'),
       jsonb_build_object('kind', 'energy', 'quantity', trim_scale(energy_wh / 1000)::text, 'unit', 'kWh', 'rate', '3.90', 'amount', energy::text,
         'vat', round(energy / 5, 2)::text, 'reason', 'metered')), ended_at
     FROM (SELECT id, ended_at, energy_wh, round(energy_wh * 3.9 / 1000, 2) AS energy FROM session WHERE start_key LIKE 'bench-%') AS charged`,
  )
  await sql.query('ANALYZE')
}

export const invoiceLines = (measured: Invoiced): string[] => [
  '| invoicing, one worker | |',
  '|---|---:|',
  `| preview of ${measured.sessions} sessions | ${measured.previewSeconds.toFixed(1)} s |`,
  `| ${measured.sessions} sessions → ${measured.invoices} issued and booked invoices with ${measured.lines} lines | ${measured.runSeconds.toFixed(1)} s |`,
  `| invoices/s | ${(measured.invoices / measured.runSeconds).toFixed(0)} |`,
  `| lines/s | ${(measured.lines / measured.runSeconds).toFixed(0)} |`,
  `| what they rest on kept with them | ${measured.keepSeconds.toFixed(1)} s |`,
  `| all worked out again from readings and compared | ${measured.checkSeconds.toFixed(1)} s |`,
]
