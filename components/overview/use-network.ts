'use client'

import { useMemo, useState } from 'react'
import { useLiveStationMap } from '@/components/live/use-live'
import type { WatchedStation } from '@/lib/overview/find-attention'

/** A change is on the screen well within a quarter of a second, and a network of ten thousand is not gone through at every one. */
const EVERY_MS = 120

/** The watched stations in their newest state; a row that did not change stays the same object. */
export function useNetwork(initial: readonly WatchedStation[]): readonly WatchedStation[] {
  const live = useLiveStationMap(EVERY_MS)
  const known = useMemo(() => new Set(initial.map(({ station }) => station.id)), [initial])
  const [kept] = useState(() => new Map<string, WatchedStation>())
  return useMemo(() => {
    if (live.size === 0) return initial
    const rows = initial.map((row) => {
      const station = live.get(row.station.id)
      if (!station) return row
      const before = kept.get(station.id)
      if (before?.station === station && before.name === row.name && before.perHour === row.perHour) return before
      const now = { ...row, station }
      kept.set(station.id, now)
      return now
    })
    for (const station of live.values()) {
      // Registered since the page was read: its site and name are known at the next reading.
      if (!known.has(station.id)) rows.push({ station, name: '', siteId: null, siteName: null, perHour: null })
    }
    return rows
  }, [initial, live, known, kept])
}
