import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import type { MessageFilter } from '../message-filter'

/** Writes down that somebody takes the log along, and which part of it: it holds what drivers did, and where. */
export async function beginMessageExport(actor: Actor, filter: MessageFilter, format: 'csv' | 'jsonl'): Promise<void> {
  requireAct(actor, 'messages.read')
  const { sessionId, from, to, station, action, direction, errorsOnly, search } = filter
  const said = Object.entries({
    station,
    sessionId: sessionId && String(sessionId),
    action,
    direction,
    errorsOnly: errorsOnly || undefined,
    search,
    from: from?.toISOString(),
    to: to?.toISOString(),
  })
  const after = Object.fromEntries(said.filter(([, value]) => value !== undefined))
  await db().$transaction((tx) => audit(tx, actor, 'messages.export', 'messages', { after: { format, ...after } }))
}
