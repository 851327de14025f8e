import type { StoryEntry } from '../stations/queries/list-story'
import type { ConnectorStatus } from '../stations/status'
import type { WorkEntryKind } from './work-entry'
import type { CloseKind, WorkState } from './work-order'

/**
 * A job as the tablet keeps it: everything needed on the spot, in one piece of JSON. Ids are strings, instants ISO 8601 UTC. Texts in
 * the reader's language are chosen when it is read.
 */
export interface Job {
  readonly id: string
  readonly title: string
  readonly state: WorkState
  readonly stateAt: string
  /** `2026-11-20`; null: whenever it fits. */
  readonly plannedOn: string | null
  readonly position: number
  readonly assignee: { readonly id: string; readonly name: string } | null
  /** What the desk wants heeded before anything is touched. */
  readonly safety: string
  readonly station: JobStation
  readonly fault: JobFault | null
  /** In the order to do them. */
  readonly checks: readonly CheckStep[]
  /** Parts that are often needed for such a fault. */
  readonly parts: readonly { readonly key: string; readonly name: string }[]
  /** Newest first. */
  readonly story: readonly StoryLine[]
  readonly entries: readonly JobEntry[]
  /** Commands asked for from this job or since it began, newest first. */
  readonly commands: readonly JobCommand[]
  readonly closeKind: CloseKind | null
  readonly closeReason: string | null
  readonly closedAt: string | null
}

export interface JobStation {
  /** OCPP identity. */
  readonly id: string
  readonly name: string
  readonly vendor: string | null
  readonly model: string | null
  readonly firmware: string | null
  readonly siteName: string | null
  readonly address: string
  readonly latitude: number | null
  readonly longitude: number | null
  readonly note: string
  readonly isOnline: boolean
  readonly lastSeenAt: string | null
  readonly protocol: string | null
  readonly connectors: readonly {
    readonly evse: number
    readonly connector: number
    readonly status: ConnectorStatus
    readonly errorCode: string | null
    readonly statusAt: string | null
  }[]
  /** Since when it is in maintenance. */
  readonly maintenanceSince: string | null
}

export interface JobFault {
  readonly id: string
  readonly evse: number
  readonly connector: number
  readonly code: string
  readonly cause: string
  readonly severity: number
  readonly isSafety: boolean
  readonly openedAt: string
  readonly closedAt: string | null
  /** When drivers have been told that it will work. */
  readonly promisedAt: string | null
  /** What it is, and what it means, in words that need no manual. */
  readonly title: string
  readonly plain: string
  /** Most likely first. */
  readonly likelyCauses: readonly string[]
}

export interface CheckStep {
  readonly key: string
  readonly text: string
  /** Nothing after it may be touched before it is confirmed. */
  readonly isGate: boolean
}

/** A moment of the station's life, as its page tells it. */
export type StoryLine = Omit<StoryEntry, 'at'> & { readonly at: string }

export interface JobEntry {
  /** The tablet's UUID. */
  readonly id: string
  readonly kind: WorkEntryKind | 'command'
  readonly at: string
  readonly by: string
  /** Of the person; null for a key. */
  readonly byName: string | null
  /** As its kind has it in work-entry.ts. */
  readonly detail: Readonly<Record<string, unknown>>
  readonly conflict: string | null
  readonly conflictSeenAt: string | null
  /** SHA-256 of its photo or signature. */
  readonly file: string | null
}

export interface JobCommand {
  readonly id: string
  readonly type: string
  readonly stage: string
  readonly error: string | null
  readonly queuedAt: string
  readonly confirmedAt: string | null
  /** It shows that the station works (proof.ts). */
  readonly isPassedProbe: boolean
}

/** A day's work as it goes to a tablet. */
export interface Day {
  /** When it was read, by the server's clock. */
  readonly takenAt: string
  /** Whose tablet this is: what is queued belongs to them. */
  readonly user: { readonly id: string; readonly name: string }
  readonly jobs: readonly Job[]
  /** The order the tablet has put its jobs in, until the server has heard of it. */
  readonly arranged?: readonly string[]
}
