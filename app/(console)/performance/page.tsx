import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import type { SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { PerformanceFilters } from '@/components/performance/filters'
import { PerformanceView } from '@/components/performance/performance-view'
import { Page } from '@/components/shell/page'
import type { Locale } from '@/i18n/locales'
import { mayDo } from '@/lib/access/acts'
import { getFaultFigures } from '@/lib/performance/queries/get-fault-figures'
import { getPerformance } from '@/lib/performance/queries/get-performance'
import { listChoices } from './choices'
import { readWanted } from './read-wanted'
import { titlesOf } from './titles'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('performance'))('title') }
}

/** "How well has it worked?" */
export default async function PerformancePage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor('stations.read')
  const { wanted, filter, lastDay } = await readWanted(searchParams)
  const [t, locale, performance, faults, choices] = await Promise.all([
    getTranslations('performance'),
    getLocale(),
    getPerformance(actor, filter),
    mayDo(actor.role, 'faults.read') ? getFaultFigures(actor, filter) : null,
    listChoices(actor),
  ])
  return (
    <Page
      title={t('title')}
      description={t('description', { day: lastDay })}
      actions={<PerformanceFilters wanted={wanted} {...choices} />}
    >
      <PerformanceView
        wanted={wanted}
        performance={performance}
        faults={faults}
        titles={titlesOf(Object.keys(performance.sums.downSeconds), locale as Locale)}
      />
    </Page>
  )
}
