import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import type { Sql } from '../../db/coalesce'
import { auditSql, sqlTransaction } from '../../db/sql-transaction'
import { notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { getSite } from '../../sites/queries'
import { type EnergyTermsInput, energyTermsSchema } from '../energy-terms'
import { type TermsRow, termsColumns, termsOfRow } from '../terms-row'

/**
 * Says what a site's electricity costs from a day on; what was said for that day already is replaced. The costs of charges that it
 * concerns are made anew by the worker. @throws DomainError invalid | not-found
 */
export async function setEnergyTerms(actor: Actor, siteId: bigint, input: EnergyTermsInput): Promise<void> {
  requireAct(actor, 'margin.write')
  const terms = validated(energyTermsSchema, input)
  await getSite(actor, siteId)
  await sqlTransaction(async (sql) => {
    const before = await lockVersion(sql, siteId, terms.validFrom)
    await sql.query(
      `INSERT INTO energy_terms (site_id, valid_from, supply, energy_price, exchange_rate, grid_fee, grid_times, energy_tax, power_fee,
         losses_percent, note, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       ON CONFLICT (site_id, valid_from) DO UPDATE SET supply = excluded.supply, energy_price = excluded.energy_price,
         exchange_rate = excluded.exchange_rate, grid_fee = excluded.grid_fee, grid_times = excluded.grid_times,
         energy_tax = excluded.energy_tax, power_fee = excluded.power_fee, losses_percent = excluded.losses_percent,
         note = excluded.note, created_by = excluded.created_by, changed_at = now()`,
      [
        siteId,
        terms.validFrom,
        terms.supply,
        terms.energyPrice,
        terms.exchangeRate,
        terms.gridFee,
        JSON.stringify(terms.gridTimes),
        terms.energyTax,
        terms.powerFee,
        terms.lossesPercent,
        terms.note,
        actor.ref,
      ],
    )
    await markCostsStale(sql, siteId, terms.validFrom)
    await auditSql(sql, {
      by: actor.ref,
      act: 'energy-terms.set',
      subject: `site:${siteId}`,
      ...(before && { before: termsOfRow(before) }),
      after: terms,
    })
  })
}

/** Takes a version away; the one before it holds on. @param validFrom `2026-11-01` @throws DomainError not-found */
export async function removeEnergyTerms(actor: Actor, siteId: bigint, validFrom: string): Promise<void> {
  requireAct(actor, 'margin.write')
  await getSite(actor, siteId)
  await sqlTransaction(async (sql) => {
    const before = await lockVersion(sql, siteId, validFrom)
    if (before === null) throw notFound('energy terms', validFrom)
    await sql.query('DELETE FROM energy_terms WHERE site_id = $1 AND valid_from = $2', [siteId, validFrom])
    await markCostsStale(sql, siteId, validFrom)
    await auditSql(sql, {
      by: actor.ref,
      act: 'energy-terms.remove',
      subject: `site:${siteId}`,
      before: termsOfRow(before),
    })
  })
}

/** With the site: costs are being made of its terms, and are marked when those are done. */
async function lockVersion(sql: Sql, siteId: bigint, validFrom: string): Promise<TermsRow | null> {
  await sql.query('SELECT 1 FROM site WHERE id = $1 FOR NO KEY UPDATE', [siteId])
  const { rows } = await sql.query<TermsRow>(
    `SELECT ${termsColumns} FROM energy_terms WHERE site_id = $1 AND valid_from = $2 FOR UPDATE`,
    [siteId, validFrom],
  )
  return rows[0] ?? null
}

/** The costs of a site's charges begun from a day on are to be made anew, until the next version's day. */
async function markCostsStale(sql: Sql, siteId: bigint, validFrom: string): Promise<void> {
  await sql.query(
    `UPDATE session_energy_cost cost SET is_stale = true FROM session, site
     WHERE session.id = cost.session_id AND site.id = $1 AND session.site_id = $1
       AND session.started_at >= $2::date::timestamp AT TIME ZONE site.time_zone
       AND session.started_at < coalesce((SELECT min(valid_from) FROM energy_terms WHERE site_id = $1 AND valid_from > $2::date)::timestamp
         AT TIME ZONE site.time_zone, 'infinity')`,
    [siteId, validFrom],
  )
}
