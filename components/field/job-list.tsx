'use client'

import {
  ArrowDown,
  ArrowUp,
  CircleCheck,
  Clock,
  LocateFixed,
  Route,
  ShieldAlert,
  TriangleAlert,
  Wrench,
} from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { cn } from '@/components/ui/cn'
import { formatDate } from '@/components/ui/format-values'
import { distanceM, type Point } from '@/lib/field/driving-order'
import type { ShownJob } from '@/lib/field/tablet/shown-job'
import { isOver } from '@/lib/field/work-order'
import { TouchButton } from './touch-button'

interface JobListProps {
  readonly jobs: readonly ShownJob[]
  readonly openId: string | null
  readonly userId: string
  readonly here: Point | null
  /** `2026-11-20`. */
  readonly today: string
  readonly onOpen: (id: string) => void
  readonly onMove: (id: string, by: -1 | 1) => void
  readonly onArrange: () => void
}

/** The day's jobs in driving order, moved by hand with the arrows. */
export function JobList({ jobs, openId, userId, here, today, onOpen, onMove, onArrange }: JobListProps) {
  const t = useTranslations('field.list')
  const open = jobs.filter(({ state }) => !isOver(state))
  return (
    <nav aria-label={t('label')} className="flex min-h-0 flex-1 flex-col">
      <div className="flex items-center justify-between gap-2 border-b p-2">
        <TouchButton variant="outline" onClick={onArrange} disabled={open.length < 2} className="flex-1">
          {here ? <Route aria-hidden /> : <LocateFixed aria-hidden />}
          {t('arrange')}
        </TouchButton>
      </div>
      <ol className="min-h-0 flex-1 overflow-y-auto">
        {jobs.map((job, index) => (
          <li key={job.id} className={cn('flex items-stretch border-b', job.id === openId && 'bg-accent')}>
            <button
              type="button"
              onClick={() => onOpen(job.id)}
              aria-current={job.id === openId}
              className="grid min-h-16 min-w-0 flex-1 grid-cols-[1.75rem_1fr] gap-x-2 px-3 py-2.5 text-left hover:bg-muted/60 focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-ring"
            >
              <span className="row-span-2 font-semibold text-lg text-muted-foreground">
                {isOver(job.state) ? <CircleCheck className="size-5 text-status-available" aria-hidden /> : index + 1}
              </span>
              <span className="flex min-w-0 items-baseline justify-between gap-2">
                <span className="truncate font-medium text-base">{job.station.name}</span>
                {here && job.station.latitude !== null && job.station.longitude !== null && (
                  <Distance
                    metres={distanceM(here, { latitude: job.station.latitude, longitude: job.station.longitude })}
                  />
                )}
              </span>
              <span className="flex min-w-0 flex-wrap items-center gap-1.5 text-muted-foreground">
                <span className="truncate">{job.title}</span>
                <Marks job={job} userId={userId} today={today} />
              </span>
            </button>
            {!isOver(job.state) && (
              <span className="flex shrink-0 flex-col">
                <TouchButton
                  variant="ghost"
                  className="px-0"
                  disabled={index === 0}
                  onClick={() => onMove(job.id, -1)}
                  aria-label={t('up', { name: job.station.name })}
                >
                  <ArrowUp aria-hidden />
                </TouchButton>
                <TouchButton
                  variant="ghost"
                  className="px-0"
                  disabled={index >= open.length - 1}
                  onClick={() => onMove(job.id, 1)}
                  aria-label={t('down', { name: job.station.name })}
                >
                  <ArrowDown aria-hidden />
                </TouchButton>
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Marks({ job, userId, today }: { job: ShownJob; userId: string; today: string }) {
  const t = useTranslations('field')
  const locale = useLocale()
  const conflicts = job.entries.filter(({ conflict, conflictSeenAt }) => conflict !== null && conflictSeenAt === null)
  return (
    <>
      {job.fault?.isSafety && (
        <Badge variant="faulted">
          <ShieldAlert aria-hidden />
          {t('list.safety')}
        </Badge>
      )}
      {job.state !== 'planned' && <Badge variant="default">{t(`state.${job.state}`)}</Badge>}
      {job.isClosing && <Badge variant="outline">{t('state.closing')}</Badge>}
      {job.station.maintenanceSince && (
        <Badge variant="unavailable">
          <Wrench aria-hidden />
          {t('list.maintenance')}
        </Badge>
      )}
      {job.assignee === null && <Badge variant="outline">{t('list.nobodys')}</Badge>}
      {job.assignee !== null && job.assignee.id !== userId && <Badge variant="outline">{job.assignee.name}</Badge>}
      {job.plannedOn !== null && job.plannedOn !== today && (
        <Badge variant={job.plannedOn < today ? 'attention' : 'outline'}>
          {formatDate(`${job.plannedOn}T12:00:00Z`, locale, 'date')}
        </Badge>
      )}
      {job.queuedCount > 0 && (
        <Badge variant="outline">
          <Clock aria-hidden />
          {t('list.queued', { count: job.queuedCount })}
        </Badge>
      )}
      {conflicts.length > 0 && (
        <Badge variant="attention">
          <TriangleAlert aria-hidden />
          {t('list.conflicts', { count: conflicts.length })}
        </Badge>
      )}
    </>
  )
}

function Distance({ metres }: { metres: number }) {
  const locale = useLocale()
  const km = new Intl.NumberFormat(locale, { maximumFractionDigits: metres < 10_000 ? 1 : 0 }).format(metres / 1000)
  return <span className="shrink-0 text-muted-foreground">{km} km</span>
}
