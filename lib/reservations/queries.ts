import type { Actor } from '../access/actor'
import { requireAct } from '../access/acts'
import { db } from '../db/client'
import { tokenShown } from '../sessions/queries/session-scope'
import { getStationKey } from '../stations/queries/find-station'
import type { ReservationStage } from './reservation'

export interface ReservationView {
  readonly id: number
  /** Null: any EVSE of the station; once used, where. */
  readonly evse: number | null
  readonly connectorType: string | null
  /** Its middle masked for those who may not read tokens. */
  readonly token: string
  readonly groupName: string | null
  /** The token's name, when it has one. */
  readonly who: string | null
  readonly stage: ReservationStage
  readonly reason: string | null
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly endedAt: Date | null
  /** The session that used it. */
  readonly sessionId: bigint | null
}

/** A station's reservations, the newest first, 100 at most. @throws DomainError forbidden | not-found */
export async function listReservations(actor: Actor, identity: string): Promise<ReservationView[]> {
  requireAct(actor, 'stations.command')
  const { key } = await getStationKey(actor, identity)
  const rows = await db().$queryRaw<ReservationView[]>`
    SELECT reservation.id, evse_number AS evse, connector_type AS "connectorType", token_value AS token,
      reservation.group_name AS "groupName", nullif(token.name, '') AS who, stage, reason, reservation.created_at AS "createdAt",
      reservation.expires_at AS "expiresAt", ended_at AS "endedAt", session_id AS "sessionId"
    FROM reservation LEFT JOIN token ON token.value_folded = upper(trim(token_value))
    WHERE station_id = ${key}
    ORDER BY reservation.id DESC LIMIT 100`
  return rows.map((row) => ({ ...row, token: tokenShown(actor, row.token) ?? '' }))
}
