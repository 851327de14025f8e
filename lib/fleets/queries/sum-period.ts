import type { Actor } from '../../access/actor'
import { getCustomer } from '../../customers/queries'
import { pool } from '../../db/client'
import { moneyString } from '../../kernel/money'
import { type FleetPeriod, spanOfPeriod } from '../period'
import { FLEET_SESSIONS } from './fleet-sessions'

/** What some sessions come to. `total` is a decimal string in kronor incl. VAT, of those with a price. */
export interface FleetSum {
  readonly sessions: number
  readonly energyWh: number
  readonly total: string
  /** Sessions without a price in kronor: not in `total`. */
  readonly unpriced: number
}

export interface FleetGroup extends FleetSum {
  /** Null: charged with nothing of the kind. */
  readonly id: bigint | null
  readonly name: string | null
}

export interface FleetSummary extends FleetSum {
  readonly days: readonly (FleetSum & { readonly day: string })[]
  readonly vehicles: readonly FleetGroup[]
  readonly drivers: readonly FleetGroup[]
  readonly costCentres: readonly FleetGroup[]
  /** Those of the `unpriced` that have a price in another currency, which are never added to kronor. */
  readonly others: readonly { readonly currency: string; readonly sessions: number; readonly total: string }[]
}

const SUMS = `count(*) AS sessions, coalesce(sum(s.energy_wh), 0) AS energy_wh, coalesce(sum(p.total), 0) AS total,
  count(*) FILTER (WHERE p.total IS NULL) AS unpriced`

/** A customer's sessions of a period, in all and by day, vehicle, driver and cost centre, dearest first. @throws DomainError not-found */
export async function sumFleetPeriod(actor: Actor, customerId: bigint, period: FleetPeriod): Promise<FleetSummary> {
  await getCustomer(actor, customerId)
  const { from, to } = spanOfPeriod(period)
  const values = [from, to, String(customerId)]
  const others = await pool().query<{ currency: string; sessions: string; total: string }>(OTHERS, values)
  const { rows } = await pool().query<Row>(
    `SELECT grouping(vehicle.id, driver.id, centre.id, day.day) AS by, vehicle.id AS vehicle_id, driver.id AS driver_id, centre.id AS centre_id,
       day.day::text, min(CASE WHEN vehicle.name = '' THEN vehicle.plate ELSE vehicle.plate || ' · ' || vehicle.name END) AS vehicle,
       min(driver.name) AS driver, min(CASE WHEN centre.name = '' THEN centre.code ELSE centre.code || ' · ' || centre.name END) AS centre,
       ${SUMS}
     ${FLEET_SESSIONS.replace('WHERE', "CROSS JOIN LATERAL (SELECT (s.ended_at AT TIME ZONE 'Europe/Stockholm')::date AS day) AS day\n  WHERE")}
       AND s.customer_id = $3
     GROUP BY GROUPING SETS ((), (day.day), (vehicle.id), (driver.id), (centre.id))
     ORDER BY total DESC, sessions DESC`,
    values,
  )
  const whole = rows.find(({ by }) => by === ALL)
  const groups = (by: number, id: (row: Row) => string | null, name: (row: Row) => string | null) =>
    rows
      .filter((row) => row.by === by)
      .map((row): FleetGroup => ({ ...sumOf(row), id: id(row) === null ? null : BigInt(id(row)!), name: name(row) }))
  return {
    ...(whole === undefined ? NOTHING : sumOf(whole)),
    others: others.rows.map(({ currency, sessions, total }) => ({
      currency,
      sessions: Number(sessions),
      total: moneyString(total, currency),
    })),
    days: rows
      .filter(({ by }) => by === BY_DAY)
      .map((row) => ({ ...sumOf(row), day: row.day ?? '' }))
      .sort((one, other) => one.day.localeCompare(other.day)),
    vehicles: groups(
      BY_VEHICLE,
      (row) => row.vehicle_id,
      (row) => row.vehicle,
    ),
    drivers: groups(
      BY_DRIVER,
      (row) => row.driver_id,
      (row) => row.driver,
    ),
    costCentres: groups(
      BY_CENTRE,
      (row) => row.centre_id,
      (row) => row.centre,
    ),
  }
}

const OTHERS = `
  SELECT p.currency, count(*) AS sessions, sum(p.total) AS total FROM session s JOIN priced_session p ON p.session_id = s.id
  WHERE s.customer_id = $3 AND s.ended_at >= $1 AND s.ended_at < $2 AND s.status = 'ended' AND p.total IS NOT NULL AND p.currency <> 'SEK'
  GROUP BY 1 ORDER BY 1`

// What `grouping` says: a bit for each column that a row is not grouped by.
const ALL = 0b1111
const BY_VEHICLE = 0b0111
const BY_DRIVER = 0b1011
const BY_CENTRE = 0b1101
const BY_DAY = 0b1110

const NOTHING: FleetSum = { sessions: 0, energyWh: 0, total: '0.00', unpriced: 0 }

const sumOf = (row: Row): FleetSum => ({
  sessions: Number(row.sessions),
  energyWh: Number(row.energy_wh),
  total: moneyString(row.total, 'SEK'),
  unpriced: Number(row.unpriced),
})

interface Row {
  by: number
  vehicle_id: string | null
  driver_id: string | null
  centre_id: string | null
  day: string | null
  vehicle: string | null
  driver: string | null
  centre: string | null
  sessions: string
  energy_wh: string
  total: string
  unpriced: string
}
