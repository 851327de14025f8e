'use client'

import { useMemo, useState } from 'react'
import { useLiveStationMap } from '@/components/live/use-live'
import type { StationListRow } from './station-list-row'

/** The list's rows in their newest state, once per `everyMs` at most; a row that did not change stays the same object. */
export function useStationRows(initial: readonly StationListRow[], everyMs: number): readonly StationListRow[] {
  const live = useLiveStationMap(everyMs)
  const [kept] = useState(() => new Map<string, StationListRow>())
  return useMemo(() => {
    if (live.size === 0) return initial
    const known = new Set<string>()
    const rows = initial.map((row) => {
      known.add(row.station.id)
      const station = live.get(row.station.id)
      if (!station || station === row.station) return row
      const before = kept.get(station.id)
      if (before?.station === station && before.todayWh === row.todayWh && before.name === row.name) return before
      const now = { ...row, station }
      kept.set(station.id, now)
      return now
    })
    for (const station of live.values()) {
      if (!known.has(station.id))
        rows.push({ station, name: '', siteId: null, siteName: null, types: '', maxPowerW: null, todayWh: 0 })
    }
    return rows
  }, [initial, live, kept])
}
