import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pool } from '../../lib/db/client'
import { verifyStationPassword } from '../../lib/stations/station-password'
import { readFleetFile } from '../../simulator/fleet-file'
import { fleetPath, memoryPath, seedDemo } from './seed'

const dataDir = mkdtempSync(path.join(tmpdir(), 'laddvakt-demo-'))
const settings = { DATA_DIR: dataDir, OCPP_PORT: 9123 }
const now = Date.UTC(2026, 10, 20, 9, 30)
const one = async <Row>(sql: string): Promise<Row> => (await pool().query(sql)).rows[0]

beforeAll(() => {
  writeFileSync(memoryPath(dataDir), '{}')
  return seedDemo(settings, { now, days: 2 })
})
afterAll(() => rmSync(dataDir, { recursive: true }))

it('writes the network and a history that hangs together', async () => {
  expect(await one('SELECT count(*)::int AS stations FROM station')).toEqual({ stations: 200 })
  const sums = await one<{ sessions: number; priced: number; late: number; foreign: number }>(`
    SELECT count(*)::int AS sessions, count(priced_session.session_id)::int AS priced,
      (count(*) FILTER (WHERE ended_at > to_timestamp(${now / 1000})))::int AS late,
      (count(*) FILTER (WHERE station.site_id <> session.site_id))::int AS foreign
    FROM session JOIN station ON station.id = station_id LEFT JOIN priced_session ON session_id = session.id`)
  expect(sums.sessions).toBeGreaterThan(300)
  expect(sums).toMatchObject({ priced: sums.sessions, late: 0, foreign: 0 })
})

it('rolls up to the same sums as the rows', async () => {
  const rows = await one(`SELECT count(*)::int AS sessions, sum(energy_wh)::float AS wh, sum(total)::float AS total
    FROM session LEFT JOIN priced_session ON session_id = id`)
  const use = await one(
    'SELECT sum(sessions)::int AS sessions, sum(energy_wh)::float AS wh, sum(revenue)::float AS total FROM hourly_use',
  )
  expect(use).toEqual(rows)
})

it('gives the simulator stations whose password the gateway knows and whose meters go on', async () => {
  const fleet = readFleetFile(fleetPath(dataDir))
  expect(fleet.url).toBe('ws://127.0.0.1:9123/ocpp')
  expect(fleet.stations).toHaveLength(200)
  const { hash, meter } = await one<{ hash: string; meter: number }>(`
    SELECT min(password_hash) AS hash, max(meter_start_wh + energy_wh)::float AS meter
    FROM station JOIN session ON station_id = station.id WHERE identity = 'SE-KIS-01' AND evse_number = 1`)
  const station = fleet.stations.find(({ identity }) => identity === 'SE-KIS-01')!
  expect(await verifyStationPassword(hash, station.password!)).toBe(true)
  expect(existsSync(memoryPath(dataDir))).toBe(false) // what stations of an earlier database know is forgotten
  expect(station.connectors[0]?.registerWh).toBeGreaterThanOrEqual(meter)
})

it('gives the technician a day of jobs', async () => {
  expect(
    await one(`SELECT count(DISTINCT station_id)::int AS jobs, min(planned_on)::text AS day
      FROM work_order JOIN user_account ON user_account.id = assignee_id WHERE role = 'technician' AND state = 'planned'`),
  ).toEqual({ jobs: 4, day: '2026-11-20' })
})

it('does nothing the second time, and refuses a database with other stations', async () => {
  const before = await one('SELECT count(*)::int AS sessions FROM session')
  await seedDemo(settings, { now, days: 2 })
  expect(await one('SELECT count(*)::int AS sessions FROM session')).toEqual(before)
  await pool().query('DELETE FROM audit_entry')
  await expect(seedDemo(settings, { now })).rejects.toThrow('not of the demo')
})

it('knows what stations are set to, but no password', async () => {
  const known = await one<{ stations: number; secrets: number; odd: number }>(`
    SELECT count(DISTINCT station_id)::int AS stations, (count(*) FILTER (WHERE write_only AND value IS NOT NULL))::int AS secrets,
      (count(*) FILTER (WHERE key = 'HeartbeatInterval' AND value <> '300'))::int AS odd
    FROM configuration_value`)
  expect(known).toMatchObject({ stations: 200, secrets: 0 })
  expect(known.odd).toBeGreaterThan(3)
})
