import type { Transaction } from '../../db/client'

/** The costs of all of a site's charges are to be made anew: its price area or its clocks changed. In the transaction that changes them. */
export async function markSiteCostsStale(tx: Transaction, siteId: bigint): Promise<void> {
  await tx.$executeRaw`
    UPDATE session_energy_cost cost SET is_stale = true FROM session WHERE session.id = cost.session_id AND session.site_id = ${siteId}`
}
