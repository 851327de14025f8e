'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { HeatDay } from '@/components/performance/heat-day'
import { DateTime, Duration } from '@/components/ui/format'
import { TableCell, TableRow } from '@/components/ui/table'
import { TableCard } from '@/components/ui/table-card'
import type { DayPart, Standing } from '@/lib/performance/day-of-evse'
import type { AttemptRow } from '@/lib/performance/queries/get-station-day'
import { type Titles, useWords } from './use-words'

/** An attempt as the page hands it over: instants as text. */
export type ShownAttempt = Omit<AttemptRow, 'at' | 'until'> & { readonly at: string; readonly until: string | null }

interface StationDayViewProps {
  zone: string
  evses: readonly { readonly evse: number; readonly parts: readonly DayPart[] }[]
  attempts: readonly ShownAttempt[]
  titles: Titles
}

/** A day of a station as its figures were made from it: how each outlet stood, and who tried to charge. */
export function StationDayView({ zone, evses, attempts, titles }: StationDayViewProps) {
  const t = useTranslations('performance.day')
  const { cause, exclusion, outcome } = useWords(titles)
  const standingWords = (standing: Standing): string => {
    switch (standing.kind) {
      case 'up':
        return t('up')
      case 'unknown':
        return t('unknown')
      case 'down':
        return cause(standing.cause)
      case 'excluded':
        return t('excluded', { reason: exclusion(standing.reason), cause: cause(standing.cause) })
    }
  }
  return (
    <>
      {evses.map(({ evse, parts }) => (
        <TableCard
          key={evse}
          title={t('evse', { evse })}
          action={<HeatDay parts={parts} label={t('strip')} />}
          columns={[
            { label: t('from') },
            { label: t('to') },
            { label: t('length'), numeric: true },
            { label: t('standing') },
            { label: t('occupied') },
          ]}
          empty={t('noParts')}
          scrolls
        >
          {parts.map((part) => (
            <TableRow key={part.from}>
              <TableCell>
                <DateTime at={new Date(part.from)} format="time-seconds" timeZone={zone} />
              </TableCell>
              <TableCell>
                <DateTime at={new Date(part.to)} format="time-seconds" timeZone={zone} />
              </TableCell>
              <TableCell numeric>
                <Duration seconds={(part.to - part.from) / 1000} />
              </TableCell>
              <TableCell>{standingWords(part.standing)}</TableCell>
              <TableCell>{part.isOccupied ? t('occupied') : ''}</TableCell>
            </TableRow>
          ))}
        </TableCard>
      ))}
      <TableCard
        title={t('attempts')}
        columns={[
          { label: t('at') },
          { label: t('evse', { evse: '' }).trim() },
          { label: t('outcome') },
          { label: t('visit') },
          { label: t('session') },
        ]}
        empty={t('noAttempts')}
      >
        {attempts.map((attempt) => (
          <TableRow key={`${attempt.at} ${attempt.evse} ${attempt.sessionId}`}>
            <TableCell>
              <DateTime at={attempt.at} format="time-seconds" timeZone={zone} />
            </TableCell>
            <TableCell>{attempt.evse}</TableCell>
            <TableCell className={attempt.outcome === 'good' ? undefined : 'font-medium'}>
              {outcome(attempt.outcome)}
            </TableCell>
            <TableCell>
              {attempt.visit === null
                ? t('visitBefore')
                : t('visitOf', { number: attempt.visit.number, attempt: attempt.visit.attempt })}
            </TableCell>
            <TableCell>
              {attempt.sessionId && (
                <Link className="underline underline-offset-2" href={`/sessions/${attempt.sessionId}`}>
                  {t('open')}
                </Link>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableCard>
    </>
  )
}
