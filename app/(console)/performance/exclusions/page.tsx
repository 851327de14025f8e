import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { requireActor } from '@/app/session'
import { Exclusions } from '@/components/performance/exclusions'
import { mayDo } from '@/lib/access/acts'
import { listExclusions } from '@/lib/performance/queries/list-exclusions'
import { listSites } from '@/lib/sites/queries'
import { excludeTimeAction, revokeExclusionAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('performance'))('exclusions.title') }
}

/** "What does the contract not count, and why?" */
export default async function ExclusionsPage() {
  const actor = await requireActor('stations.read')
  const mayWrite = mayDo(actor.role, 'fault-rules.write')
  const [rows, sites] = await Promise.all([
    listExclusions(actor),
    mayWrite ? listSites(actor, { limit: 1000 }) : { rows: [] },
  ])
  return (
    <Exclusions
      rows={rows.map(({ fromAt, untilAt, revokedAt, madeAt: _madeAt, ...row }) => ({
        ...row,
        fromAt: fromAt.toISOString(),
        untilAt: untilAt.toISOString(),
        revokedAt: revokedAt?.toISOString() ?? null,
      }))}
      sites={sites.rows.map(({ id, name }) => ({ id: String(id), name }))}
      actions={mayWrite ? { exclude: excludeTimeAction, revoke: revokeExclusionAction } : null}
    />
  )
}
