import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { requireActor } from '@/app/session'
import { MaintenancePanel } from '@/components/maintenance/maintenance-panel'
import { shownWindow } from '@/components/maintenance/shown-window'
import { Overview } from '@/components/overview/overview'
import { HOME_TIME_ZONE, type Locale } from '@/i18n/locales'
import { mayDo } from '@/lib/access/acts'
import { env } from '@/lib/env'
import { causeTitles } from '@/lib/faults/cause-titles'
import { listLiveFaults } from '@/lib/faults/queries/list-live-faults'
import { packRows } from '@/lib/kernel/pack-rows'
import { LIVE_SESSION } from '@/lib/live/live-shapes'
import { toLiveSession } from '@/lib/live/queries'
import { listMaintenance } from '@/lib/maintenance/queries/list-maintenance'
import { last24Hours, usualSoFar } from '@/lib/overview/compare-with-usual'
import { WATCHED_STATION } from '@/lib/overview/find-attention'
import { getToday } from '@/lib/overview/queries/get-today'
import { listHours } from '@/lib/overview/queries/list-hours'
import { listWatched } from '@/lib/overview/queries/list-watched'
import { listSessions } from '@/lib/sessions/queries/list-sessions'
import { beginMaintenanceAction, endMaintenanceAction } from './maintenance-actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('overview'))('title') }
}

/** "Is anything wrong right now?" */
export default async function OverviewPage() {
  const actor = await requireActor()
  if (!mayDo(actor.role, 'overview.read')) {
    if (mayDo(actor.role, 'sessions.read')) redirect('/sessions')
    notFound()
  }
  const [watched, sessions, today, hours, faults, windows] = await Promise.all([
    listWatched(actor),
    listSessions(actor, { status: 'active', limit: 10_000 }),
    getToday(actor, HOME_TIME_ZONE),
    listHours(actor),
    listLiveFaults(actor),
    listMaintenance(actor),
  ])
  const now = new Date()
  const locale = (await getLocale()) as Locale
  return (
    <Overview
      packedStations={packRows(watched.stations, WATCHED_STATION)}
      sites={watched.sites}
      packedSessions={packRows(sessions.rows.map(toLiveSession), LIVE_SESSION)}
      faults={faults.map(({ event }) => event.fault)}
      causes={causeTitles(
        faults.map(({ event }) => event.fault.cause),
        locale,
      )}
      today={{ energyWh: today.energyWh, revenue: today.revenue, unpricedCount: today.unpricedCount }}
      hours={last24Hours(hours, now)}
      usual={usualSoFar(hours, today.midnight, now)}
      timeZone={HOME_TIME_ZONE}
      maintenance={
        <MaintenancePanel
          windows={windows.map(shownWindow)}
          place={null}
          actions={
            mayDo(actor.role, 'faults.write') ? { begin: beginMaintenanceAction, end: endMaintenanceAction } : null
          }
        />
      }
      mapStyleUrl={env().MAP_STYLE_URL ?? null}
    />
  )
}
