'use client'

import { Download, ReceiptText, TriangleAlert } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { type Column, DataTable } from '@/components/data-table/data-table'
import type { Action } from '@/components/forms/action-result'
import { useLiveSessions } from '@/components/live/use-live'
import { EmptyState } from '@/components/shell/empty-state'
import { Button } from '@/components/ui/button'
import { DateTime, Elapsed, Energy, Money, Power } from '@/components/ui/format'
import { ABSENT } from '@/components/ui/format-values'
import type { Page } from '@/lib/kernel/cursor'
import type { LiveSession } from '@/lib/live/events'
import type { SessionRow } from '@/lib/sessions/queries/list-sessions'
import type { SessionFilterSaid } from '@/lib/sessions/session-filter'
import { SessionState } from './session-state'
import { useRefreshOn } from './use-running-session'

interface SessionsListProps {
  first: Page<SessionRow>
  filter: SessionFilterSaid
  more: Action<{ filter: SessionFilterSaid; cursor: string }, Page<SessionRow>>
}

const NONE: readonly LiveSession[] = []

/** Sessions, newest first, each at its newest state; older ones on demand. */
export function SessionsList({ first, filter, more }: SessionsListProps) {
  const t = useTranslations('sessions')
  const { rows, next, pending, loadMore } = useOlder(first, filter, more)
  const shown = useNewest(rows, filter)
  const columns = useColumns()
  const isFiltered = Object.values(filter).some((value) => value !== undefined)
  return (
    <>
      <DataTable
        label={t('title')}
        rows={shown}
        columns={columns}
        rowKey={(row) => String(row.id)}
        onRowHref={(row) => `/sessions/${row.id}`}
        search={false}
        toolbar={next !== null && <p className="text-muted-foreground">{t('shownMore', { count: shown.length })}</p>}
        empty={
          isFiltered ? (
            <EmptyState icon={<ReceiptText />} title={t('noMatch.title')} text={t('noMatch.text')} />
          ) : (
            <EmptyState icon={<ReceiptText />} title={t('empty.title')} text={t('empty.text')} />
          )
        }
        maxHeight="calc(100dvh - 17.5rem)"
      />
      {next !== null && (
        <div className="flex justify-center">
          <Button variant="outline" pending={pending} onClick={loadMore}>
            {t('loadMore')}
          </Button>
        </div>
      )}
    </>
  )
}

/** The list's CSV, with the filter in the URL. */
export function ExportSessions() {
  const t = useTranslations('sessions')
  const query = useSearchParams().toString()
  return (
    <Button asChild variant="outline">
      <a href={`/api/export/sessions${query && `?${query}`}`} download>
        <Download aria-hidden />
        {t('export')}
      </a>
    </Button>
  )
}

/** What the server read, and the older pages asked for since; a new filter starts over. */
function useOlder(first: Page<SessionRow>, filter: SessionFilterSaid, more: SessionsListProps['more']) {
  const key = JSON.stringify(filter)
  const [older, setOlder] = useState<{ key: string; rows: readonly SessionRow[]; next: string | null } | null>(null)
  const [pending, setPending] = useState(false)
  const valid = older?.key === key ? older : null
  const next = valid ? valid.next : first.next
  const loadMore = async () => {
    if (next === null) return
    setPending(true)
    const result = await more({ filter, cursor: next }).catch(() => null)
    setPending(false)
    if (result?.ok) setOlder({ key, rows: [...(valid?.rows ?? []), ...result.data.rows], next: result.data.next })
  }
  const rows = useMemo(() => {
    const known = new Set(first.rows.map((row) => row.id))
    return [...first.rows, ...(valid?.rows ?? []).filter((row) => !known.has(row.id))]
  }, [first.rows, valid])
  return { rows, next, pending, loadMore }
}

