import type { Prisma, Transaction } from '../db/client'
import type { FaultStage } from '../live/events'

/**
 * Why a fault is over. `over`: the station's own word; `recovered`: by a playbook; `removed`: its station is no longer let in; the
 * others are people's.
 */
export const CLOSE_REASONS = [
  'over',
  'recovered',
  'repaired',
  'probed',
  'merged',
  'false-alarm',
  'accepted',
  'removed',
] as const
export type CloseReason = (typeof CLOSE_REASONS)[number]

/** A user as a fault's story names them: the name stays as it was. */
export interface NamedUser {
  readonly id: string
  readonly name: string
}

interface PromiseDetail {
  readonly promiseId: string
  /** ISO 8601. */
  readonly dueAt: string
}

/**
 * What can happen to a fault, and what its story keeps of it. Instants are ISO 8601 UTC, ids strings: details are JSON, read by the
 * fault's page, the notification rules and the tablet alike.
 */
export interface EntryDetails {
  /** `evidence`: what the rule saw; as the fault's own `detail`. */
  readonly opened: { readonly evidence?: Prisma.InputJsonValue }
  /** Said or seen again in a way worth telling (graver than before, back after calm); plain repetition is only counted. */
  readonly again: { readonly count: number; readonly severity?: number }
  readonly closed: { readonly reason: CloseReason; readonly note?: string }
  readonly acknowledged: Readonly<Record<string, never>>
  readonly stage: { readonly from: FaultStage; readonly to: FaultStage }
  readonly assigned: { readonly from: NamedUser | null; readonly to: NamedUser | null }
  readonly due: { readonly from: string | null; readonly to: string | null }
  readonly comment: { readonly text: string; readonly mentions: readonly NamedUser[] }
  readonly photo: { readonly caption: string; readonly width: number; readonly height: number }
  readonly promised: PromiseDetail & { readonly note: string }
  readonly 'promise-kept': PromiseDetail
  readonly 'promise-broken': PromiseDetail
  readonly 'promise-withdrawn': PromiseDetail
  /** On the fault that takes over `fromId`; on the one that was taken over `intoId`. */
  readonly merged: { readonly fromId: string } | { readonly intoId: string }
  readonly split: { readonly fromId: string } | { readonly intoId: string }
  readonly recovery: {
    readonly runId: string
    readonly playbook: string
    readonly isDryRun: boolean
    readonly event: 'started' | 'step' | 'proven' | 'unproven' | 'succeeded' | 'failed' | 'stopped'
    readonly step?: string
    readonly commandId?: string
    /** A guard's name, or what became of the step. */
    readonly why?: string
  }
  readonly work: {
    readonly workOrderId: string
    readonly event: 'created' | 'assigned' | 'under-way' | 'on-site' | 'done' | 'cancelled' | 'note'
    readonly who?: NamedUser
    readonly text?: string
  }
  /** Drivers and subscribers, not our own people: those are in the delivery log. */
  readonly told: { readonly event: string; readonly count: number }
}
export type EntryKind = keyof EntryDetails

/** One thing that happened to a fault, as it is written. */
export type NewEntry = {
  [Kind in EntryKind]: {
    readonly faultId: bigint
    readonly at: Date
    readonly kind: Kind
    /** station | worker | gateway | user:12 | key:3 */
    readonly by: string
    readonly detail: EntryDetails[Kind]
    /** SHA-256 of a photo's bytes. */
    readonly file?: string
  }
}[EntryKind]

/** One thing that happened to a fault, as it is read. */
export type EntryFact = { [Kind in EntryKind]: { readonly kind: Kind; readonly detail: EntryDetails[Kind] } }[EntryKind]

/**
 * Adds to a fault's story, in the transaction of the change it tells of. The story is also the outbox of notices: what is not
 * written here is told to nobody.
 */
export async function addEntry(tx: Transaction, entry: NewEntry): Promise<void> {
  await addEntries(tx, [entry])
}

/** As `addEntry`, for several at once, in one statement. */
export async function addEntries(tx: Transaction, entries: readonly NewEntry[]): Promise<void> {
  if (entries.length === 0) return
  await tx.faultEntry.createMany({
    data: entries.map(({ detail, ...entry }) => ({ ...entry, detail: detail as Prisma.InputJsonValue })),
  })
}
