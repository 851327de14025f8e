import type { Sql } from '../../db/coalesce'
import type { SessionToBill, StoredPriceLine } from '../billable-session'
import { BOOK_CURRENCY, type Exclusion } from '../exclusion'

/** Sessions that ended in [from, to) and have not been invoiced. */
export interface Wanted {
  readonly from: Date
  readonly to: Date
}

/**
 * A session `s` that is on no invoice, and was not paid for by card or Swish; one on invoice only once its payment says so. Asked row by row on purpose: joined, the tables are read
 * whole for every part of a first run, whose plans still believe them to be empty.
 */
export const IS_UNBILLED = `(SELECT b.invoice_id FROM billed_session b WHERE b.session_id = s.id LIMIT 1) IS NULL
  AND (SELECT paid.id FROM payment paid JOIN payment_provider way ON way.id = paid.provider_id WHERE paid.session_id = s.id
    AND NOT (way.kind = 'invoice' AND paid.captured > (SELECT coalesce(sum(back.amount), 0) FROM refund back
      WHERE back.payment_id = paid.id AND back.stage = 'done')) LIMIT 1) IS NULL`

/** $1 from, $2 to, $3 customers (null: all). Of one meaning for previews and runs: what is promised is what is made. */
export const CANDIDATES = `
  SELECT s.id, s.customer_id, s.started_at, s.ended_at, s.energy_wh, s.station_id, s.site_id, s.token_id, s.tariff_version_id,
    p.total, p.vat, p.lines,
    CASE
      WHEN s.completeness = 'waiting' THEN 'waiting'
      WHEN p.total IS NULL THEN 'unpriced'
      WHEN EXISTS (SELECT 1 FROM session_review r WHERE r.session_id = s.id AND r.resolved_at IS NULL) THEN 'under-review'
      WHEN p.currency <> '${BOOK_CURRENCY}' THEN 'other-currency'
      WHEN p.total = 0 THEN 'free'
      WHEN c.street = '' OR c.postal_code = '' OR c.city = '' THEN 'address-missing'
    END AS exclusion
  FROM session s
  JOIN customer c ON c.id = s.customer_id
  LEFT JOIN priced_session p ON p.session_id = s.id
  WHERE s.status = 'ended' AND s.ended_at >= $1 AND s.ended_at < $2 AND ($3::bigint[] IS NULL OR s.customer_id = ANY($3))
    AND s.started_at < $2 AND ${IS_UNBILLED}`

export interface CustomerSessions {
  readonly toBill: readonly SessionToBill[]
  readonly excluded: Readonly<Partial<Record<Exclusion, number>>>
}

/** Everything of some customers that is to be invoiced, oldest first, and how much is left out and why. */
export async function readSessionsToBill(
  sql: Sql,
  { from, to }: Wanted,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, CustomerSessions>> {
  const { rows } = await sql.query<Row>(
    `SELECT wanted.id, wanted.customer_id, wanted.started_at, wanted.ended_at, wanted.energy_wh, wanted.exclusion,
       wanted.tariff_version_id, wanted.total, wanted.lines, station.identity AS station_identity, station.name AS station_name,
       site.name AS site, coalesce(site.time_zone, 'Europe/Stockholm') AS time_zone,
       driver.name AS driver, vehicle.plate AS vehicle,
       centre.id AS centre_id, centre.code AS centre_code, centre.name AS centre_name,
       version.vat_percent, version.prices_include_vat
     FROM (${CANDIDATES}) AS wanted
     JOIN station ON station.id = wanted.station_id
     LEFT JOIN site ON site.id = wanted.site_id
     LEFT JOIN token ON token.id = wanted.token_id AND token.customer_id = wanted.customer_id
     LEFT JOIN driver ON driver.id = token.driver_id
     LEFT JOIN vehicle ON vehicle.id = token.vehicle_id
     LEFT JOIN cost_centre centre ON centre.id = coalesce(token.cost_centre_id, driver.cost_centre_id, vehicle.cost_centre_id)
     LEFT JOIN tariff_version version ON version.id = wanted.tariff_version_id
     ORDER BY wanted.customer_id, wanted.started_at, wanted.id`,
    [from, to, customerIds],
  )
  const found = new Map<string, { toBill: SessionToBill[]; excluded: Partial<Record<Exclusion, number>> }>()
  for (const row of rows) {
    let its = found.get(row.customer_id)
    if (its === undefined) {
      its = { toBill: [], excluded: {} }
      found.set(row.customer_id, its)
    }
    if (row.exclusion === null) its.toBill.push(toBill(row))
    else its.excluded[row.exclusion] = (its.excluded[row.exclusion] ?? 0) + 1
  }
  return found
}

interface Row {
  id: string
  customer_id: string
  started_at: Date
  ended_at: Date
  energy_wh: string
  exclusion: Exclusion | null
  tariff_version_id: string | null
  total: string
  lines: readonly StoredPriceLine[]
  station_identity: string
  station_name: string
  site: string | null
  time_zone: string
  driver: string | null
  vehicle: string | null
  centre_id: string | null
  centre_code: string | null
  centre_name: string | null
  vat_percent: string | null
  prices_include_vat: boolean | null
}

const toBill = (row: Row): SessionToBill => ({
  id: row.id,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  energyWh: row.energy_wh,
  station: row.station_name || row.station_identity,
  site: row.site ?? (row.station_name || row.station_identity),
  timeZone: row.time_zone,
  driver: row.driver,
  vehicle: row.vehicle,
  costCentre:
    row.centre_id === null
      ? null
      : { id: row.centre_id, code: row.centre_code ?? '', name: row.centre_name || (row.centre_code ?? '') },
  tariffVersionId: row.tariff_version_id,
  // A price without a tariff does not exist; what is priced has its version.
  vatPercent: row.vat_percent ?? '25',
  pricesIncludeVat: row.prices_include_vat ?? true,
  total: row.total,
  priceLines: row.lines,
})
