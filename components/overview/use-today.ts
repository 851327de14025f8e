'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useMemo, useState } from 'react'
import type { LiveSession } from '@/lib/live/events'
import { type TodayNow, type TodayRead, todayNow } from './today-now'

/** The server's sums are read anew this often; in between they are carried on by what the stream brings. */
const REFRESH_MS = 5 * 60_000

/** Today's sums, carried on live. */
export function useToday(read: TodayRead, initial: readonly LiveSession[], sessions: readonly LiveSession[]): TodayNow {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && router.refresh(), REFRESH_MS)
    return () => clearInterval(timer)
  }, [router])
  const before = useMemo(() => new Map(initial.map((session) => [session.id, session])), [initial])
  const [summed, setSummed] = useState(() => ({ read, ids: endedIds(sessions) }))
  if (summed.read !== read) setSummed({ read, ids: endedIds(sessions) })
  return useMemo(() => todayNow(read, before, sessions, summed.ids), [read, before, sessions, summed])
}

const endedIds = (sessions: readonly LiveSession[]) =>
  new Set(sessions.flatMap(({ id, status }) => (status === 'ended' ? id : [])))
