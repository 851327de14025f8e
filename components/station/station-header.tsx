'use client'

import { Check, MapPin } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useAct } from '@/components/forms/use-act'
import { protocolWords, stationStatus } from '@/components/stations/station-list-row'
import { StatusBadge } from '@/components/stations/status-badge'
import { Button } from '@/components/ui/button'
import { Ago } from '@/components/ui/format'
import type { LiveSession, LiveStation } from '@/lib/live/events'
import type { Station } from '@/lib/stations/queries/find-station'
import type { StationActions } from './station-actions'
import type { May } from './station-view'

interface StationHeaderProps {
  station: Station
  live: LiveStation
  sessions: readonly LiveSession[]
  may: May
  actions: StationActions
}

/** What it is called, how it is, how fresh that is, where it stands and who charges there. */
export function StationHeader({ station, live, sessions, may, actions }: StationHeaderProps) {
  const t = useTranslations('station')
  const { act, pending } = useAct()
  const about = [live.vendor, live.model, protocolWords(live.protocol)].filter(Boolean).join(' · ')
  return (
    <header className="flex flex-col gap-1.5">
      <nav aria-label={t('breadcrumb')} className="text-muted-foreground text-xs">
        <Link href="/stations" className="hover:text-foreground hover:underline">
          {t('all')}
        </Link>
        {' / '}
        <span className="font-mono">{live.id}</span>
      </nav>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h1 className="font-semibold text-xl tracking-tight">{station.name || live.id}</h1>
        <StatusBadge status={stationStatus(live)} className="text-base" />
        <span className="text-muted-foreground">
          {live.online ? (
            t('connected')
          ) : live.lastSeenAt ? (
            <>
              {t('lastHeard')} <Ago at={live.lastSeenAt} />
            </>
          ) : (
            t('neverHeard')
          )}
        </span>
      </div>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-muted-foreground">
        {about && <span>{about}</span>}
        {station.site && (
          <Link
            href={`/sites/${station.site.id}`}
            className="inline-flex items-center gap-1 hover:text-foreground hover:underline"
          >
            <MapPin className="size-3.5" aria-hidden />
            {station.site.name}
            {station.address && `, ${station.address}`}
          </Link>
        )}
        {sessions.length > 0 && (
          <span>
            {t('whoCharges')}{' '}
            {sessions.map((session, index) => (
              <span key={session.id}>
                {index > 0 && ', '}
                <Link
                  href={`/sessions/${session.id}`}
                  className="text-foreground underline decoration-border underline-offset-4 hover:decoration-foreground"
                >
                  {session.who || t('unknownDriver')}
                </Link>
              </span>
            ))}
          </span>
        )}
      </p>
      {live.registration !== 'accepted' && (
        <div className="mt-2 flex flex-wrap items-center justify-between gap-2 rounded-lg border bg-card px-4 py-2.5">
          <StatusBadgeLine text={t(`registration.${live.registration}`)} />
          {may.write && (
            <Button
              pending={pending}
              onClick={() => act(actions.accept, { id: live.id }, t('acceptedNow', { id: live.id }))}
            >
              <Check aria-hidden />
              {t('accept')}
            </Button>
          )}
        </div>
      )}
    </header>
  )
}

function StatusBadgeLine({ text }: { text: string }) {
  return (
    <span className="inline-flex items-center gap-2">
      <StatusBadge status="attention" />
      <span className="text-muted-foreground">{text}</span>
    </span>
  )
}
