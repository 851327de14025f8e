'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { useLiveStationMap } from '@/components/live/use-live'

/** What the worker decides comes with no event of a station's: looked for now and then. */
const LOOK_EVERY_MS = 15_000
const AT_MOST_EVERY_MS = 2_000

/**
 * Reads the page anew while something is under way: soon after a station has said something (of its firmware, a boot, its status),
 * else now and then. Not while nobody looks.
 */
export function useFreshFleet(
  isRunning: boolean,
  identities?: ReadonlySet<string>,
  everyMs: number = LOOK_EVERY_MS,
): void {
  const router = useRouter()
  const stations = useLiveStationMap(AT_MOST_EVERY_MS)
  const seen = useRef(stations)
  useEffect(() => {
    if (!isRunning) return
    const look = () => document.visibilityState === 'visible' && router.refresh()
    const timer = setInterval(look, everyMs)
    return () => clearInterval(timer)
  }, [isRunning, router, everyMs])
  useEffect(() => {
    const before = seen.current
    seen.current = stations
    if (!isRunning || before === stations) return
    const changed = [...stations].some(
      ([id, station]) => (identities === undefined || identities.has(id)) && before.get(id) !== station,
    )
    if (changed && document.visibilityState === 'visible') router.refresh()
  }, [stations, isRunning, identities, router])
}
