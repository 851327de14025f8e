import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { pool } from '../../db/client'
import { getSite } from '../../sites/queries'
import type { EnergyTerms } from '../energy-terms'
import { type TermsRow, termsColumns, termsOfRow } from '../terms-row'

export interface EnergyTermsVersion extends EnergyTerms {
  readonly id: bigint
  readonly note: string
  readonly createdBy: string
  readonly changedAt: Date
}

/** What a site's electricity costs, version by version, the newest first. @throws DomainError not-found */
export async function listEnergyTerms(actor: Actor, siteId: bigint): Promise<readonly EnergyTermsVersion[]> {
  requireAct(actor, 'margin.read')
  await getSite(actor, siteId)
  const { rows } = await pool().query<TermsRow & { id: string; note: string; created_by: string; changed_at: Date }>(
    `SELECT id, note, created_by, changed_at, ${termsColumns} FROM energy_terms WHERE site_id = $1 ORDER BY energy_terms.valid_from DESC`,
    [siteId],
  )
  return rows.map((row) => ({
    ...termsOfRow(row),
    id: BigInt(row.id),
    note: row.note,
    createdBy: row.created_by,
    changedAt: row.changed_at,
  }))
}
