'use client'

import { TriangleAlert } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { Column } from '@/components/data-table/data-table'
import { DateTime, Elapsed, Energy, Money, Power } from '@/components/ui/format'
import { ABSENT } from '@/components/ui/format-values'
import type { SessionRow } from '@/lib/sessions/queries/list-sessions'
import { SessionState } from './session-state'
import { overAs } from './use-running-session'
import { useStopReason } from './use-stop-reason'

/** The columns of the list of sessions. */
export function useSessionColumns(): readonly Column<SessionRow>[] {
  const t = useTranslations('sessions')
  const locale = useLocale()
  const stopReason = useStopReason()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the locale only
  return useMemo<readonly Column<SessionRow>[]>(
    () => [
      {
        id: 'started',
        header: t('columns.started'),
        value: (row) => row.startedAt.toISOString(),
        cell: (row) => <DateTime at={row.startedAt} timeZone={row.site?.timeZone} />,
        width: 168,
        required: true,
        searchable: false,
      },
      {
        id: 'station',
        header: t('columns.station'),
        value: (row) => row.stationName || row.stationId,
        cell: (row) => (
          <span className="truncate">
            {row.stationName || row.stationId}{' '}
            <span className="text-muted-foreground">{`${row.evse}:${row.connector}`}</span>
          </span>
        ),
        width: 175,
      },
      { id: 'who', header: t('columns.who'), value: (row) => row.who || t('facts.unknownWho'), width: 125 },
      {
        id: 'state',
        header: t('columns.status'),
        value: (row) => (row.status === 'active' ? row.chargingState : overAs(row)),
        cell: (row) => (
          <span className="flex items-center gap-2">
            <SessionState state={row.status === 'active' ? row.chargingState : overAs(row)} />
            {row.openReviews.length > 0 && <ToReview count={row.openReviews.length} />}
          </span>
        ),
        width: 150,
      },
      {
        id: 'energy',
        header: t('columns.energy'),
        value: (row) => row.energyWh,
        cell: (row) => <Energy wh={row.energyWh} unit={false} />,
        numeric: true,
        width: 110,
      },
      {
        id: 'total',
        header: t('columns.total'),
        value: (row) => (row.price?.total == null ? null : Number(row.price.total)),
        cell: (row) => <Price price={row.price} />,
        numeric: true,
        width: 130,
      },
      {
        id: 'power',
        header: t('columns.power'),
        value: (row) => (row.status === 'active' ? row.powerW : null),
        cell: (row) => (row.status === 'active' ? <Power w={row.powerW} unit={false} /> : ABSENT),
        numeric: true,
        width: 105,
      },
      {
        id: 'duration',
        header: t('columns.duration'),
        value: (row) => (row.endedAt?.getTime() ?? Number.MAX_SAFE_INTEGER) - row.startedAt.getTime(),
        cell: (row) => <Elapsed from={row.startedAt.toISOString()} to={row.endedAt?.toISOString()} />,
        numeric: true,
        width: 95,
      },
      { id: 'site', header: t('columns.site'), value: (row) => row.site?.name, width: 130 },
      { id: 'customer', header: t('columns.customer'), value: (row) => row.customer?.name, width: 140, hidden: true },
      { id: 'id', header: t('columns.id'), value: (row) => Number(row.id), numeric: true, width: 80, hidden: true },
      {
        id: 'stopReason',
        header: t('columns.stopReason'),
        value: (row) => row.stopReason && stopReason(row.stopReason),
        width: 170,
        hidden: true,
      },
    ],
    [locale],
  )
}

/** Amber because somebody has to look. */
function ToReview({ count }: { count: number }) {
  const words = useTranslations('sessions')('review', { count })
  return (
    <span role="img" aria-label={words} title={words} className="text-status-attention">
      <TriangleAlert className="size-4" aria-hidden />
    </span>
  )
}

function Price({ price }: { price: SessionRow['price'] }) {
  const t = useTranslations('sessions')
  if (price?.total != null) return <Money amount={price.total} currency={price.currency} />
  const key = `unpricedShort.${price?.unpriced}` as 'unpricedShort.no-tariff'
  if (price?.unpriced)
    return <span className="text-status-attention text-xs">{t.has(key) ? t(key) : price.unpriced}</span>
  return <span className="text-muted-foreground text-xs">{t('notPricedYet')}</span>
}