/** Running sessions at their newest; a session nobody has read yet has the list read anew, unless the filter keeps it out. */
function useNewest(rows: readonly SessionRow[], filter: SessionFilterSaid): readonly SessionRow[] {
  const live = useLiveSessions(NONE)
  const known = useMemo(() => new Set(rows.map((row) => String(row.id))), [rows])
  const newcomers = live.filter(
    (session) => session.status === 'active' && !known.has(session.id) && mayMatch(session, filter),
  )
  useRefreshOn(newcomers.map((session) => session.id).join(' '))
  return useMemo(() => {
    const byId = new Map(live.map((session) => [session.id, session]))
    return rows.map((row) => {
      const newest = row.status === 'active' ? byId.get(String(row.id)) : undefined
      return newest ? { ...row, ...heard(row, newest) } : row
    })
  }, [rows, live])
}

const mayMatch = (session: LiveSession, filter: SessionFilterSaid) =>
  filter.status !== 'ended' &&
  filter.to === undefined &&
  filter.token === undefined &&
  filter.review === undefined &&
  (filter.station === undefined || filter.station.toLowerCase() === session.stationId.toLowerCase())

const heard = (row: SessionRow, live: LiveSession): Partial<SessionRow> => ({
  status: live.status,
  chargingState: live.chargingState,
  energyWh: Math.max(row.energyWh, live.energyWh),
  powerW: live.powerW,
  socPercent: live.socPercent ?? row.socPercent,
  endedAt: live.endedAt ? new Date(live.endedAt) : row.endedAt,
  price:
    live.total === null && live.unpriced === null
      ? row.price
      : { currency: live.currency, total: live.total, vat: null, lines: [], unpriced: live.unpriced },
})

function useColumns(): readonly Column<SessionRow>[] {
  const t = useTranslations('sessions')
  const locale = useLocale()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the locale only
  return useMemo<readonly Column<SessionRow>[]>(
    () => [
      {
        id: 'started',
        header: t('columns.started'),
        value: (row) => row.startedAt.toISOString(),
        cell: (row) => <DateTime at={row.startedAt} timeZone={row.site?.timeZone} />,
        width: 150,
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
      { id: 'site', header: t('columns.site'), value: (row) => row.site?.name, width: 135 },
      { id: 'who', header: t('columns.who'), value: (row) => row.who || t('facts.unknownWho'), width: 130 },
      { id: 'customer', header: t('columns.customer'), value: (row) => row.customer?.name, width: 140, hidden: true },
      {
        id: 'state',
        header: t('columns.status'),
        value: (row) => (row.status === 'active' ? row.chargingState : 'ended'),
        cell: (row) => (
          <span className="flex items-center gap-2">
            <SessionState state={row.status === 'active' ? row.chargingState : 'ended'} />
            {row.openReviews.length > 0 && <ToReview count={row.openReviews.length} />}
          </span>
        ),
        width: 150,
      },
      {
        id: 'duration',
        header: t('columns.duration'),
        value: (row) => (row.endedAt?.getTime() ?? Number.MAX_SAFE_INTEGER) - row.startedAt.getTime(),
        cell: (row) => <Elapsed from={row.startedAt.toISOString()} to={row.endedAt?.toISOString()} />,
        numeric: true,
        width: 95,
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
        id: 'power',
        header: t('columns.power'),
        value: (row) => (row.status === 'active' ? row.powerW : null),
        cell: (row) => (row.status === 'active' ? <Power w={row.powerW} unit={false} /> : ABSENT),
        numeric: true,
        width: 105,
      },
      {
        id: 'total',
        header: t('columns.total'),
        value: (row) => (row.price?.total == null ? null : Number(row.price.total)),
        cell: (row) => <Price price={row.price} />,
        numeric: true,
        width: 130,
      },
      { id: 'id', header: t('columns.id'), value: (row) => Number(row.id), numeric: true, width: 80, hidden: true },
      { id: 'stopReason', header: t('columns.stopReason'), value: (row) => row.stopReason, width: 130, hidden: true },
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
