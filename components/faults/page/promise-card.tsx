'use client'

import { Clock } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { DateTime, useNow } from '@/components/ui/format'
import { formatDate, formatDuration } from '@/components/ui/format-values'
import type { FaultKey } from '../use-fault-keys'
import type { ShownFault, ShownPromise } from './shown-fault'

interface PromiseCardProps {
  fault: ShownFault
  onAct: ((act: FaultKey) => void) | null
}

const VARIANT = { kept: 'available', broken: 'faulted', withdrawn: 'outline', replaced: 'outline' } as const

/** When drivers are told that it works again, how much of that time is left, and what was promised before. */
export function PromiseCard({ fault, onAct }: PromiseCardProps) {
  const t = useTranslations('faults')
  const standing = fault.promises.find(({ outcome }) => outcome === null)
  const earlier = fault.promises.filter(({ outcome }) => outcome !== null)
  const isOpen = fault.closedAt === null
  return (
    <section aria-labelledby="promise" className="rounded-lg border bg-card">
      <header className="flex items-center justify-between gap-2 px-4 pt-3 pb-2">
        <h2 id="promise" className="font-medium">
          {t('page.promise')}
        </h2>
        {onAct && (
          <Button variant="outline" size="sm" title={`${t('keys.promise')} (p)`} onClick={() => onAct('promise')}>
            <Clock aria-hidden />
            {t('act.promise')}
          </Button>
        )}
      </header>
      <div className="px-4 pb-3">
        {fault.promisedAt ? (
          <Standing at={fault.promisedAt} note={standing?.note ?? ''} timeZone={fault.timeZone} />
        ) : (
          earlier.length === 0 && (
            <p className="text-muted-foreground">{t(isOpen ? 'page.noPromise' : 'page.noPromiseMade')}</p>
          )
        )}
        {earlier.length > 0 && (
          <ul
            aria-label={t('page.earlierPromises')}
            className={cn('flex flex-col gap-1.5', fault.promisedAt && 'mt-3')}
          >
            {earlier.map((promise) => (
              <Earlier key={promise.id} promise={promise} timeZone={fault.timeZone} />
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}

function Standing({ at, note, timeZone }: { at: string; note: string; timeZone: string }) {
  const t = useTranslations('faults.page')
  const locale = useLocale()
  const now = useNow(1000)
  const leftSeconds = (Date.parse(at) - now) / 1000
  const day = (instant: number | string) => formatDate(instant, locale, 'date', timeZone)
  const time = formatDate(at, locale, day(at) === day(now) ? 'time' : 'date-time', timeZone)
  return (
    <div>
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-semibold text-2xl tracking-tight" suppressHydrationWarning>
          {t('promiseReady', { time })}
        </span>
        <span
          className={cn('font-medium', leftSeconds < 0 ? 'text-status-faulted' : 'text-muted-foreground')}
          suppressHydrationWarning
        >
          {t(leftSeconds < 0 ? 'promisePast' : 'promiseLeft', { time: formatDuration(Math.abs(leftSeconds)) })}
        </span>
      </p>
      {note && <p className="mt-1 text-muted-foreground">{note}</p>}
    </div>
  )
}

function Earlier({ promise, timeZone }: { promise: ShownPromise; timeZone: string }) {
  const t = useTranslations('faults')
  return (
    <li className="flex flex-wrap items-center justify-between gap-2">
      <span className="text-muted-foreground" title={promise.note || undefined}>
        <DateTime at={promise.dueAt} timeZone={timeZone} />
        {promise.madeBy && ` · ${promise.madeBy}`}
      </span>
      {promise.outcome && <Badge variant={VARIANT[promise.outcome]}>{t(`outcome.${promise.outcome}`)}</Badge>}
    </li>
  )
}
