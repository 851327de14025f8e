import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { namesOf } from '../../audit/queries'
import { db } from '../../db/client'
import { type RecoveryPolicy, USUAL_POLICY } from '../policy'
import { readPolicy } from '../stored-policy'

export interface PolicyRow {
  readonly policy: RecoveryPolicy
  /** null: nobody has decided, it is the usual one. */
  readonly updatedBy: string | null
  readonly updatedAt: Date | null
}

export interface SitePolicyRow extends PolicyRow {
  readonly site: { readonly id: bigint; readonly name: string }
}

/** What self-recovery may do: in the network, and at the sites in the actor's scope that have a policy of their own. */
export async function listRecoveryPolicies(
  actor: Actor,
): Promise<{ readonly network: PolicyRow; readonly sites: readonly SitePolicyRow[] }> {
  requireAct(actor, 'fault-rules.write')
  const siteIds = sitesInScope(actor)
  const rows = await db().recoveryPolicy.findMany({
    where: siteIds === null ? {} : { OR: [{ siteId: null }, { siteId: { in: [...siteIds] } }] },
    include: { site: { select: { id: true, name: true } } },
    orderBy: { site: { name: 'asc' } },
  })
  const names = await namesOf(rows.map(({ updatedBy }) => updatedBy))
  const view = (row: (typeof rows)[number]): PolicyRow => ({
    policy: readPolicy(row),
    updatedBy: names.get(row.updatedBy) ?? row.updatedBy,
    updatedAt: row.updatedAt,
  })
  const network = rows.find(({ siteId }) => siteId === null)
  return {
    network: network ? view(network) : { policy: USUAL_POLICY, updatedBy: null, updatedAt: null },
    sites: rows.flatMap((row) => (row.site === null ? [] : [{ ...view(row), site: row.site }])),
  }
}
