'use client'

import { CalendarCheck } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { toast } from 'sonner'
import { EmptyState } from '@/components/shell/empty-state'
import { NewBuild } from '@/components/shell/new-build'
import { cn } from '@/components/ui/cn'
import { formatDate } from '@/components/ui/format-values'
import { drivingOrder, type Point } from '@/lib/field/driving-order'
import type { Day } from '@/lib/field/job'
import { dayOrder } from '@/lib/field/tablet/day-order'
import { type ShownJob, shownJob } from '@/lib/field/tablet/shown-job'
import { isOver } from '@/lib/field/work-order'
import { JobList } from './job-list'
import { JobView } from './job-view'
import { RouteMap, type RouteStop } from './route-map'
import { SyncSheet } from './sync-sheet'
import { useFieldStore } from './tablet/use-field-store'
import { useServiceWorker } from './tablet/use-service-worker'
import { TouchButton } from './touch-button'
import { goTo, usePlace } from './use-place'

interface FieldAppProps {
  readonly first: Day
  readonly mapStyleUrl: string | null
  readonly ownBuild: string
}

/** The technician's tablet: today's jobs, where they are, and the one in hand. All of it works without network. */
export function FieldApp({ first, mapStyleUrl, ownBuild }: FieldAppProps) {
  const t = useTranslations('field')
  const { store, state } = useFieldStore(first)
  const isKept = useServiceWorker()
  const { jobId, tab } = usePlace()
  const [here, setHere] = useState<Point | null>(null)
  const today = useToday(state.day.takenAt)
  const { day, queue } = state
  const jobs = useMemo(() => dayOrder(day.jobs).map((job) => shownJob(job, queue)), [day, queue])
  const open = jobs.find(({ id }) => id === jobId) ?? null
  const isMine = ({ assignee }: ShownJob) => assignee === null || assignee.id === day.user.id
  const stops = useMemo(() => stopsOf(jobs), [jobs])

  const arrange = async () => {
    const from = here ?? (await position())
    if (from === null) toast.error(t('list.noPosition'))
    setHere(from)
    const todo = jobs.filter(({ state }) => !isOver(state))
    await store.arrange(
      drivingOrder(
        from,
        todo.map((job) => ({ id: job.id, at: pointOf(job) })),
      ),
    )
  }
  const move = (id: string, by: -1 | 1) => {
    const ids = jobs.filter(({ state }) => !isOver(state)).map((job) => job.id)
    const from = ids.indexOf(id)
    ids.splice(from, 1)
    ids.splice(from + by, 0, id)
    void store.arrange(ids)
  }

  return (
    <div className="flex h-dvh flex-col">
      <header className="flex items-center justify-between gap-2 border-b px-3 py-1.5">
        <h1 className="flex min-w-0 items-baseline gap-2 truncate font-semibold text-lg">
          {t('title')}
          <span className="font-normal text-base text-muted-foreground">
            {t('jobs', { count: jobs.filter((job) => isMine(job) && !isOver(job.state)).length })}
          </span>
        </h1>
        <div className="flex items-center">
          <SyncSheet store={store} state={state} isKept={isKept} />
          <TouchButton variant="ghost" asChild className="max-sm:hidden">
            <Link href="/" prefetch={false}>
              {t('console')}
            </Link>
          </TouchButton>
        </div>
      </header>
      <NewBuild ownBuild={ownBuild} isTouch />
      <main
        id="content"
        className={cn('grid min-h-0 flex-1 md:grid-cols-[22rem_1fr]', !open && 'max-md:grid-rows-[minmax(0,1fr)_auto]')}
      >
        <div className={cn('flex min-h-0 flex-col border-r', open && 'max-md:hidden')}>
          {jobs.length === 0 ? (
            <EmptyState icon={<CalendarCheck />} title={t('empty')} text={t('emptyText')} />
          ) : (
            <JobList
              jobs={jobs}
              openId={jobId}
              userId={day.user.id}
              here={here}
              today={today}
              onOpen={(id) => goTo(id === jobId ? null : id)}
              onMove={move}
              onArrange={() => void arrange()}
            />
          )}
        </div>
        <div className={cn('flex min-h-0 min-w-0 flex-col', !open && 'max-md:h-64 max-md:border-t')}>
          {open ? (
            <JobView
              key={open.id}
              job={open}
              tab={tab}
              store={store}
              isOnline={state.link === 'online'}
              isMine={isMine(open)}
              onTab={(name) => goTo(open.id, name)}
              onBack={() => goTo(null)}
            />
          ) : (
            <RouteMap stops={stops} here={here} styleUrl={mapStyleUrl} onOpen={(id) => goTo(id)} />
          )}
        </div>
      </main>
    </div>
  )
}

/** `2026-11-20`: the tablet's own day, once it is known; until then the day that was drawn. */
function useToday(takenAt: string): string {
  const locale = useLocale()
  // Swedish dates are ISO dates.
  return useMemo(() => formatDate(takenAt, locale === 'sv' ? locale : 'sv', 'date'), [takenAt, locale])
}

const pointOf = ({ station: { latitude, longitude } }: ShownJob): Point | null =>
  latitude === null || longitude === null ? null : { latitude, longitude }

const stopsOf = (jobs: readonly ShownJob[]): readonly RouteStop[] =>
  jobs.flatMap((job, index) => {
    const at = pointOf(job)
    return at === null ? [] : [{ id: job.id, number: index + 1, name: job.station.name, at, isOver: isOver(job.state) }]
  })

/** Asked once, when somebody wants to be led; null when the tablet does not know or may not say. */
function position(): Promise<Point | null> {
  return new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve(null)
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => resolve({ latitude, longitude }),
      () => resolve(null),
      { timeout: 10_000, maximumAge: 60_000 },
    )
  })
}
