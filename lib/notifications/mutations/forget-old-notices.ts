import { db } from '../../db/client'
import { deleteInPortions } from '../../db/delete-in-portions'
import { DAY_MS } from '../../kernel/time'

/** Forgets deliveries that have come to their end long ago, and subscribers whose time is over. For the worker. */
export async function forgetOldNotices(
  now: Date,
  retentionDays: number,
): Promise<{ deliveries: number; subscribers: number }> {
  const until = new Date(now.getTime() - retentionDays * DAY_MS)
  const deliveries = await deleteInPortions(
    `DELETE FROM delivery WHERE id IN (
       SELECT id FROM delivery WHERE created_at < $1 AND state IN ('delivered', 'dead', 'cancelled') LIMIT $2)`,
    [until],
  )
  const { count } = await db().subscriber.deleteMany({ where: { expiresAt: { lt: now } } })
  return { deliveries, subscribers: count }
}
