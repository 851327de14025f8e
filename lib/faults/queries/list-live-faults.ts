import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { pool } from '../../db/client'
import type { FaultChanged, ScopedEvent } from '../../live/events'
import { shownTo } from '../../live/scope'
import { CHANGE_COLUMNS, type ChangeRow, SEEN_AT, toFaultChange } from '../change-columns'
import { faultEvent, liveFault } from '../live-fault'

/** A browser holds them all: beyond this nobody reads them, and the gravest come first. */
const MOST = 5_000

const TEXT = `SELECT ${CHANGE_COLUMNS}, station.identity, ${SEEN_AT} AS seen_at
  FROM fault LEFT JOIN station ON station.id = fault.station_id
  WHERE fault.closed_at IS NULL AND ($1::text IS NULL OR lower(station.identity) = lower($1)
      OR (fault.station_id IS NULL AND fault.site_id = (SELECT site_id FROM station WHERE lower(identity) = lower($1))))
    AND ($2::bigint[] IS NULL OR ${SEEN_AT} = ANY($2))
  ORDER BY fault.severity, fault.id LIMIT ${MOST}`

/** Every open fault in the actor's scope, or of one station and its whole site, as the live stream tells it. @param stationId OCPP identity */
export async function listLiveFaults(
  actor: Actor,
  { stationId }: { stationId?: string } = {},
): Promise<readonly (ScopedEvent & { readonly event: FaultChanged })[]> {
  requireAct(actor, 'faults.read')
  const { rows } = await pool().query<ChangeRow & { identity: string | null; seen_at: string | null }>(TEXT, [
    stationId ?? null,
    sitesInScope(actor),
  ])
  return rows.map((row) => {
    const { event, ...scope } = faultEvent(
      liveFault(toFaultChange(row), row.identity),
      row.seen_at === null ? null : BigInt(row.seen_at),
    )
    return { ...scope, event: shownTo(actor, event) as FaultChanged }
  })
}
