import type { Action } from '@/components/forms/action-result'
import type { CloseKind, NewWorkOrder, WorkOrderChange, WorkState } from '@/lib/field/work-order'

/** What a job is for; `needsStation`: it is a whole site's, and one of its stations must be named. */
export interface OrderedFault {
  readonly id: string
  readonly title: string
  readonly needsStation: boolean
}

/** A job as the fault's page shows it. Instants ISO 8601. */
export interface ShownOrder {
  readonly id: string
  readonly title: string
  readonly state: WorkState
  readonly stateAt: string
  readonly assignee: { readonly id: string; readonly name: string } | null
  /** `2026-11-20`. */
  readonly plannedOn: string | null
  readonly safety: string
  readonly closeKind: CloseKind | null
  readonly closeReason: string | null
  readonly closedAt: string | null
  /** The session that proved it, when it was a charge. */
  readonly sessionId: string | null
  readonly entries: readonly ShownWork[]
}

/** One thing done on it. */
export interface ShownWork {
  readonly id: string
  readonly kind: string
  readonly at: string
  readonly by: string
  readonly detail: Readonly<Record<string, unknown>>
  readonly conflict: string | null
  readonly isSeen: boolean
  readonly hasFile: boolean
}

export interface ShownTechnician {
  readonly id: string
  readonly name: string
  readonly openJobs: number
}

export interface DispatchActions {
  readonly create: Action<NewWorkOrder>
  readonly change: Action<{ id: string; change: WorkOrderChange }>
  readonly cancel: Action<{ id: string }>
  readonly see: Action<{ id: string }>
}
