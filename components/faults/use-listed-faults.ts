import { useMemo } from 'react'
import { useLiveFaults } from '@/components/live/use-live'
import { useRefreshOn } from '@/components/sessions/use-running-session'
import type { CauseTitles } from '@/lib/faults/cause-titles'
import type { LiveFault } from '@/lib/live/events'
import type { ListedFault } from './listed-fault'

const NONE: readonly LiveFault[] = []

/**
 * Open faults at their newest. One the page has not read is shown with what the stream says of it, and the page read anew for the
 * rest; one that has been closed leaves.
 */
export function useListedFaults(read: readonly ListedFault[], { titles }: CauseTitles): readonly ListedFault[] {
  const live = useLiveFaults(NONE)
  const known = useMemo(() => new Set(read.map(({ id }) => id)), [read])
  const newcomers = useMemo(() => live.filter(({ id, closedAt }) => closedAt === null && !known.has(id)), [live, known])
  useRefreshOn(newcomers.map(({ id }) => id).join(' '))
  return useMemo(() => {
    const byId = new Map(live.map((fault) => [fault.id, fault]))
    const newest = read.map((row) => {
      const fault = byId.get(row.id)
      return fault ? { ...row, ...fault } : row
    })
    return [...newcomers.map((fault) => unread(fault, titles)), ...newest].filter(({ closedAt }) => closedAt === null)
  }, [read, live, newcomers, titles])
}

const unread = (fault: LiveFault, titles: CauseTitles['titles']): ListedFault => ({
  ...fault,
  title: titles[fault.cause] ?? null,
  stationName: null,
  siteName: null,
  timeZone: 'Europe/Stockholm',
  dueAt: null,
  lastSeenAt: fault.openedAt,
  count: 1,
  mergedCount: 0,
  costPerHour: null,
  closeReason: null,
  closedBy: null,
})
