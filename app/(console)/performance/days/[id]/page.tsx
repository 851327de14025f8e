import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { orNotFound, type Params, queryParam, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { StationDayView } from '@/components/performance/station-day-view'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import type { Locale } from '@/i18n/locales'
import { dayIn, plusDays } from '@/lib/performance/period'
import { getStationDay } from '@/lib/performance/queries/get-station-day'
import { NO_SITE_ZONE } from '@/lib/performance/zone'
import { titlesOf } from '../../titles'

interface Props {
  params: Params<'id'>
  /** `day`: `2026-11-20`; yesterday when left out. */
  searchParams: SearchParams
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('performance'))('days.title') }
}

/** "What happened here that day?" */
export default async function StationDayPage({ params, searchParams }: Props) {
  const actor = await requireActor('stations.read')
  const { id } = await params
  const today = dayIn(new Date(), NO_SITE_ZONE)
  const day = queryParam((await searchParams).day) ?? plusDays(today, -1)
  if (!/^20\d\d-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day)) || day >= today) notFound()
  const [t, locale, read] = await Promise.all([
    getTranslations('performance.day'),
    getLocale(),
    orNotFound(getStationDay(actor, decodeURIComponent(id), day)),
  ])
  const causes = read.evses.flatMap(({ parts }) =>
    parts.flatMap(({ standing }) => ('cause' in standing ? [standing.cause] : [])),
  )
  const stationHref = `/stations/${encodeURIComponent(read.identity)}`
  const dayHref = (other: string) => `/performance/days/${encodeURIComponent(read.identity)}?day=${other}`
  const next = plusDays(day, 1)
  return (
    <Page
      title={t('title', { station: read.identity, day })}
      actions={
        <>
          <Button asChild variant="outline">
            <Link href={dayHref(plusDays(day, -1))}>{t('previous')}</Link>
          </Button>
          {next < today && (
            <Button asChild variant="outline">
              <Link href={dayHref(next)}>{t('next')}</Link>
            </Button>
          )}
          <Button asChild variant="outline">
            <Link href={stationHref}>{read.identity}</Link>
          </Button>
        </>
      }
    >
      <StationDayView
        zone={read.zone}
        evses={read.evses}
        attempts={read.attempts.map(({ at, until, ...attempt }) => ({
          ...attempt,
          at: at.toISOString(),
          until: until?.toISOString() ?? null,
        }))}
        titles={titlesOf(causes, locale as Locale)}
      />
    </Page>
  )
}
