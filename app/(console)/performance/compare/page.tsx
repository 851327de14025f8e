import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { queryParam, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { CompareTable } from '@/components/performance/compare-table'
import { PerformanceFilters } from '@/components/performance/filters'
import { Page } from '@/components/shell/page'
import { COMPARED_BY } from '@/lib/performance/compared-by'
import { comparePerformance } from '@/lib/performance/queries/compare-performance'
import { listChoices } from '../choices'
import { readWanted } from '../read-wanted'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('performance'))('compare.title') }
}

/** "Which of them work worse than the others?" */
export default async function ComparePage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor('stations.read')
  const { wanted, filter, lastDay, query } = await readWanted(searchParams)
  const asked = queryParam(query.by)
  const by = COMPARED_BY.find((one) => one === asked) ?? 'station'
  const [t, rows, choices] = await Promise.all([
    getTranslations('performance'),
    comparePerformance(actor, filter, by),
    listChoices(actor),
  ])
  return (
    <Page
      title={t('compare.title')}
      description={t('description', { day: lastDay })}
      actions={<PerformanceFilters wanted={wanted} {...choices} keep={{ by }} />}
      fill
    >
      <CompareTable key={by} rows={rows} by={by} wanted={wanted} />
    </Page>
  )
}
