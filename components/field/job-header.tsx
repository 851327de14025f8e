'use client'

import { Car, MapPin, Navigation, ShieldAlert, Wrench } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ShownStatus, StatusBadge } from '@/components/stations/status-badge'
import { Badge } from '@/components/ui/badge'
import { DateTime } from '@/components/ui/format'
import { openGate, type ShownJob } from '@/lib/field/tablet/shown-job'
import { isOver } from '@/lib/field/work-order'
import { worstStatus } from '@/lib/stations/status'
import type { Add } from './job-view'
import { TouchButton } from './touch-button'

/** What the job is, where, how the station stands, and the one thing to do next. Danger comes first. */
export function JobHeader({ job, add, isMine }: { job: ShownJob; add: Add; isMine: boolean }) {
  const t = useTranslations('field')
  const { station, fault } = job
  const isDangerous = fault?.isSafety || job.safety !== ''
  return (
    <header className="grid gap-2 border-b p-4">
      {isDangerous && (
        <p
          role="alert"
          className="flex items-start gap-2 rounded-md border border-status-faulted/40 bg-status-faulted/8 p-3 text-base text-status-faulted"
        >
          <ShieldAlert className="mt-0.5 size-5 shrink-0" aria-hidden />
          <span>
            <strong>{t('header.safety')}</strong>{' '}
            {job.safety || (openGate(job) ? t('header.gateFirst') : t('header.gateDone'))}
          </span>
        </p>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 className="font-semibold text-xl leading-7">{station.name}</h2>
          <p className="text-base">{job.title}</p>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted-foreground">
            <span>{[station.vendor, station.model].filter(Boolean).join(' ') || station.id}</span>
            <StatusBadge status={shownStatus(station)} />
            {station.maintenanceSince && (
              <Badge variant="unavailable">
                <Wrench aria-hidden />
                {t('list.maintenance')}
              </Badge>
            )}
            {fault?.promisedAt && (
              <span>
                {t('header.promised')} <DateTime at={fault.promisedAt} />
              </span>
            )}
          </p>
          {(station.address || station.siteName) && (
            <p className="flex items-center gap-1.5 text-muted-foreground">
              <MapPin className="size-4 shrink-0" aria-hidden />
              {[station.siteName, station.address].filter(Boolean).join(', ')}
            </p>
          )}
          {station.note && <p className="text-muted-foreground">{station.note}</p>}
        </div>
        {isMine && <Acts job={job} add={add} />}
      </div>
      {!isMine && job.assignee && (
        <p className="text-base text-status-attention">{t('header.anothers', { name: job.assignee.name })}</p>
      )}
      {fault && fault.closedAt === null && <p className="text-base">{fault.plain}</p>}
      {fault?.closedAt && (
        <p className="text-status-available">
          {t('header.faultClosed')} <DateTime at={fault.closedAt} />
        </p>
      )}
    </header>
  )
}

function shownStatus({ isOnline, connectors }: ShownJob['station']): ShownStatus {
  return isOnline ? worstStatus(connectors.map(({ status }) => status)) : 'offline'
}

function Acts({ job, add }: { job: ShownJob; add: Add }) {
  const t = useTranslations('field')
  const { latitude, longitude } = job.station
  const move = (to: 'under-way' | 'on-site') => () => void add({ kind: 'state', detail: { to }, file: null })
  const isInMaintenance = job.station.maintenanceSince !== null
  if (isOver(job.state)) return <Badge variant="available">{t(`state.${job.state}`)}</Badge>
  return (
    <div className="flex flex-wrap gap-2">
      {latitude !== null && longitude !== null && job.state !== 'on-site' && (
        <TouchButton variant="outline" asChild>
          {/* The tablet's own navigation. */}
          <a href={`geo:${latitude},${longitude}?q=${latitude},${longitude}`}>
            <Navigation aria-hidden />
            {t('header.navigate')}
          </a>
        </TouchButton>
      )}
      {job.state === 'planned' && (
        <TouchButton onClick={move('under-way')}>
          <Car aria-hidden />
          {t('header.drive')}
        </TouchButton>
      )}
      {job.state === 'under-way' && <TouchButton onClick={move('on-site')}>{t('header.arrive')}</TouchButton>}
      {job.state === 'on-site' && (
        <TouchButton
          variant="outline"
          aria-pressed={isInMaintenance}
          onClick={() => void add({ kind: 'maintenance', detail: { isOn: !isInMaintenance }, file: null })}
        >
          <Wrench aria-hidden />
          {t(isInMaintenance ? 'header.endMaintenance' : 'header.beginMaintenance')}
        </TouchButton>
      )}
    </div>
  )
}
