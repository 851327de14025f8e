'use client'

import { useMemo } from 'react'
import { useLiveSessionMap } from '@/components/live/use-live'
import { powerBySite } from '@/lib/sites/fuse-load'
import type { RunningPower } from '@/lib/sites/queries'

/** Sums that jump at every reading cannot be read. */
const EVERY_MS = 1000

/** What each site draws now, W, by its id: the sessions running when the page was read, and what the stream has told since. */
export function useSitePower(running: readonly RunningPower[]): ReadonlyMap<string, number> {
  const live = useLiveSessionMap(EVERY_MS)
  return useMemo(() => {
    const before = running
      .filter(({ id }) => !live.has(id))
      .map((session) => ({ ...session, status: 'active' as const }))
    return powerBySite([...before, ...live.values()])
  }, [running, live])
}
