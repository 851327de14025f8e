import type { ShownFact } from '@/lib/faults/queries/list-entries'
import type { ListedFault } from '../listed-fault'

export interface ShownPromise {
  readonly id: string
  readonly dueAt: string
  readonly note: string
  readonly madeAt: string
  readonly madeBy: string | null
  /** Null: it stands. */
  readonly outcome: 'kept' | 'broken' | 'withdrawn' | 'replaced' | null
}

/** Another fault, as far as it takes to lead there. */
export interface ShownLink {
  readonly id: string
  readonly title: string | null
  readonly source: ListedFault['source']
  readonly code: string
  readonly stationId: string | null
  readonly evse: number
}

/** A fault as its own page shows it. */
export interface ShownFault extends ListedFault {
  readonly acknowledgedBy: string | null
  readonly closeNote: string | null
  readonly mergedInto: ShownLink | null
  readonly merged: readonly ShownLink[]
  /** Newest first. */
  readonly promises: readonly ShownPromise[]
  /** What the station said, or the rule saw, when it began. */
  readonly said: readonly (readonly [string, string])[]
}

/** A line of the story; `at` as ISO 8601, ids as strings. */
export type ShownEntry = ShownFact & {
  readonly id: string
  readonly faultId: string
  readonly at: string
  /** "station", "worker", …, or a person's name; null: a person whose name is not the reader's to know. */
  readonly by: string | null
}
