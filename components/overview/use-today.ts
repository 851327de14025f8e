'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useMemo, useState } from 'react'
import type { LiveSession } from '@/lib/live/events'

export interface TodayRead {
  readonly energyWh: number
  readonly revenue: readonly { readonly currency: string; readonly total: string }[]
  readonly unpricedCount: number
}

/** The server's sums are read anew this often; in between they are carried on by what the stream brings. */
const REFRESH_MS = 5 * 60_000

export interface TodayNow {
  readonly energyWh: number
  /** Of ended and running sessions; null when nothing is priced. */
  readonly revenue: { readonly currency: string; readonly total: number } | null
}

/** Today's sums as of now: what the server summed, and what the sessions have added since. */
export function useToday(read: TodayRead, initial: readonly LiveSession[], sessions: readonly LiveSession[]): TodayNow {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && router.refresh(), REFRESH_MS)
    return () => clearInterval(timer)
  }, [router])
  // Sessions known when the sums were read; those that came later count from nothing.
  const before = useMemo(() => new Map(initial.map((session) => [session.id, session])), [initial])
  // Those that had ended when the sums were read are in the sums already.
  const [summed, setSummed] = useState(() => ({ read, ids: endedIds(sessions) }))
  if (summed.read !== read) setSummed({ read, ids: endedIds(sessions) })
  return useMemo(() => {
    let energyWh = read.energyWh
    const [first] = read.revenue
    let currency = first?.currency ?? null
    let total = Number(first?.total ?? 0)
    for (const session of sessions) {
      if (summed.ids.has(session.id) && !before.has(session.id)) continue
      energyWh += session.energyWh - (before.get(session.id)?.energyWh ?? 0)
      if (session.total === null || session.currency === null) continue
      currency ??= session.currency
      // The server's sum is of ended sessions: a running one counts with all it has cost so far.
      if (session.currency === currency) total += Number(session.total)
    }
    return { energyWh, revenue: currency === null ? null : { currency, total } }
  }, [read, before, sessions, summed])
}

const endedIds = (sessions: readonly LiveSession[]) =>
  new Set(sessions.flatMap(({ id, status }) => (status === 'ended' ? id : [])))
