import type { Actor } from '../access/actor'
import { requireAct } from '../access/acts'
import { db } from '../db/client'
import { getStationKey } from '../stations/queries/find-station'
import type { DisplayMessage } from './display-message'

export interface DisplayMessageView extends DisplayMessage {
  /** When it was set, or last seen held. */
  readonly setAt: Date
}

/**
 * What stands on a station's display: neither taken away nor past its end, nor for a session that is over.
 * @throws DomainError forbidden | not-found
 */
export async function listDisplayMessages(actor: Actor, identity: string): Promise<DisplayMessageView[]> {
  requireAct(actor, 'stations.command')
  const { key } = await getStationKey(actor, identity)
  return db().$queryRaw<DisplayMessageView[]>`
    SELECT message_id AS "messageId", priority, state, start_at AS "startAt", end_at AS "endAt", transaction_id AS "transactionId",
      format, language, content, set_at AS "setAt"
    FROM display_message AS held
    WHERE station_id = ${key} AND cleared_at IS NULL AND (end_at IS NULL OR end_at > now())
      AND (transaction_id IS NULL OR EXISTS (SELECT 1 FROM session
        WHERE session.station_id = held.station_id AND session.ocpp_transaction_id = held.transaction_id AND session.status = 'active'))
    ORDER BY array_position(ARRAY['AlwaysFront', 'InFront', 'NormalCycle'], priority), message_id`
}
