import type { SessionDetail } from '@/lib/sessions/queries/get-session'

/** One thing that happened, without words. */
export type TimelineEntry =
  | { readonly kind: 'started' | 'ended'; readonly at: Date; readonly arrivedLate: Date | null }
  | { readonly kind: 'said'; readonly at: Date; readonly trigger: string | null; readonly arrivedLate: Date | null }
  | { readonly kind: 'state'; readonly at: Date; readonly state: string }
  | { readonly kind: 'flagged' | 'settled'; readonly at: Date; readonly review: SessionDetail['reviews'][number] }

/** Readings come by the hundred and are told by the curve. */
const ROUTINE = new Set(['MeterValuePeriodic', 'MeterValueClock', 'ChargingStateChanged', null])
/** Later than this is worth telling. */
const LATE_MS = 60_000

/** A session's events, states and reviews as one story, oldest first. */
export function timelineOf(session: Pick<SessionDetail, 'phases' | 'events' | 'reviews'>): readonly TimelineEntry[] {
  const told = session.events.flatMap((event): TimelineEntry[] => {
    const isLate = event.offline || event.receivedAt.getTime() - event.at.getTime() > LATE_MS
    const arrivedLate = isLate ? event.receivedAt : null
    if (event.type === 'started' || event.type === 'ended') return [{ kind: event.type, at: event.at, arrivedLate }]
    if (ROUTINE.has(event.trigger) && !event.offline) return []
    return [{ kind: 'said', at: event.at, trigger: event.trigger, arrivedLate }]
  })
  const states = session.phases
    .filter((phase, index) => phase.state !== session.phases[index - 1]?.state)
    .map(({ at, state }): TimelineEntry => ({ kind: 'state', at, state }))
  const reviews = session.reviews.flatMap((review): TimelineEntry[] => [
    { kind: 'flagged', at: review.createdAt, review },
    ...(review.resolvedAt === null ? [] : [{ kind: 'settled' as const, at: review.resolvedAt, review }]),
  ])
  // At the same instant: it begins, changes state, ends, is flagged, is settled.
  const order = ['started', 'said', 'state', 'ended', 'flagged', 'settled']
  return [...told, ...states, ...reviews].sort(
    (a, b) => a.at.getTime() - b.at.getTime() || order.indexOf(a.kind) - order.indexOf(b.kind),
  )
}
