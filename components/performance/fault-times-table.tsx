'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/shell/empty-state'
import { DateTime, Duration } from '@/components/ui/format'
import type { FaultTimes } from '@/lib/performance/queries/list-fault-times'
import type { Titles } from './use-words'

const HOWS = ['byItself', 'recovered', 'remote', 'onSite', 'open'] as const

/** As the page hands it over: instants as text. */
export type FaultTimesRow = Omit<FaultTimes, 'openedAt' | 'closedAt' | 'promisedAt'> & {
  readonly openedAt: string
  readonly promisedAt: string | null
  /** How it ended. */
  readonly how: (typeof HOWS)[number]
}

interface FaultTimesTableProps {
  /** The newest. */
  rows: readonly FaultTimesRow[]
  /** How many there are, also beyond those. */
  total: number
  titles: Titles
  hasPromises: boolean
}

/** The faults a figure was worked out from, with their times; each opens the fault. */
export function FaultTimesTable({ rows, total, titles, hasPromises }: FaultTimesTableProps) {
  const t = useTranslations('performance.faults')
  const columns = useMemo<readonly Column<FaultTimesRow>[]>(() => {
    const time = (
      id: 'detect' | 'acknowledge' | 'repair',
      value: (row: FaultTimesRow) => number | null,
    ): Column<FaultTimesRow> => ({
      id,
      header: t(id),
      numeric: true,
      width: 120,
      value,
      cell: (row) => <Duration seconds={value(row)} />,
    })
    const hows = {
      value: ({ how }: FaultTimesRow) => how,
      options: HOWS.map((value) => ({ value, label: t(`by.${value}`) })),
    }
    return [
      {
        id: 'cause',
        header: t('cause'),
        width: 220,
        required: true,
        value: ({ cause, code }) => titles[cause] ?? code,
      },
      { id: 'station', header: t('station'), width: 150, value: ({ stationName }) => stationName },
      { id: 'site', header: t('site'), width: 140, value: ({ siteName }) => siteName, filter: {} },
      {
        id: 'opened',
        header: t('opened'),
        width: 140,
        value: ({ openedAt }) => openedAt,
        cell: ({ openedAt }) => <DateTime at={openedAt} />,
      },
      ...(hasPromises
        ? [
            {
              id: 'promised',
              header: t('promised'),
              width: 140,
              value: ({ promisedAt }: FaultTimesRow) => promisedAt,
              cell: ({ promisedAt }: FaultTimesRow) => <DateTime at={promisedAt} />,
            },
            {
              id: 'promise',
              header: t('promise'),
              width: 100,
              value: ({ promise }: FaultTimesRow) => promise && t(promise),
              filter: {},
            },
          ]
        : []),
      time('detect', ({ detectSeconds }) => detectSeconds),
      time('acknowledge', ({ acknowledgeSeconds }) => acknowledgeSeconds),
      time('repair', ({ repairSeconds }) => repairSeconds),
      { id: 'how', header: t('how'), width: 140, value: ({ how }) => t(`by.${how}`), filter: hows },
    ]
  }, [t, titles, hasPromises])
  return (
    <DataTable
      label={t('title')}
      rows={rows}
      columns={columns}
      rowKey={({ id, promisedAt }) => `${id} ${promisedAt}`}
      onRowHref={({ id }) => `/faults/${id}`}
      search={t('search')}
      total={total}
      toolbar={rows.length < total && <p className="text-muted-foreground">{t('newest', { shown: rows.length })}</p>}
      empty={<EmptyState title={t('empty')} />}
    />
  )
}
