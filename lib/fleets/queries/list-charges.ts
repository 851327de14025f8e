import type { Actor } from '../../access/actor'
import { getCustomer } from '../../customers/queries'
import { pool } from '../../db/client'
import type { InvoiceLine } from '../../invoices/invoice-document'
import { lineWords } from '../../invoices/line-words'
import { DomainError } from '../../kernel/errors'
import type { MailLanguage } from '../../mailings/mailing'
import { type FleetPeriod, spanOfPeriod } from '../period'
import { FLEET_SESSIONS } from './fleet-sessions'

/** More than this fits no mail; an invoice's files have no such bound. */
export const MOST_CHARGES = 50_000

/** A customer's priced sessions of a period as lines of a file, one a session, in the order they ended. @throws DomainError not-found | conflict (too many) */
export async function listFleetCharges(
  actor: Actor,
  customerId: bigint,
  period: FleetPeriod,
  language: MailLanguage,
): Promise<readonly InvoiceLine[]> {
  await getCustomer(actor, customerId)
  const { from, to } = spanOfPeriod(period)
  const { rows } = await pool().query<Row>(
    `SELECT charged.*, station.identity, station.name AS station_name, site.name AS site, coalesce(site.time_zone, 'Europe/Stockholm') AS time_zone,
       version.vat_percent
     FROM (SELECT s.id, s.started_at, s.ended_at, s.energy_wh, s.station_id, s.site_id, s.tariff_version_id, p.total, p.vat, p.total_excl_vat,
         vehicle.plate AS vehicle, driver.name AS driver, centre.code AS centre_code, centre.name AS centre_name
       ${FLEET_SESSIONS} AND s.customer_id = $3 AND p.total IS NOT NULL ORDER BY s.ended_at, s.id LIMIT ${MOST_CHARGES + 1}) AS charged
     JOIN station ON station.id = charged.station_id
     LEFT JOIN site ON site.id = charged.site_id
     LEFT JOIN tariff_version version ON version.id = charged.tariff_version_id
     ORDER BY charged.ended_at, charged.id`,
    [from, to, String(customerId)],
  )
  // Half a month would look like a whole one.
  if (rows.length > MOST_CHARGES) {
    throw new DomainError('conflict', `A file holds ${MOST_CHARGES} charges at most.`, { reason: 'too-many-charges' })
  }
  return rows.map((row, at) => lineOf(row, at + 1, language))
}

function lineOf(row: Row, position: number, language: MailLanguage): InvoiceLine {
  const station = row.station_name || row.identity
  return {
    position,
    kind: 'session',
    text: lineWords('other', language),
    quantity: '1',
    unit: 'session',
    unitPrice: row.total_excl_vat,
    net: row.total_excl_vat,
    vatPercent: row.vat_percent ?? '25',
    vatCategory: 'S',
    vat: row.vat,
    gross: row.total,
    costCentre: row.centre_code === null ? null : { code: row.centre_code, name: row.centre_name || row.centre_code },
    session: {
      id: row.id,
      station,
      site: row.site ?? station,
      startedAt: row.started_at.toISOString(),
      endedAt: row.ended_at.toISOString(),
      timeZone: row.time_zone,
      energyKwh: (Number(row.energy_wh) / 1000).toFixed(3),
      vehicle: row.vehicle,
      driver: row.driver,
    },
  }
}

interface Row {
  id: string
  started_at: Date
  ended_at: Date
  energy_wh: string
  total: string
  vat: string
  total_excl_vat: string
  vehicle: string | null
  driver: string | null
  centre_code: string | null
  centre_name: string | null
  identity: string
  station_name: string
  site: string | null
  time_zone: string
  vat_percent: string | null
}
