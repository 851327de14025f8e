import type { WorkEntry } from './work-entry'
import { isOver, type WorkState } from './work-order'

/**
 * Why an entry that came late could not be applied. It is kept and shown until somebody has seen it.
 * closed, cancelled: the job was over before it was done · reassigned: it is another's by now · no-proof: nothing the station has
 * said shows what was claimed · no-gate: the safety step was never confirmed.
 */
export const CONFLICTS = ['closed', 'cancelled', 'reassigned', 'no-proof', 'no-gate'] as const
export type Conflict = (typeof CONFLICTS)[number]

/** The job as it stands when the entry arrives. */
export interface Standing {
  readonly state: WorkState
  /** When it came to stand so, by our clock. */
  readonly stateAt: Date
  readonly isAssigned: boolean
  /** The sender's own, or the sender plans everybody's jobs. */
  readonly isSendersToMove: boolean
  /** A person on the spot must have confirmed that it is safe. */
  readonly needsGate: boolean
  readonly hasGate: boolean
  /** When maintenance was last begun or ended from this job. */
  readonly maintenanceAt: Date | null
}

export type Decision =
  /** Kept, and nothing else: what was seen, measured or used; or what a later entry has already overtaken. */
  | { readonly do: 'keep' }
  | { readonly do: 'move'; readonly to: WorkState; readonly takes: boolean }
  | { readonly do: 'maintain'; readonly isOn: boolean }
  /** When its proof holds. */
  | { readonly do: 'close' }
  | { readonly do: 'conflict'; readonly conflict: Conflict }

const keep: Decision = { do: 'keep' }
const against = (conflict: Conflict): Decision => ({ do: 'conflict', conflict })

/**
 * What an entry does to its job. Entries may come late, in any order and from several tablets: what was observed is always kept, what
 * moves the job only moves it forward in time, and never a job that is over or another's.
 * @param at when it was done, by our clock
 */
export function decideEntry(job: Standing, { kind, detail }: Pick<WorkEntry, 'kind' | 'detail'>, at: Date): Decision {
  const entry = { kind, detail } as WorkEntry
  switch (entry.kind) {
    case 'state':
      // Before what it stands as now: history, not news. But who believes to have taken a job that another has must hear of it.
      if (at < job.stateAt) return isOver(job.state) || job.isSendersToMove ? keep : against('reassigned')
      return barrier(job) ?? { do: 'move', to: entry.detail.to, takes: !job.isAssigned }
    case 'maintenance':
      if (job.maintenanceAt !== null && at < job.maintenanceAt) return keep
      // Ending it is never wrong: a station that is not worked on must not look as if it were.
      if (!entry.detail.isOn) return { do: 'maintain', isOn: false }
      return barrier(job) ?? { do: 'maintain', isOn: true }
    case 'close':
      return barrier(job) ?? (job.needsGate && !job.hasGate ? against('no-gate') : { do: 'close' })
    default:
      return isOver(job.state) && at > job.stateAt ? against(job.state === 'done' ? 'closed' : 'cancelled') : keep
  }
}

function barrier({ state, isSendersToMove }: Standing): Decision | null {
  if (state === 'done') return against('closed')
  if (state === 'cancelled') return against('cancelled')
  return isSendersToMove ? null : against('reassigned')
}
