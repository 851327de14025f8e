'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { FirstMap } from '@/components/map/marks-of'
import { SiteMap } from '@/components/map/site-map'
import { sitesOf } from '@/components/map/sites-of'
import type { WatchedSite } from '@/lib/overview/places-of'
import { STATIONS_MAP_SIZE } from './map-size'
import type { StationListRow } from './station-list-row'

interface StationsMapProps {
  rows: readonly StationListRow[]
  /** null while they are on their way: half of them on a map would look like the whole. */
  places: readonly WatchedSite[] | null
  /** What the page came with. */
  first: FirstMap | null
  styleUrl: string | null
}

/** The stations that match, where they stand; how many have no place is said. */
export function StationsMap({ rows, places, first, styleUrl }: StationsMapProps) {
  const t = useTranslations('stations.show')
  const sites = useMemo(() => (places === null ? null : sitesOf(places, rows)), [places, rows])
  const unplaced = useMemo(() => {
    if (sites === null) return 0
    const accepted = rows.reduce((sum, { station }) => sum + Number(station.registration === 'accepted'), 0)
    return accepted - sites.reduce((sum, { stationCount }) => sum + stationCount, 0)
  }, [rows, sites])
  return (
    <div className="flex flex-col gap-2">
      <SiteMap
        sites={sites}
        first={first}
        styleUrl={styleUrl}
        usualSize={STATIONS_MAP_SIZE}
        className="h-[calc(100dvh-13rem)] min-h-80 rounded-lg border"
      />
      {unplaced > 0 && <p className="text-muted-foreground text-xs">{t('unplaced', { count: unplaced })}</p>}
    </div>
  )
}
