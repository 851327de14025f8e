'use client'

import { Wrench } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useAct } from '@/components/forms/use-act'
import { Button } from '@/components/ui/button'
import { DateTime } from '@/components/ui/format'
import { BeginMaintenance } from './begin-maintenance'
import type { MaintenanceActions, ShownWindow, WorkPlace } from './shown-window'

interface MaintenancePanelProps {
  windows: readonly ShownWindow[]
  /** Where one stands; null: in the whole network, where each window says its place. */
  place: WorkPlace | null
  /** null for those who may only look. */
  actions: MaintenanceActions | null
  /** The site's zone. */
  timeZone?: string
}

/** In the whole network more would push away what needs attention. */
const MOST = 5

/** Who works where, until when: no fault opens there meanwhile, and nothing recovers by itself. */
export function MaintenancePanel({ windows, place, actions, timeZone }: MaintenancePanelProps) {
  const t = useTranslations('maintenance')
  if (windows.length === 0 && (actions === null || place === null)) return null
  return (
    <section aria-label={t('title')} className="flex flex-col gap-2">
      {windows.slice(0, place === null ? MOST : windows.length).map((window) => (
        <WindowRow key={window.id} window={window} place={place} end={actions?.end ?? null} timeZone={timeZone} />
      ))}
      {place === null && windows.length > MOST && (
        <p className="px-4 text-muted-foreground text-xs">{t('more', { count: windows.length - MOST })}</p>
      )}
      {actions !== null && place !== null && windows.length === 0 && (
        <BeginMaintenance
          place={place}
          begin={actions.begin}
          trigger={
            <Button variant="outline" size="sm" className="self-start">
              <Wrench aria-hidden />
              {t('begin')}
            </Button>
          }
        />
      )}
    </section>
  )
}

interface WindowRowProps {
  window: ShownWindow
  place: WorkPlace | null
  end: MaintenanceActions['end'] | null
  timeZone: string | undefined
}

function WindowRow({ window, place, end, timeZone }: WindowRowProps) {
  const t = useTranslations('maintenance')
  const { act, pending } = useAct()
  const isPlanned = Date.parse(window.from) > Date.now()
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border border-status-reserved/40 bg-status-reserved/5 px-4 py-2.5">
      <Wrench className="size-4 shrink-0 text-status-reserved" aria-hidden />
      <p className="min-w-0 flex-1">
        <span className="font-medium" suppressHydrationWarning>
          {place === null ? <PlaceLink window={window} /> : t(isPlanned ? 'planned' : 'now')}
        </span>
        {place !== null && window.siteId !== null && 'stationId' in place && (
          <span className="text-muted-foreground"> {t('ofSite')}</span>
        )}{' '}
        <span>{window.reason}</span>{' '}
        <span className="text-muted-foreground text-xs">
          <DateTime at={window.from} timeZone={timeZone} /> –{' '}
          {window.until ? <DateTime at={window.until} timeZone={timeZone} /> : t('untilEnded')}
          {window.by && ` · ${window.by}`}
        </span>
      </p>
      {end && (
        <Button
          variant="outline"
          size="sm"
          pending={pending}
          onClick={() => act(end, { id: window.id }, t(isPlanned ? 'cancelled' : 'ended'))}
        >
          {t(isPlanned ? 'cancel' : 'end')}
        </Button>
      )}
    </div>
  )
}

function PlaceLink({ window: { stationId, siteId, siteName } }: { window: ShownWindow }) {
  const href = stationId === null ? `/sites/${siteId}` : `/stations/${encodeURIComponent(stationId)}`
  return (
    <Link href={href} className="hover:underline">
      {stationId ?? siteName}
    </Link>
  )
}
