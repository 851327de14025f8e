import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pool } from '../../lib/db/client'
import type { Sql } from '../../lib/db/coalesce'
import { ensurePartitions } from '../../lib/db/partitions'
import type { Env } from '../../lib/env'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../lib/kernel/time'
import { hashStationPassword } from '../../lib/stations/station-password'
import { hashPassword } from '../../lib/users/hash-password'
import { createRandom } from '../../simulator/random'
import { demoFleet } from './demo-fleet'
import { type DemoNetwork, drawNetwork } from './network'
import { drawSpotPrices, writeSpotPrices } from './spot-prices'
import { writeFleetMail } from './write-fleet-mail'
import { writeHistory } from './write-history'
import { writeInvoices } from './write-invoices'
import { writeJobs } from './write-jobs'
import { writeMargin } from './write-margin'
import { writeNetwork } from './write-network'
import { writePaymentRules } from './write-payment-rules'
import { writePayments } from './write-payments'

const SEED = 20_261
const HISTORY_DAYS = 90
/** Of everybody in the demo; accounts are `<role>@laddvakt.example`. */
export const DEMO_PASSWORD = 'laddvakt-demo'
/** All stations of the demo share one: a demo's gateway is reachable from this machine only, and starts faster so. */
const STATION_PASSWORD = 'laddvakt-demo-station'

/** Where the simulator reads its stations from. */
export const fleetPath = (dataDir: string): string => path.join(dataDir, 'demo-fleet.json')

/** What the simulated stations have been told since: passwords, settings, firmware. */
export const memoryPath = (dataDir: string): string => path.join(dataDir, 'demo-memory.json')

/**
 * Fills an empty database with the demo network and its history, once, and writes the simulator's fleet file (every time: ports
 * and meters change). The same seed and time give the same rows. Needs the migrations.
 * @throws Error when the database holds stations that are not the demo's
 */
export async function seedDemo(
  settings: Pick<Env, 'DATA_DIR' | 'OCPP_PORT'> & Partial<Pick<Env, 'OCPP_TLS_URL'>>,
  { now = Date.now(), days = HISTORY_DAYS } = {},
): Promise<void> {
  const network = drawNetwork(createRandom(SEED))
  if (!(await isSeeded())) {
    // Stations of an earlier database know passwords this one never will.
    rmSync(memoryPath(settings.DATA_DIR), { force: true })
    await seed(network, now, days)
  }
  const urls = { url: `ws://127.0.0.1:${settings.OCPP_PORT}/ocpp`, tlsUrl: settings.OCPP_TLS_URL }
  const fleet = demoFleet(network, urls, STATION_PASSWORD, await readRegisters())
  writeFileSync(fleetPath(settings.DATA_DIR), JSON.stringify({ ...fleet, seed: SEED + Math.floor(now / MINUTE_MS) }), {
    mode: 0o600,
  })
}

async function isSeeded(): Promise<boolean> {
  const marked = await pool().query(`SELECT 1 FROM audit_entry WHERE subject = 'demo' AND act = 'demo.seed'`)
  if (marked.rowCount) return true
  const stations = await pool().query('SELECT 1 FROM station LIMIT 1')
  if (stations.rowCount) throw new Error('This database holds stations that are not of the demo: use an empty one.')
  return false
}

async function seed(network: DemoNetwork, now: number, days: number): Promise<void> {
  // Whole hours, and a little before now: the simulated stations take over from there.
  const to = now - 5 * MINUTE_MS
  const from = Math.floor((now - days * DAY_MS) / HOUR_MS) * HOUR_MS
  await ensurePartitions(new Date(now), { since: new Date(from) })
  const hashes = { station: await hashStationPassword(STATION_PASSWORD), user: await hashPassword(DEMO_PASSWORD) }
  const client = await pool().connect()
  try {
    await client.query('BEGIN')
    // Nothing else runs yet, and a demo that breaks half-way is simply started again.
    await client.query('SET LOCAL synchronous_commit = off')
    const random = createRandom(SEED)
    const written = await writeNetwork(client, network, hashes, now)
    const spot = drawSpotPrices(from, now, SEED)
    await writeSpotPrices(client, spot)
    await writeHistory(client, network, written, { from, to }, random.fork('history'), spot)
    await settleStates(client)
    await writeJobs(client, now)
    await writePayments(client, now)
    await client.query(`INSERT INTO audit_entry (actor, act, subject) VALUES ('system', 'demo.seed', 'demo')`)
    await client.query('COMMIT')
    await client.query('ANALYZE session, priced_session, session_phase, reading, status_event, hourly_use')
    await writeInvoices(now)
    await writeFleetMail(now)
    await writePaymentRules(now)
    await writeMargin(now)
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

/** The newest status becomes the state, as if the gateway had kept it. */
async function settleStates(sql: Sql): Promise<void> {
  await sql.query(`
    UPDATE connector_state AS state
    SET status = newest.status, raw_status = newest.raw_status, status_at = newest.at, received_at = newest.at
    FROM connector
    JOIN evse ON evse.id = connector.evse_id
    JOIN LATERAL (
      SELECT status, raw_status, at FROM status_event
      WHERE station_id = evse.station_id AND evse_number = evse.number ORDER BY at DESC LIMIT 1
    ) AS newest ON true
    WHERE state.connector_id = connector.id`)
  await sql.query(`
    UPDATE station_state AS state SET status = 'available', last_seen_at = newest.at, disconnected_at = newest.at
    FROM (SELECT station_id, max(at) AS at FROM status_event GROUP BY station_id) AS newest
    WHERE newest.station_id = state.station_id`)
}

/** What each meter last showed, by `identity/evse`: a restarted demo counts on from there. */
async function readRegisters(): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool().query<{ key: string; register: string }>(`
    SELECT station.identity || '/' || evse_number AS key, max(meter_start_wh + energy_wh) AS register
    FROM session JOIN station ON station.id = session.station_id
    WHERE meter_start_wh IS NOT NULL GROUP BY 1`)
  return new Map(rows.map(({ key, register }) => [key, Math.ceil(Number(register))]))
}
