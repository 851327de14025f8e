/** How a promise of "works again by then" ended. Replaced: a better one took its place before its time. */
export type PromiseOutcome = 'kept' | 'broken' | 'withdrawn' | 'replaced'

/** The fault is over: the promise was kept if that was in time. */
export const outcomeAtClose = (dueAt: Date, closedAt: Date): 'kept' | 'broken' =>
  closedAt <= dueAt ? 'kept' : 'broken'

/**
 * People change their mind. A promise whose time has passed is broken whatever they do now, and so is one that is put off: drivers
 * who believed it stood there in vain.
 * @param next the new time; null: withdrawn
 */
export function outcomeAtChange(dueAt: Date, now: Date, next: Date | null): Exclude<PromiseOutcome, 'kept'> {
  if (now > dueAt || (next !== null && next > dueAt)) return 'broken'
  return next === null ? 'withdrawn' : 'replaced'
}

/** Time decides: null while it stands. @param closedAt null: the fault is open */
export function outcomeInTime(dueAt: Date, closedAt: Date | null, now: Date): 'kept' | 'broken' | null {
  if (closedAt !== null) return outcomeAtClose(dueAt, closedAt)
  return now > dueAt ? 'broken' : null
}
