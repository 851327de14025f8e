import { MonitorPlay } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { requireActor } from '@/app/session'
import { MaintenancePanel } from '@/components/maintenance/maintenance-panel'
import { shownWindow } from '@/components/maintenance/shown-window'
import { Customise } from '@/components/overview/customise'
import { Overview } from '@/components/overview/overview'
import { Button } from '@/components/ui/button'
import { HOME_TIME_ZONE, type Locale } from '@/i18n/locales'
import { mayDo } from '@/lib/access/acts'
import { env } from '@/lib/env'
import { listMaintenance } from '@/lib/maintenance/queries/list-maintenance'
import { last24Hours, usualSoFar } from '@/lib/overview/compare-with-usual'
import { OWN_LAYOUT, readLayout, USUAL_LAYOUT } from '@/lib/overview/layout'
import { listHours } from '@/lib/overview/queries/list-hours'
import { listSavedViews } from '@/lib/saved-views/queries'
import { deleteViewAction, saveViewAction } from './faults/actions'
import { HeadlineBand, HeadlineWait } from './headline-band'
import { beginMaintenanceAction, endMaintenanceAction } from './maintenance-actions'
import { readOverview } from './read-overview'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('overview'))('title') }
}

/** "Is anything wrong right now?" */
export default async function OverviewPage() {
  const actor = await requireActor()
  if (!mayDo(actor.role, 'overview.read')) {
    if (actor.role === 'fleet-manager') redirect('/my-fleet')
    if (mayDo(actor.role, 'sessions.read')) redirect('/sessions')
    notFound()
  }
  const locale = (await getLocale()) as Locale
  const [{ start, midnight }, hours, views, windows] = await Promise.all([
    readOverview(actor, HOME_TIME_ZONE, locale),
    listHours(actor),
    listSavedViews(actor, 'overview'),
    listMaintenance(actor),
  ])
  const t = await getTranslations('overview')
  const now = new Date()
  const own = views.find(({ isMine, name }) => isMine && name === OWN_LAYOUT)
  const layout = readLayout(own?.view) ?? USUAL_LAYOUT
  return (
    <Overview
      start={start}
      layout={layout}
      actions={
        <>
          <Button asChild variant="ghost">
            <Link href="/wall" prefetch={false}>
              <MonitorPlay aria-hidden />
              {t('wall')}
            </Link>
          </Button>
          <Customise
            layout={layout}
            keptId={own ? String(own.id) : null}
            actions={{ save: saveViewAction, remove: deleteViewAction }}
          />
        </>
      }
      headline={
        <Suspense fallback={<HeadlineWait />}>
          <HeadlineBand actor={actor} />
        </Suspense>
      }
      hours={last24Hours(hours, now)}
      usual={usualSoFar(hours, midnight, now)}
      timeZone={HOME_TIME_ZONE}
      mapStyleUrl={env().MAP_STYLE_URL ?? null}
      maintenance={
        <MaintenancePanel
          windows={windows.map(shownWindow)}
          place={null}
          actions={
            mayDo(actor.role, 'faults.write') ? { begin: beginMaintenanceAction, end: endMaintenanceAction } : null
          }
        />
      }
    />
  )
}
