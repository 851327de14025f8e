import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { queryParam, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { DaysTable } from '@/components/performance/days-table'
import { PerformanceFilters } from '@/components/performance/filters'
import { Page } from '@/components/shell/page'
import type { Locale } from '@/i18n/locales'
import { countEvseDays, listEvseDays, MOST_DAYS } from '@/lib/performance/queries/list-evse-days'
import { listChoices } from '../choices'
import { readWanted } from '../read-wanted'
import { titlesOf } from '../titles'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('performance'))('days.title') }
}

const CONCERNS = ['down', 'excluded', 'failure', 'any'] as const

/** "Which days make this figure?" */
export default async function DaysPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor('stations.read')
  const { wanted, filter, query } = await readWanted(searchParams)
  const asked = queryParam(query.what)
  const what = CONCERNS.find((one) => one === asked) ?? 'any'
  const name = queryParam(query.name)?.slice(0, 200)
  const concern = what === 'any' ? { what } : { what, name }
  const [t, locale, rows, choices] = await Promise.all([
    getTranslations('performance.days'),
    getLocale(),
    listEvseDays(actor, filter, concern),
    listChoices(actor),
  ])
  const titles = titlesOf(new Set(rows.flatMap(({ downSeconds }) => Object.keys(downSeconds))), locale as Locale)
  const total = rows.length < MOST_DAYS ? rows.length : await countEvseDays(actor, filter, concern)
  return (
    <Page
      title={t('title')}
      description={t(`what.${what}`)}
      actions={<PerformanceFilters wanted={wanted} {...choices} keep={{ what, name: name ?? null }} />}
      fill
    >
      <DaysTable rows={rows} total={total} titles={titles} />
    </Page>
  )
}
