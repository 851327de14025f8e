import type { Transaction } from '../../db/client'
import type { RecoveryPolicy } from '../policy'
import { policyAt } from '../stored-policy'

/** What self-recovery may do at a site (null: at none). Another door has asked, or the worker. */
export async function loadPolicy(tx: Transaction, siteId: bigint | null): Promise<RecoveryPolicy> {
  const rows = await tx.recoveryPolicy.findMany({
    where: { OR: [{ siteId: null }, ...(siteId === null ? [] : [{ siteId }])] },
    select: { siteId: true, mode: true, maxTries: true, quietHours: true, playbooks: true },
  })
  return policyAt(rows, siteId)
}
