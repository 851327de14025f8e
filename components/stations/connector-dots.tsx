'use client'

import { useTranslations } from 'next-intl'
import { useLiveStation } from '@/components/live/use-live'
import type { LiveStation } from '@/lib/live/events'
import { stationStatus } from './station-list-row'
import { StatusDot } from './status-badge'

const MOST_DOTS = 6

/** One dot per outlet and the word for the whole, in the newest state; redraws alone. */
export function ConnectorDots({ initial }: { initial: LiveStation }) {
  const station = useLiveStation(initial.id, initial)
  const t = useTranslations('stations.status')
  const whole = stationStatus(station)
  const dots = station.online ? station.connectors.slice(0, MOST_DOTS) : []
  const more = station.online ? station.connectors.length - dots.length : 0
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5" data-station={station.id} data-status={whole}>
      <span className="inline-flex items-center gap-0.5">
        {dots.length === 0 ? (
          <StatusDot status={whole} />
        ) : (
          dots.map(({ evse, connector, status }) => (
            <StatusDot key={`${evse}.${connector}`} status={status} label={`${evse}: ${t(status)}`} />
          ))
        )}
        {more > 0 && <span className="text-muted-foreground text-xs">+{more}</span>}
      </span>
      <span className="truncate">{t(whole)}</span>
    </span>
  )
}

/** Connected now, or since when it has not been heard. */
export function Freshness({
  initial,
  children,
}: {
  initial: LiveStation
  children: (station: LiveStation) => React.ReactNode
}) {
  return children(useLiveStation(initial.id, initial))
}
