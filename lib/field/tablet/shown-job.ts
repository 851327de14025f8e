import type { Job, JobEntry } from '../job'
import type { WorkEntry } from '../work-entry'
import type { CloseKind, WorkState } from '../work-order'
import type { QueuedEntry } from './outbox'

/** An entry as the page shows it: what is still on the tablet looks so. */
export interface ShownEntry extends JobEntry {
  readonly isQueued: boolean
  readonly refused: string | null
}

export interface ShownJob extends Omit<Job, 'entries'> {
  /** Oldest first. */
  readonly entries: readonly ShownEntry[]
  readonly queuedCount: number
  /** Closed on the tablet; the server has not said yet whether its proof holds. */
  readonly isClosing: boolean
}

/**
 * A job as the technician sees it: what the server said, with what is queued laid over it. Nothing is guessed: a close that is not
 * confirmed is shown as closing, not as done.
 */
export function shownJob(job: Job, queue: readonly QueuedEntry[]): ShownJob {
  const known = new Set(job.entries.map(({ id }) => id))
  const waiting = queue
    .filter(({ entry }) => entry.workOrderId === job.id && !known.has(entry.id))
    .toSorted((a, b) => a.order - b.order)
  let state: WorkState = job.state
  let maintenanceSince = job.station.maintenanceSince
  let closing: CloseKind | null = null
  for (const { entry, refused } of waiting) {
    if (refused !== null) continue
    if (entry.kind === 'state') state = entry.detail.to
    if (entry.kind === 'maintenance') maintenanceSince = entry.detail.isOn ? (maintenanceSince ?? entry.at) : null
    if (entry.kind === 'close') closing = entry.detail.kind
  }
  return {
    ...job,
    state,
    station: { ...job.station, maintenanceSince },
    entries: [
      ...job.entries.map((entry) => ({ ...entry, isQueued: false, refused: null })),
      ...waiting.map(({ entry, refused, userId }) => ({ ...queuedEntry(entry, userId), refused })),
    ],
    queuedCount: waiting.length,
    isClosing: closing !== null && job.closedAt === null,
    closeKind: job.closeKind ?? closing,
  }
}

const queuedEntry = ({ id, kind, at, detail, file }: WorkEntry, userId: string) => ({
  id,
  kind,
  at,
  by: `user:${userId}`,
  byName: null,
  detail: detail as Readonly<Record<string, unknown>>,
  conflict: null,
  conflictSeenAt: null,
  file,
  isQueued: true,
})

/** How far each step of the check list has come: the last word on it counts. */
export function checkOutcomes(entries: readonly ShownEntry[]): ReadonlyMap<string, 'ok' | 'wrong' | 'skipped'> {
  const outcomes = new Map<string, 'ok' | 'wrong' | 'skipped'>()
  for (const { kind, detail } of entries.toSorted((a, b) => a.at.localeCompare(b.at))) {
    if (kind === 'check') outcomes.set(String(detail.step), detail.outcome as 'ok' | 'wrong' | 'skipped')
  }
  return outcomes
}

/** The first safety step that is not confirmed; null: all that follows may be touched. */
export function openGate({ checks, entries }: Pick<ShownJob, 'checks' | 'entries'>): string | null {
  const outcomes = checkOutcomes(entries)
  return checks.find(({ key, isGate }) => isGate && outcomes.get(key) !== 'ok')?.key ?? null
}
