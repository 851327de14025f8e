import { Download } from 'lucide-react'
import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { queryWords, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { BreakdownTable } from '@/components/revenue/breakdown-table'
import { Chosen, PeriodChoice, SplitChoice } from '@/components/revenue/choices'
import { RevenueFigures } from '@/components/revenue/figures'
import { reportQuery } from '@/components/revenue/href'
import { MailedReports, MailReport } from '@/components/revenue/mailed-reports'
import { RefreshEvery } from '@/components/revenue/refresh-every'
import { RevenueChart } from '@/components/revenue/revenue-chart'
import { TodayCard } from '@/components/revenue/today-card'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import type { Actor } from '@/lib/access/actor'
import { mayDo } from '@/lib/access/acts'
import { sitesInScope } from '@/lib/access/scope'
import { packRows } from '@/lib/kernel/pack-rows'
import { LIVE_SESSION } from '@/lib/live/live-shapes'
import { toLiveSession } from '@/lib/live/queries'
import { listSchedules } from '@/lib/mailings/queries/list-schedules'
import { dayIn } from '@/lib/performance/period'
import { NO_SITE_ZONE } from '@/lib/performance/zone'
import { DIMENSIONS } from '@/lib/revenue/dimension'
import { maySeeCustomers } from '@/lib/revenue/may-see-customers'
import { getRevenue } from '@/lib/revenue/queries/get-revenue'
import { getRevenueToday } from '@/lib/revenue/queries/get-revenue-today'
import { nameChosen } from '@/lib/revenue/queries/name-chosen'
import { QUERY_KEYS, type RevenueQuery, readRevenueQuery } from '@/lib/revenue/revenue-query'
import { listSessions } from '@/lib/sessions/queries/list-sessions'
import { ListViews } from '../list-views'
import { liveStates } from '../live-states'
import { deleteScheduleAction, keepScheduleAction } from '../my-fleet/actions'
import { readyPeriods } from './ready-periods'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('revenue'))('title') }
}

const REFRESH_MS = 5 * 60_000
/** More than can run at once on the network this is sized for. */
const ALL = 100_000

/** "How much, compared to what?" */
export default async function RevenuePage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor('revenue.read')
  const now = new Date()
  const query = allowed(actor, readRevenueQuery(queryWords(await searchParams, QUERY_KEYS), now))
  const mayMail =
    mayDo(actor.role, 'own-fleet.write') && mayDo(actor.role, 'ledger.read') && sitesInScope(actor) === null
  const { from: _from, to: _to, ...choice } = query
  const [t, locale, revenue, chosen, today, running, schedules] = await Promise.all([
    getTranslations('revenue'),
    getLocale(),
    getRevenue(actor, query),
    nameChosen(actor, query),
    getRevenueToday(actor, now),
    readRunning(actor),
    mayMail ? listSchedules(actor, { kinds: ['revenue-report'] }) : [],
  ])
  const periods = readyPeriods(dayIn(now, NO_SITE_ZONE))
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: NO_SITE_ZONE }).format(now)
  const view = (name: string, by: string) => {
    const period = periods.find((one) => one.name === name)
    return reportQuery({ from: period?.from ?? query.from, to: period?.to ?? query.to, compare: 'previous', by })
  }
  return (
    <Page
      title={t('title')}
      description={t('description')}
      actions={
        <>
          <ListViews
            actor={actor}
            place="revenue"
            ready={[
              { name: t('views.month'), query: view('month', 'site') },
              { name: t('views.lastMonth'), query: view('last-month', 'site') },
              { name: t('views.means'), query: view('last-month', 'means') },
              { name: t('views.hours'), query: view('year', 'weekday,hour') },
            ]}
          />
          {mayMail && (
            <MailReport choice={choice} language={locale === 'sv' ? 'sv' : 'en'} keepAction={keepScheduleAction} />
          )}
          {(['csv', 'xlsx'] as const).map((format) => (
            <Button key={format} asChild variant="outline">
              <a href={`/api/export/revenue?${reportQuery(query)}&format=${format}`} download>
                <Download aria-hidden />
                {t(`export.${format}`)}
              </a>
            </Button>
          ))}
        </>
      }
    >
      <RefreshEvery everyMs={REFRESH_MS} />
      <TodayCard today={today} running={running} weekday={weekday} />
      <div className="flex flex-col gap-2">
        <PeriodChoice query={query} periods={periods} />
        <SplitChoice
          query={query}
          dimensions={DIMENSIONS.filter((dimension) => dimension !== 'customer' || maySeeCustomers(actor))}
        />
        <Chosen query={query} chosen={chosen} currency={revenue.currency} currencies={revenue.currencies} />
      </div>
      <RevenueFigures revenue={revenue} query={query} />
      <RevenueChart revenue={revenue} />
      <BreakdownTable key={query.by} revenue={revenue} query={query} />
      {mayMail && (
        <MailedReports
          schedules={schedules.map(({ customer: _customer, filter: _filter, lastSentAt, id, ...row }) => ({
            ...row,
            id: String(id),
            lastSentAt: lastSentAt?.toISOString() ?? null,
          }))}
          removeAction={deleteScheduleAction}
        />
      )}
    </Page>
  )
}

/** A colleague's link opens what one may see of it. */
function allowed(actor: Actor, query: RevenueQuery): RevenueQuery {
  if (maySeeCustomers(actor)) return query
  const by = query.by
    .split(',')
    .filter((dimension) => dimension !== 'customer')
    .join(',')
  return { ...query, customer: undefined, by: by || 'site' }
}

async function readRunning(actor: Actor): Promise<string> {
  const states = await liveStates(actor)
  const sessions =
    states?.sessions ?? (await listSessions(actor, { status: 'active', limit: ALL })).rows.map(toLiveSession)
  return packRows(
    sessions.filter(({ status }) => status === 'active'),
    LIVE_SESSION,
  )
}
