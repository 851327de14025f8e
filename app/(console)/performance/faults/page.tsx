import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { queryParam, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { type FaultTimesRow, FaultTimesTable } from '@/components/performance/fault-times-table'
import { PerformanceFilters } from '@/components/performance/filters'
import { Page } from '@/components/shell/page'
import type { Locale } from '@/i18n/locales'
import { FAULT_CONCERNS } from '@/lib/performance/fault-concern'
import { type FaultTimes, listFaultTimes } from '@/lib/performance/queries/list-fault-times'
import { listChoices } from '../choices'
import { readWanted } from '../read-wanted'
import { titlesOf } from '../titles'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('performance'))('faults.title') }
}

/** "Which faults make this figure?" */
export default async function PerformanceFaultsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor('faults.read')
  const { wanted, filter, query } = await readWanted(searchParams)
  const asked = queryParam(query.what)
  const what = FAULT_CONCERNS.find((one) => one === asked) ?? 'opened'
  const [t, locale, { rows, total }, choices] = await Promise.all([
    getTranslations('performance.faults'),
    getLocale(),
    listFaultTimes(actor, filter, what),
    listChoices(actor),
  ])
  return (
    <Page
      title={t('title')}
      description={t(`what.${what}`)}
      actions={<PerformanceFilters wanted={wanted} {...choices} keep={{ what }} />}
      fill
    >
      <FaultTimesTable
        rows={rows.map(toRow)}
        total={total}
        titles={titlesOf(new Set(rows.map(({ cause }) => cause)), locale as Locale)}
        hasPromises={what === 'promises'}
      />
    </Page>
  )
}

const toRow = ({ openedAt, closedAt, promisedAt, ...row }: FaultTimes): FaultTimesRow => ({
  ...row,
  openedAt: openedAt.toISOString(),
  promisedAt: promisedAt?.toISOString() ?? null,
  how: closedAt === null ? 'open' : row.wasOnSite ? 'onSite' : howClosed(row.closeReason),
})

function howClosed(reason: string | null): FaultTimesRow['how'] {
  if (reason === 'recovered') return 'recovered'
  return reason === null || reason === 'over' ? 'byItself' : 'remote'
}
