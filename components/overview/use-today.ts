'use client'

import { useMemo, useState } from 'react'
import type { LiveSession } from '@/lib/live/events'
import { type TodayNow, type TodayRead, todayNow } from './today-now'

/** Today's sums, carried on live. @param initial the sessions that ran when the sums were read */
export function useToday(read: TodayRead, initial: readonly LiveSession[], sessions: readonly LiveSession[]): TodayNow {
  const before = useMemo(() => new Map(initial.map((session) => [session.id, session])), [initial])
  const [summed, setSummed] = useState(() => ({ read, ids: endedIds(sessions) }))
  if (summed.read !== read) setSummed({ read, ids: endedIds(sessions) })
  return useMemo(() => todayNow(read, before, sessions, summed.ids), [read, before, sessions, summed])
}

const endedIds = (sessions: readonly LiveSession[]) =>
  new Set(sessions.flatMap(({ id, status }) => (status === 'ended' ? id : [])))
