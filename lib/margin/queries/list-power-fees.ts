import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { pool } from '../../db/client'
import type { MarginFilterInput } from '../margin-filter'
import { spanParameters } from '../span'

export interface PowerFeeRow {
  readonly siteId: bigint
  readonly siteName: string
  /** `2026-11`. */
  readonly month: string
  /** Mean power of the chargers in the month's highest hour, kW: other loads behind the meter are not known. */
  readonly peakKw: string
  /** SEK without VAT per kW, and for the month. */
  readonly perKw: string
  readonly fee: string
}

/** What the grid takes for the highest hour of each month, where it takes such a fee. Belongs to no session. @throws DomainError invalid */
export async function listPowerFees(actor: Actor, filter: MarginFilterInput): Promise<readonly PowerFeeRow[]> {
  requireAct(actor, 'margin.read')
  const { rows } = await pool().query<{
    site_id: string
    name: string
    month: string
    peak: string
    per_kw: string
    fee: string
  }>(
    `WITH peaks AS (
       SELECT site.id, site.name, to_char(use.hour AT TIME ZONE site.time_zone, 'YYYY-MM') AS month, max(use.energy_wh) / 1000 AS peak
       FROM hourly_use use JOIN site ON site.id = use.site_id
       WHERE use.hour >= $1 AND use.hour < $2 AND ($3::bigint[] IS NULL OR site.id = ANY($3)) AND ($4::bigint IS NULL OR site.id = $4)
       GROUP BY 1, 2, 3
     )
     SELECT peaks.id AS site_id, peaks.name, peaks.month, round(peaks.peak, 1)::text AS peak, trim_scale(terms.power_fee)::text AS per_kw,
       round(peaks.peak * terms.power_fee, 2)::text AS fee
     FROM peaks JOIN LATERAL (
       SELECT power_fee FROM energy_terms WHERE site_id = peaks.id AND valid_from <= (peaks.month || '-01')::date + interval '1 month' - interval '1 day'
       ORDER BY valid_from DESC LIMIT 1) terms ON terms.power_fee IS NOT NULL
     ORDER BY peaks.month DESC, peaks.name`,
    [...spanParameters(actor, filter)],
  )
  return rows.map((row) => ({
    siteId: BigInt(row.site_id),
    siteName: row.name,
    month: row.month,
    peakKw: row.peak,
    perKw: row.per_kw,
    fee: row.fee,
  }))
}
