import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { pool } from '../../db/client'
import type { ExclusionReason } from '../evse-facts'

/** Time left out of what a contract counts. */
export interface ExclusionRow {
  readonly id: string
  readonly siteId: string | null
  readonly siteName: string | null
  /** OCPP identity; null: the whole site. */
  readonly stationId: string | null
  readonly stationName: string | null
  /** null: all of the station. */
  readonly evse: number | null
  readonly fromAt: Date
  readonly untilAt: Date
  readonly reason: ExclusionReason
  readonly note: string
  readonly madeBy: string
  readonly madeAt: Date
  readonly revokedAt: Date | null
}

const MOST_ROWS = 1000

/** Newest first, those taken back among them. */
export async function listExclusions(actor: Actor): Promise<readonly ExclusionRow[]> {
  requireAct(actor, 'stations.read')
  const { rows } = await pool().query<ExclusionRow>(
    `SELECT said.id::text AS id, coalesce(station.site_id, said.site_id)::text AS "siteId", site.name AS "siteName",
       station.identity AS "stationId", coalesce(nullif(station.name, ''), station.identity) AS "stationName", said.evse_number AS evse,
       said.from_at AS "fromAt", said.until_at AS "untilAt", said.reason, said.note,
       coalesce(nullif(user_account.name, ''), user_account.email, said.made_by) AS "madeBy", said.made_at AS "madeAt",
       said.revoked_at AS "revokedAt"
     FROM availability_exclusion AS said LEFT JOIN station ON station.id = said.station_id
     LEFT JOIN site ON site.id = coalesce(station.site_id, said.site_id)
     LEFT JOIN user_account ON said.made_by = 'user:' || user_account.id
     WHERE $1::bigint[] IS NULL OR coalesce(station.site_id, said.site_id) = ANY($1)
     ORDER BY said.made_at DESC, said.id DESC LIMIT ${MOST_ROWS}`,
    [sitesInScope(actor)],
  )
  return rows
}
