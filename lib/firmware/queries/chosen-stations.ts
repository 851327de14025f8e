import type { z } from 'zod'
import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { pool } from '../../db/client'
import type { chooseStationsSchema } from '../campaign'

/** A station that a campaign would update. */
export interface ChosenStation {
  readonly id: bigint
  readonly identity: string
  readonly vendor: string | null
  readonly model: string | null
  /** What it runs now. */
  readonly version: string | null
}

/**
 * Accepted stations that fit every condition, by their names; a condition that is left out, or empty, holds for all. Vendor, model and
 * version are compared without case.
 */
export async function chosenStations(
  actor: Actor,
  { identities, siteIds, vendor, model, version }: z.output<typeof chooseStationsSchema>,
): Promise<readonly ChosenStation[]> {
  requireAct(actor, 'fleet.read')
  const { rows } = await pool().query<Omit<ChosenStation, 'id'> & { id: string }>(CHOOSE, [
    sitesInScope(actor),
    identities?.map((identity) => identity.toLowerCase()) ?? null,
    siteIds === undefined || siteIds.length === 0 ? null : siteIds,
    vendor?.toLowerCase() || null,
    model?.toLowerCase() || null,
    version?.toLowerCase() || null,
  ])
  return rows.map(({ id, ...station }) => ({ ...station, id: BigInt(id) }))
}

const CHOOSE = `
  SELECT station.id, identity, vendor, model, firmware AS version
  FROM station JOIN station_state AS state ON state.station_id = station.id
  WHERE registration = 'accepted'
    AND ($1::bigint[] IS NULL OR site_id = ANY($1))
    AND ($2::text[] IS NULL OR lower(identity) = ANY($2))
    AND ($3::bigint[] IS NULL OR site_id = ANY($3))
    AND ($4::text IS NULL OR lower(vendor) = $4)
    AND ($5::text IS NULL OR lower(model) = $5)
    AND ($6::text IS NULL OR lower(firmware) = $6)
  ORDER BY identity`
