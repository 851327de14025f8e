'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { SiteMap } from '@/components/map/site-map'
import { sitesOf } from '@/components/map/sites-of'
import type { WatchedSite } from '@/lib/overview/places-of'
import type { StationListRow } from './station-list-row'

interface StationsMapProps {
  rows: readonly StationListRow[]
  /** null while they are on their way: half of them on a map would look like the whole. */
  places: readonly WatchedSite[] | null
  styleUrl: string | null
}

const siteHref = ({ id }: { id: string }) => `/sites/${id}`

/** The stations that match, where they stand; how many have no place is said. */
export function StationsMap({ rows, places, styleUrl }: StationsMapProps) {
  const t = useTranslations('stations.show')
  const sites = useMemo(() => sitesOf(places ?? [], rows), [places, rows])
  const placed = useMemo(() => sites.reduce((sum, { stationCount }) => sum + stationCount, 0), [sites])
  const accepted = useMemo(() => rows.filter(({ station }) => station.registration === 'accepted').length, [rows])
  return (
    <div className="flex flex-col gap-2">
      <SiteMap
        sites={sites}
        styleUrl={styleUrl}
        hrefOf={siteHref}
        className="h-[calc(100dvh-13rem)] min-h-80 rounded-lg border bg-card"
      />
      {places !== null && placed < accepted && (
        <p className="text-muted-foreground text-xs">{t('unplaced', { count: accepted - placed })}</p>
      )}
    </div>
  )
}
