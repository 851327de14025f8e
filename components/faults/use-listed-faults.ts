import { useLocale } from 'next-intl'
import { useMemo } from 'react'
import { useLiveFaults } from '@/components/live/use-live'
import { useRefreshOn } from '@/components/sessions/use-running-session'
import type { CauseTitles } from '@/lib/faults/cause-titles'
import type { LiveFault } from '@/lib/live/events'
import { causeTitleOf } from './cause-title-of'
import type { ListedFault } from './listed-fault'

const NONE: readonly LiveFault[] = []

/**
 * Open faults at their newest. One the page has not read is shown with what the stream says of it, and the page read anew for the
 * rest; one that has been closed leaves.
 */
export function useListedFaults(read: readonly ListedFault[], { titles }: CauseTitles): readonly ListedFault[] {
  const live = useLiveFaults(NONE)
  const locale = useLocale()
  const known = useMemo(() => new Set(read.map(({ id }) => id)), [read])
  const newcomers = useMemo(() => live.filter(({ id, closedAt }) => closedAt === null && !known.has(id)), [live, known])
  useRefreshOn(newcomers.map(({ id }) => id).join(' '))
  return useMemo(() => {
    const titleOf = (fault: LiveFault) => causeTitleOf(fault, titles, locale)
    const byId = new Map(live.map((fault) => [fault.id, fault]))
    const newest = read.map((row) => {
      const fault = byId.get(row.id)
      // What is wrong may be known better by now.
      return fault ? { ...row, ...fault, title: fault.cause === row.cause ? row.title : titleOf(fault) } : row
    })
    return [...newcomers.map((fault) => unread(fault, titleOf(fault))), ...newest].filter(
      ({ closedAt }) => closedAt === null,
    )
  }, [read, live, newcomers, titles, locale])
}

const unread = (fault: LiveFault, title: string | null): ListedFault => ({
  ...fault,
  title,
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
