import type { CloseKind, WorkState } from '@/lib/field/work-order'

/** A job as the desk's list shows it. Instants ISO 8601. */
export interface ListedJob {
  readonly id: string
  readonly title: string
  readonly state: WorkState
  readonly stateAt: string
  readonly assignee: string | null
  /** `2026-11-20`. */
  readonly plannedOn: string | null
  /** The day is over, at the station, and the job is not. */
  readonly isLate: boolean
  /** Its place in the technician's day, from 1. */
  readonly turn: number | null
  /** OCPP identity. */
  readonly stationId: string
  readonly stationName: string
  readonly siteName: string | null
  /** The site's. */
  readonly timeZone: string
  readonly fault: ListedJobFault | null
  readonly entryCount: number
  readonly conflictCount: number
  readonly closeKind: CloseKind | null
  readonly closedAt: string | null
}

interface ListedJobFault {
  readonly id: string
  /** In the reader's language. */
  readonly title: string
  readonly severity: number
  readonly isSafety: boolean
  readonly promisedAt: string | null
}
