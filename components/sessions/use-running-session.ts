'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { useLiveSession } from '@/components/live/use-live'
import { useNow } from '@/components/ui/format'
import type { SessionDetail } from '@/lib/sessions/queries/get-session'
import { sessionFacts } from '@/lib/sessions/session-facts'
import { type SessionPrice, shownPrice } from '@/lib/sessions/session-price'
import { priceSession } from '@/lib/tariffs/price-session'

/** What a session page shows that changes while somebody looks. */
export interface RunningSession {
  readonly isActive: boolean
  /** A charging state, `waiting` (ended, and events are missing) or `ended`. */
  readonly state: string
  readonly energyWh: number
  readonly powerW: number | null
  readonly socPercent: number | null
  readonly lastReadingAt: Date | null
  readonly endedAt: Date | null
  readonly price: SessionPrice | null
}

/** Readings of one moment arrive together: one reading of the page serves them all. */
const REFRESH_PAUSE_MS = 400

/**
 * The session as last heard, over what the server read. While it runs its price is worked out here, every second, by the same
 * engine as the final one; each change on the stream also has the page's lines, curve and story read anew.
 */
export function useRunningSession(session: SessionDetail): RunningSession {
  const live = useLiveSession(String(session.id))
  const isOver = session.status === 'ended'
  const newest = isOver ? undefined : live
  useRefreshOn(
    live &&
      `${live.status} ${live.lastReadingAt} ${live.energyWh} ${live.chargingState} ${live.reviewCount} ${live.total}`,
  )

  const isActive = !isOver && newest?.status !== 'ended'
  const now = useNow(isActive ? 1000 : 0)
  // A delta can be older than the page when the stream resumes; energy never falls.
  const energyWh = Math.max(session.energyWh, newest?.energyWh ?? 0)
  const terms = session.tariff?.terms
  const price =
    isActive && terms && session.price?.unpriced == null
      ? shownPrice(
          priceSession(terms, {
            ...sessionFacts({ ...session, energyWh }, session.phases, new Date(now), session.tariff?.around),
            agreement: session.agreement,
          }),
        )
      : session.price
  return {
    isActive,
    state: isActive ? (newest?.chargingState ?? session.chargingState) : overAs(session),
    energyWh,
    powerW: newest ? newest.powerW : session.powerW,
    socPercent: newest?.socPercent ?? session.socPercent,
    lastReadingAt: newest?.lastReadingAt ? new Date(newest.lastReadingAt) : session.lastReadingAt,
    endedAt: newest?.endedAt ? new Date(newest.endedAt) : session.endedAt,
    price,
  }
}

/** How a session that is over is called. */
export const overAs = ({ completeness }: Pick<SessionDetail, 'completeness'>): 'waiting' | 'ended' =>
  completeness === 'waiting' ? 'waiting' : 'ended'

/** Reads the page's data anew whenever `key` changes, a moment later, at most once per pause. */
export function useRefreshOn(key: string | undefined): void {
  const router = useRouter()
  const seen = useRef(key)
  useEffect(() => {
    if (seen.current === key || key === undefined) return
    const timer = setTimeout(() => {
      seen.current = key
      router.refresh()
    }, REFRESH_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [key, router])
}
