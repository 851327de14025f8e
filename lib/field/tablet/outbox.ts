import type { SyncResult } from '../sync'
import type { WorkEntry } from '../work-entry'

/** One thing done on the tablet that the server has not confirmed yet. */
export interface QueuedEntry {
  readonly entry: WorkEntry
  /** Who did it; only that person's sign-in may send it. */
  readonly userId: string
  /** Order on this tablet: times may be equal, and clocks may be set back. */
  readonly order: number
  /** The server would not take it, ever: shown until the person deals with it. Null while it waits. */
  readonly refused: string | null
}

/** How many entries go in one request: a long day without network must not become one that is too long. */
const MOST_AT_ONCE = 50

/** What to send now: this person's, oldest first, not what was refused, and nothing whose file is not up yet. */
export function nextToSend(
  queue: readonly QueuedEntry[],
  userId: string,
  isUp: (file: string) => boolean,
): readonly WorkEntry[] {
  const mine = queue.filter((queued) => queued.userId === userId && queued.refused === null)
  const ready: WorkEntry[] = []
  for (const { entry } of mine.toSorted((a, b) => a.order - b.order)) {
    if (ready.length === MOST_AT_ONCE) break
    if (entry.file === null || isUp(entry.file)) ready.push(entry)
  }
  return ready
}

/** Files that must go up before their entries can. */
export const filesToSend = (queue: readonly QueuedEntry[], userId: string): readonly string[] => [
  ...new Set(
    queue.flatMap(({ entry, refused, userId: owner }) =>
      owner === userId && refused === null && entry.file !== null ? [entry.file] : [],
    ),
  ),
]

/** What the server's answer does to the queue. */
export interface Settled {
  /** Ids that are safe on the server, whether applied or in conflict: they leave the queue. */
  readonly done: readonly string[]
  readonly refused: readonly QueuedEntry[]
  /** Files the server does not have (any more): they go up again. */
  readonly missingFiles: readonly string[]
}

/** An entry the answer does not name stays where it is: it is sent again, which is harmless. */
export function settle(queue: readonly QueuedEntry[], results: readonly SyncResult[]): Settled {
  const byId = new Map(queue.map((queued) => [queued.entry.id, queued]))
  const known = results.flatMap((result) => {
    const queued = byId.get(result.id)
    return queued ? [{ result, queued }] : []
  })
  return {
    done: known.flatMap(({ result }) => (result.outcome === 'stored' ? [result.id] : [])),
    refused: known.flatMap(({ result, queued }) =>
      result.outcome === 'refused' ? [{ ...queued, refused: result.reason }] : [],
    ),
    missingFiles: known.flatMap(({ result, queued }) =>
      result.outcome === 'needs-file' && queued.entry.file !== null ? [queued.entry.file] : [],
    ),
  }
}

/** How long to wait after a failed attempt, ms: soon, then less often, never more than five minutes. */
export const waitAfter = (failures: number): number => Math.min(5 * 60_000, 2_000 * 2 ** Math.min(failures, 10))
