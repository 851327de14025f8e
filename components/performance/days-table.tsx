'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/shell/empty-state'
import { formatNumber } from '@/components/ui/format-values'
import type { EvseDayRow } from '@/lib/performance/queries/list-evse-days'
import { total } from '@/lib/performance/rates'
import { formatShare, type Titles, useWords } from './use-words'

interface DaysTableProps {
  /** Those that weigh most first. */
  rows: readonly EvseDayRow[]
  /** How many there are, also beyond those. */
  total: number
  titles: Titles
}

/** The days of outlets a figure was added up from; each opens the day itself. */
export function DaysTable({ rows, total: count, titles }: DaysTableProps) {
  const t = useTranslations('performance.days')
  const locale = useLocale()
  const { cause, exclusion, outcome } = useWords(titles)
  const columns = useMemo<readonly Column<EvseDayRow>[]>(() => {
    const number = (
      id: string,
      header: string,
      value: (row: EvseDayRow) => number,
      digits = 0,
    ): Column<EvseDayRow> => ({
      id,
      header,
      numeric: true,
      width: 105,
      value,
      cell: (row) => <span suppressHydrationWarning>{formatNumber(value(row), locale, digits)}</span>,
    })
    const up = ({ upSeconds, downSeconds, excludedSeconds }: EvseDayRow) => {
      const known = upSeconds + total(downSeconds) + total(excludedSeconds)
      return known === 0 ? null : upSeconds / known
    }
    const why = (row: EvseDayRow) =>
      [
        ...Object.keys(row.downSeconds).map(cause),
        ...Object.keys(row.excludedSeconds).map(exclusion),
        ...Object.keys(row.failures).map(outcome),
      ].join(', ')
    return [
      { id: 'day', header: t('day'), width: 105, required: true, value: (row) => row.day },
      { id: 'station', header: t('station'), width: 150, value: (row) => row.stationName },
      { id: 'site', header: t('site'), width: 140, value: (row) => row.siteName, filter: {} },
      number('evse', t('evse'), (row) => row.evse),
      { id: 'why', header: t('why'), width: 230, value: why },
      {
        id: 'up',
        header: t('up'),
        numeric: true,
        width: 90,
        value: up,
        cell: (row) => <span suppressHydrationWarning>{formatShare(up(row), locale, 2).replace(/\s?%/, '')}</span>,
      },
      number('down', t('down'), (row) => total(row.downSeconds) / 60),
      number('excluded', t('excluded'), (row) => total(row.excludedSeconds) / 60),
      number('attempts', t('attempts'), (row) => row.attempts),
      number('failures', t('failures'), (row) => total(row.failures)),
      number('visits', t('visits'), (row) => row.visits),
      number('first', t('first'), (row) => row.firstTries),
    ]
  }, [t, locale, cause, exclusion, outcome])
  return (
    <DataTable
      label={t('title')}
      rows={rows}
      columns={columns}
      rowKey={({ stationId, evse, day }) => `${stationId} ${evse} ${day}`}
      onRowHref={({ stationId, day }) => `/performance/days/${encodeURIComponent(stationId)}?day=${day}`}
      search={t('search')}
      total={count}
      toolbar={rows.length < count && <p className="text-muted-foreground">{t('heaviest', { shown: rows.length })}</p>}
      empty={<EmptyState title={t('empty')} />}
    />
  )
}
