import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { pool } from '../../db/client'
import { notFound } from '../../kernel/errors'
import { getSession } from '../../sessions/queries/get-session'

/** Where a session's messages are: its station's, between these times, naming this transaction. */
export interface SessionTrace {
  readonly stationId: bigint
  readonly station: string
  readonly transactionId: string
  readonly from: Date
  /** Null: it runs. */
  readonly to: Date | null
}

/**
 * A session's place in the message log. The log knows when we heard of things, which for a station that was offline is later than
 * when they happened. @throws DomainError not-found, also when it is outside the actor's scope
 */
export async function findSessionTrace(actor: Actor, sessionId: bigint): Promise<SessionTrace> {
  requireAct(actor, 'messages.read')
  const { stationId: station, ocppTransactionId: transactionId } = await getSession(actor, sessionId)
  const { rows } = await pool().query<{ station_id: string; since: Date; until: Date | null }>(WHEN, [sessionId])
  const [when] = rows
  if (when === undefined) throw notFound('session', sessionId)
  return { stationId: BigInt(when.station_id), station, transactionId, from: when.since, to: when.until }
}

const WHEN = `
  SELECT station_id, received_at - interval '10 minutes' AS since, CASE WHEN status = 'ended' THEN
    greatest(ended_at, (SELECT max(received_at) FROM session_event WHERE session_id = session.id)) + interval '1 hour' END AS until
  FROM session WHERE id = $1`
