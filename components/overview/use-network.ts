'use client'

import { useMemo } from 'react'
import { useLiveStationMap } from '@/components/live/use-live'
import type { WatchedStation } from '@/lib/overview/find-attention'

/** The watched stations in their newest state; once a second at most, however busy the network is. */
export function useNetwork(initial: readonly WatchedStation[]): readonly WatchedStation[] {
  const live = useLiveStationMap(1000)
  return useMemo(() => {
    if (live.size === 0) return initial
    const known = new Set(initial.map(({ station }) => station.id))
    const added = [...live.values()].filter(({ id }) => !known.has(id))
    return [
      ...initial.map((row) => {
        const station = live.get(row.station.id)
        return station ? { ...row, station } : row
      }),
      // Registered since the page was read: its site and name are known at the next reading.
      ...added.map((station) => ({ station, name: '', siteId: null, siteName: null, perHour: null })),
    ]
  }, [initial, live])
}
