import type { Transaction } from '../../db/client'
import type { Sql } from '../../db/coalesce'

/**
 * Says that what these sessions brought in or cost must be added up anew, in the transaction that changes it. Prices, reviews, payments,
 * refunds and invoices mark their sessions themselves (triggers); this is for what they do not see, such as the cost of a session's energy.
 * Marking a session again, or one that has not changed, does no harm.
 */
export async function markRevenueStale(
  tx: Transaction | Sql,
  sessionIds: readonly (bigint | string | number)[],
): Promise<void> {
  if (sessionIds.length === 0) return
  const ids = sessionIds.map(String)
  if ('$executeRaw' in tx) {
    await tx.$executeRaw`INSERT INTO revenue_stale (session_id) SELECT unnest(${ids}::bigint[])`
  } else {
    await tx.query('INSERT INTO revenue_stale (session_id) SELECT unnest($1::bigint[])', [ids])
  }
}
