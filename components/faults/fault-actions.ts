import type { Action } from '@/components/forms/action-result'
import type { FaultStage } from '@/lib/live/events'

interface Edited {
  readonly changed: number
}

/** What can be done with faults, as the page hands it down. Ids are the faults' own. */
export interface FaultActions {
  readonly acknowledge: Action<{ ids: string[] }, Edited>
  readonly assign: Action<{ ids: string[]; assigneeId: string | null }, Edited>
  readonly setStage: Action<{ ids: string[]; stage: FaultStage }, Edited>
  readonly setDue: Action<{ ids: string[]; dueAt: string | null }, Edited>
  readonly comment: Action<{ ids: string[]; text: string; mentions: string[] }, Edited>
  readonly addPhoto: Action<{ id: string; sha256: string; width: number; height: number; caption: string }, Edited>
  readonly promise: Action<{ ids: string[]; dueAt: string; note: string }, Edited>
  readonly withdrawPromise: Action<{ ids: string[] }, Edited>
  readonly merge: Action<{ ids: string[]; intoId: string }, Edited>
  readonly split: Action<{ id: string }, Edited>
  readonly close: Action<{ ids: string[]; reason: 'repaired' | 'false-alarm' | 'accepted'; note: string }, Edited>
}

/** One who works with faults. */
export interface Worker {
  readonly id: string
  readonly name: string
}
