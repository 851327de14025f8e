import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { queryParam, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { EndedRows } from '@/components/recovery/ended-rows'
import { RecoveryNumbers } from '@/components/recovery/numbers'
import { Policies } from '@/components/recovery/policies'
import { Page } from '@/components/shell/page'
import type { Locale } from '@/i18n/locales'
import { sitesInScope } from '@/lib/access/scope'
import { causeTitle } from '@/lib/faults/cause-titles'
import { DAY_MS } from '@/lib/kernel/time'
import { playbookFor } from '@/lib/recovery/playbook-for'
import { getRecoveryStatistics, type RecoveryStatistics } from '@/lib/recovery/queries/get-statistics'
import { listEndedFaults } from '@/lib/recovery/queries/list-ended-faults'
import { listRecoveryPolicies, type PolicyRow } from '@/lib/recovery/queries/list-policies'
import { listSites } from '@/lib/sites/queries'
import { resetRecoveryPolicyAction, setRecoveryPolicyAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('recovery'))('title') }
}

const DAYS = 90

export default async function RecoveryPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor('fault-rules.write')
  const rowsOf = queryParam((await searchParams).rows)
  const t = await getTranslations('recovery')
  const locale = (await getLocale()) as Locale
  const to = new Date()
  const period = { from: new Date(to.getTime() - DAYS * DAY_MS), to }
  const [policies, sites, statistics, rows] = await Promise.all([
    listRecoveryPolicies(actor),
    listSites(actor, { limit: 1000 }),
    getRecoveryStatistics(actor, period),
    rowsOf === undefined ? null : listEndedFaults(actor, { ...period, ...narrowing(rowsOf) }),
  ])
  const titleOf = (cause: string) => causeTitle(cause, locale) ?? cause
  const shown = ({ policy, updatedBy, updatedAt }: PolicyRow) => ({
    policy,
    updatedBy,
    updatedAt: updatedAt?.toISOString() ?? null,
  })
  return (
    <Page title={t('title')} description={t('description')}>
      <Policies
        network={{ ...shown(policies.network), siteId: null, name: t('policy.network') }}
        own={policies.sites.map((row) => ({ ...shown(row), siteId: String(row.site.id), name: row.site.name }))}
        sites={sites.rows.map(({ id, name }) => ({ id: String(id), name }))}
        mayNetwork={sitesInScope(actor) === null}
        actions={{ set: setRecoveryPolicyAction, reset: resetRecoveryPolicyAction }}
      />
      <RecoveryNumbers
        days={DAYS}
        statistics={{
          ...statistics,
          causes: statistics.causes.map((row) => ({
            ...row,
            title: titleOf(row.cause),
            playbook: playbookFor(row.cause)?.name ?? null,
          })),
        }}
      />
      {rows && (
        <EndedRows
          total={countOf(rowsOf ?? 'all', statistics)}
          rows={rows.map((row) => ({ ...row, title: titleOf(row.cause) }))}
        />
      )}
    </Page>
  )
}

/** Which rows a figure is made of: all, the recovered ones, or a cause's. */
const narrowing = (rowsOf: string) =>
  rowsOf === 'all' ? {} : rowsOf === 'recovered' ? { isRecovered: true } : { cause: rowsOf }

/** What the figure said, so that rows beyond the listed ones are not forgotten. */
function countOf(rowsOf: string, { ended, recovered, causes }: RecoveryStatistics): number {
  if (rowsOf === 'all') return ended
  return rowsOf === 'recovered' ? recovered : (causes.find(({ cause }) => cause === rowsOf)?.ended ?? 0)
}
