import type { Day } from '../job'
import type { QueuedEntry } from './outbox'

/**
 * The newer of two readings of the day, whoever brought it (the page as it was drawn, what the tablet kept, the server now). A job that
 * has left the day stays while something done on it waits to be sent: nobody's work disappears from under their hands. Another
 * person's day is never mixed in.
 */
export function mergeDay(kept: Day | null, fresh: Day, queue: readonly QueuedEntry[]): Day {
  if (kept === null || kept.user.id !== fresh.user.id) return fresh
  const [older, newer] = kept.takenAt > fresh.takenAt ? [fresh, kept] : [kept, fresh]
  const waiting = new Set(queue.map(({ entry }) => entry.workOrderId))
  const gone = older.jobs.filter(({ id }) => waiting.has(id) && newer.jobs.every((job) => job.id !== id))
  return gone.length === 0 ? newer : { ...newer, jobs: [...newer.jobs, ...gone] }
}

/** One job read anew, put where it was. */
export const withJob = (day: Day, job: Day['jobs'][number]): Day => ({
  ...day,
  jobs: day.jobs.map((known) => (known.id === job.id ? job : known)),
})
