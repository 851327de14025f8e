'use client'

import { useMemo } from 'react'
import type { More } from '@/components/data-table/use-more'
import { useLiveSessions } from '@/components/live/use-live'
import type { LiveSession } from '@/lib/live/events'
import type { SessionRow } from '@/lib/sessions/queries/list-sessions'
import type { SessionFilterSaid } from '@/lib/sessions/session-filter'
import { useRefreshOn } from './use-running-session'

export type MoreSessions = More<SessionFilterSaid, SessionRow>

const NONE: readonly LiveSession[] = []

/** Running sessions at their newest; a session nobody has read yet has the list read anew, unless the filter keeps it out. */
export function useNewest(rows: readonly SessionRow[], filter: SessionFilterSaid): readonly SessionRow[] {
  const live = useLiveSessions(NONE)
  const known = useMemo(() => new Set(rows.map((row) => String(row.id))), [rows])
  const newcomers = live.filter(
    (session) => session.status === 'active' && !known.has(session.id) && mayMatch(session, filter),
  )
  useRefreshOn(newcomers.map((session) => session.id).join(' '))
  return useMemo(() => {
    const byId = new Map(live.map((session) => [session.id, session]))
    return rows.map((row) => {
      const newest = row.status === 'active' ? byId.get(String(row.id)) : undefined
      return newest ? { ...row, ...heard(row, newest) } : row
    })
  }, [rows, live])
}

const mayMatch = (session: LiveSession, filter: SessionFilterSaid) =>
  (filter.status === undefined || filter.status === 'active') &&
  filter.to === undefined &&
  filter.token === undefined &&
  filter.review === undefined &&
  (filter.station === undefined || filter.station.toLowerCase() === session.stationId.toLowerCase())

const heard = (row: SessionRow, live: LiveSession): Partial<SessionRow> => ({
  status: live.status,
  chargingState: live.chargingState,
  energyWh: Math.max(row.energyWh, live.energyWh),
  powerW: live.powerW,
  socPercent: live.socPercent ?? row.socPercent,
  endedAt: live.endedAt ? new Date(live.endedAt) : row.endedAt,
  price:
    live.total === null && live.unpriced === null
      ? row.price
      : { currency: live.currency, total: live.total, vat: null, lines: [], unpriced: live.unpriced },
})
