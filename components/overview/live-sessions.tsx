'use client'

import { PlugZap } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { useLiveSession } from '@/components/live/use-live'
import { EmptyState } from '@/components/shell/empty-state'
import { StatusDot } from '@/components/stations/status-badge'
import { Elapsed, Energy, Money, Power } from '@/components/ui/format'
import type { LiveSession } from '@/lib/live/events'
import { shownStatus } from '@/lib/stations/shown-status'
import type { StationNames } from './use-overview'

interface LiveSessionsProps {
  sessions: readonly LiveSession[]
  names: StationNames
  /** How many charge or are plugged in, when not all of them are here yet. */
  count: number
}

/** Who charges now. Each figure follows its own session; the list itself moves only when sessions come and go. */
export function LiveSessions({ sessions, names, count }: LiveSessionsProps) {
  const t = useTranslations('overview.sessions')
  const active = useMemo(() => sessions.filter(({ status }) => status === 'active'), [sessions])
  const columns = useMemo<readonly Column<LiveSession>[]>(() => {
    const stationOf = (session: LiveSession) => names.get(session.stationId)
    return [
      {
        id: 'station',
        header: t('station'),
        value: (session) => stationOf(session)?.name || session.stationId,
        width: 180,
        required: true,
      },
      { id: 'site', header: t('site'), value: (session) => stationOf(session)?.siteName, width: 150 },
      {
        id: 'connector',
        header: t('connector'),
        value: (session) => session.evse,
        cell: (session) => <Outlet session={session} />,
        width: 90,
      },
      { id: 'who', header: t('who'), value: (session) => session.who, width: 150 },
      {
        id: 'energy',
        header: t('energy'),
        value: (session) => session.energyWh,
        cell: (session) => <Live session={session}>{(now) => <Energy wh={now.energyWh} unit={false} />}</Live>,
        numeric: true,
        width: 90,
      },
      {
        id: 'power',
        header: t('power'),
        value: (session) => session.powerW,
        cell: (session) => <Live session={session}>{(now) => <Power w={now.powerW} unit={false} />}</Live>,
        numeric: true,
        width: 80,
      },
      {
        id: 'cost',
        header: t('cost'),
        value: (session) => (session.total === null ? null : Number(session.total)),
        cell: (session) => <Live session={session}>{(now) => <Cost session={now} />}</Live>,
        numeric: true,
        width: 110,
      },
      {
        id: 'since',
        header: t('duration'),
        value: (session) => -Date.parse(session.startedAt),
        cell: (session) => <Elapsed from={session.startedAt} to={session.endedAt} />,
        numeric: true,
        width: 100,
      },
    ]
  }, [t, names])
  return (
    <section aria-labelledby="live-sessions" className="flex flex-col gap-2">
      <h2 id="live-sessions" className="font-medium">
        {t('title')}
        <span className="ml-1.5 text-muted-foreground">{Math.max(count, active.length)}</span>
      </h2>
      <DataTable
        label={t('title')}
        rows={active}
        total={Math.max(count, active.length)}
        columns={columns}
        rowKey={(session) => session.id}
        onRowHref={(session) => `/sessions/${session.id}`}
        search={active.length > 12 ? undefined : false}
        defaultSort="since"
        urlPrefix="live-"
        maxHeight="28rem"
        empty={<EmptyState icon={<PlugZap />} title={t('empty.title')} text={t('empty.text')} />}
      />
    </section>
  )
}

function Live({ session, children }: { session: LiveSession; children: (now: LiveSession) => React.ReactNode }) {
  return children(useLiveSession(session.id, session))
}

function Outlet({ session }: { session: LiveSession }) {
  const { chargingState, evse, connector } = useLiveSession(session.id, session)
  return (
    <>
      <StatusDot status={shownStatus('occupied', chargingState)} />
      {connector === 1 ? evse : `${evse}.${connector}`}
    </>
  )
}

function Cost({ session }: { session: LiveSession }) {
  const t = useTranslations('overview.sessions')
  return session.total === null ? (
    <span className="text-muted-foreground">{session.unpriced ? t('unpriced') : '–'}</span>
  ) : (
    <Money amount={session.total} currency={session.currency} />
  )
}
