'use client'

import { PlugZap } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { StationPerformanceCard } from '@/components/performance/station-card'
import { EmptyState } from '@/components/shell/empty-state'
import { errorWords } from '@/components/stations/error-words'
import { StatusBadge } from '@/components/stations/status-badge'
import { Ago, Elapsed, Energy, Money, Power } from '@/components/ui/format'
import type { LiveConnector, LiveSession, LiveStation } from '@/lib/live/events'
import type { Station } from '@/lib/stations/queries/find-station'
import { PowerChart } from './power-chart'
import type { PowerPoint } from './tabs'

/** One and the same, so that a chart that grows does not start over. */
const NO_POINTS: readonly PowerPoint[] = []

interface NowTabProps {
  station: Station
  live: LiveStation
  sessions: readonly LiveSession[]
  curves: Readonly<Record<string, readonly PowerPoint[]>>
}

/** Each outlet as a card, and the power of those that charge. */
export function NowTab({ station, live, sessions, curves }: NowTabProps) {
  const t = useTranslations('station.now')
  if (live.connectors.length === 0) {
    return <EmptyState icon={<PlugZap />} title={t('noOutlets')} text={t('noOutletsText')} />
  }
  const settingsOf = (at: LiveConnector) =>
    station.connectors.find(({ live: known }) => known.evse === at.evse && known.connector === at.connector)
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {live.connectors.map((connector) => (
          <ConnectorCard
            key={`${connector.evse}.${connector.connector}`}
            connector={connector}
            isOffline={!live.online}
            type={settingsOf(connector)?.type ?? null}
            maxPowerW={settingsOf(connector)?.maxPowerW ?? null}
            session={sessions.find(
              (session) =>
                session.evse === connector.evse &&
                (session.connector === connector.connector ||
                  live.connectors.filter(({ evse }) => evse === connector.evse).length === 1),
            )}
          />
        ))}
      </div>
      {sessions.map((session) => (
        <PowerChart
          key={session.id}
          session={session}
          first={curves[session.id] ?? NO_POINTS}
          timeZone={station.timeZone}
        />
      ))}
      <StationPerformanceCard identity={live.id} />
    </div>
  )
}

interface ConnectorCardProps {
  connector: LiveConnector
  isOffline: boolean
  type: string | null
  maxPowerW: number | null
  session: LiveSession | undefined
}

function ConnectorCard({ connector, isOffline, type, maxPowerW, session }: ConnectorCardProps) {
  const t = useTranslations('station.now')
  const types = useTranslations('stations.type')
  const errors = useTranslations('stations.error')
  const fault = connector.errorCode ?? connector.vendorErrorCode
  return (
    <section
      className="flex flex-col gap-3 rounded-lg border bg-card p-4"
      data-outlet={`${connector.evse}.${connector.connector}`}
      data-status={connector.status}
    >
      <header className="flex items-start justify-between gap-2">
        <div>
          <h2 className="font-medium">
            {t('outlet', {
              name: connector.connector === 1 ? connector.evse : `${connector.evse}.${connector.connector}`,
            })}
          </h2>
          <p className="text-muted-foreground text-xs">
            {[type && (types.has(type as 'type2') ? types(type as 'type2') : type)].filter(Boolean).join(' ')}
            {maxPowerW !== null && (
              <>
                {type && ' · '}
                <Power w={maxPowerW} digits={0} />
              </>
            )}
          </p>
        </div>
        <div className="text-right">
          <StatusBadge status={isOffline ? 'offline' : connector.status} />
          {connector.statusAt && (
            <p className="text-muted-foreground text-xs">
              <Ago at={connector.statusAt} />
            </p>
          )}
        </div>
      </header>
      {fault && (
        <p className="text-status-faulted">
          {errorWords(errors, fault)}
          {connector.vendorErrorCode && connector.errorCode && (
            <span className="ml-1 font-mono text-xs">{connector.vendorErrorCode}</span>
          )}
        </p>
      )}
      {session ? (
        <SessionNow session={session} maxPowerW={maxPowerW} />
      ) : (
        <p className="mt-auto text-muted-foreground">{t('nobody')}</p>
      )}
    </section>
  )
}

function SessionNow({ session, maxPowerW }: { session: LiveSession; maxPowerW: number | null }) {
  const t = useTranslations('station.now')
  const share = session.powerW !== null && maxPowerW ? Math.min(1, session.powerW / maxPowerW) : null
  return (
    <div className="mt-auto flex flex-col gap-2">
      <div className="flex items-end justify-between gap-2">
        <p className="font-semibold text-2xl tracking-tight">
          <Power w={session.powerW} />
        </p>
        <p className="text-right">
          <Link href={`/sessions/${session.id}`} className="underline-offset-4 hover:underline">
            {session.who || t('unknownDriver')}
          </Link>
        </p>
      </div>
      {share !== null && (
        <div className="h-1.5 overflow-hidden rounded-full bg-muted" aria-hidden="true">
          <div
            className="h-full rounded-full bg-status-charging transition-[width] duration-500"
            style={{ width: `${share * 100}%` }}
          />
        </div>
      )}
      <dl className="grid grid-cols-3 gap-2 text-xs [&_dd]:text-sm [&_dt]:text-muted-foreground">
        <div>
          <dt>{t('energy')}</dt>
          <dd>
            <Energy wh={session.energyWh} />
          </dd>
        </div>
        <div>
          <dt>{t('cost')}</dt>
          <dd>
            {session.total === null ? (
              t(session.unpriced ? 'unpriced' : 'unknown')
            ) : (
              <Money amount={session.total} currency={session.currency} />
            )}
          </dd>
        </div>
        <div>
          <dt>{t('time')}</dt>
          <dd>
            <Elapsed from={session.startedAt} />
          </dd>
        </div>
      </dl>
    </div>
  )
}
