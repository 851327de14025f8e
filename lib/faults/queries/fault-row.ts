import type { Actor } from '../../access/actor'
import { mayDo } from '../../access/acts'
import { namesOf } from '../../audit/queries'
import type { Prisma } from '../../db/client'
import { type RecoveringStep, type ShownUser, SOMEBODY } from '../../live/events'
import { readSteps, recoveringStep } from '../../recovery/stored-run'
import type { CloseReason } from '../entries'
import type { FaultSource, FaultStage } from '../fault'

export interface FaultRow {
  readonly id: bigint
  /** The station's of today, or the one that has it as a whole. */
  readonly site: { readonly id: bigint; readonly name: string; readonly timeZone: string } | null
  /** The station's row; null: the whole site has it. */
  readonly stationKey: bigint | null
  /** OCPP identity. */
  readonly stationId: string | null
  readonly stationName: string | null
  /** 0: the whole station. */
  readonly evse: number
  readonly connector: number
  readonly source: FaultSource
  /** "Component.Variable", the security event's type, or the rule's name. */
  readonly code: string
  /** Key into the knowledge base. */
  readonly cause: string
  /** 0 danger … 9 debug. */
  readonly severity: number
  readonly isSafety: boolean
  readonly stage: FaultStage
  /** By name for those who work with faults. */
  readonly assignee: ShownUser | null
  readonly dueAt: Date | null
  readonly acknowledgedAt: Date | null
  /** Of the promise that stands. */
  readonly promisedAt: Date | null
  /** What self-recovery is doing about it; null: nothing. */
  readonly recovering: RecoveringStep | null
  /** What the station said, or the rule saw, when it began. */
  readonly detail: Prisma.JsonValue
  readonly beganAt: Date
  readonly openedAt: Date
  readonly lastSeenAt: Date
  /** How often it has been told or seen. */
  readonly count: number
  /** How many faults were merged into it. */
  readonly mergedCount: number
  /** Null: it is open. */
  readonly closedAt: Date | null
  /** "station", "worker", or the name of who closed it, for those who may know. */
  readonly closedBy: string | null
  readonly closeReason: CloseReason | null
}

const SITE = { select: { id: true, name: true, timeZone: true } } as const

/** What is read of a fault for a FaultRow. */
export const FAULT_ROW = {
  id: true,
  stationId: true,
  evseNumber: true,
  connectorNumber: true,
  source: true,
  code: true,
  cause: true,
  severity: true,
  isSafety: true,
  stage: true,
  dueAt: true,
  acknowledgedAt: true,
  detail: true,
  beganAt: true,
  openedAt: true,
  lastSeenAt: true,
  count: true,
  closedAt: true,
  closedBy: true,
  closeReason: true,
  site: SITE,
  station: { select: { identity: true, name: true, site: SITE } },
  assignee: { select: { id: true, name: true, email: true } },
  promises: { where: { outcome: null }, select: { dueAt: true } },
  runs: { where: { endedAt: null, isDryRun: false }, select: { steps: true } },
  _count: { select: { merged: true } },
} as const satisfies Prisma.FaultSelect

export type FaultRead = Prisma.FaultGetPayload<{ select: typeof FAULT_ROW }>

/** A reference as a reader may know it: processes by their word, people by name for those who work with stations. */
export type NameOf = (ref: string) => string | null

export async function namesFor(actor: Actor, rows: readonly { readonly closedBy: string | null }[]): Promise<NameOf> {
  return nameOfRefs(
    actor,
    rows.flatMap(({ closedBy }) => closedBy ?? []),
  )
}

const PROCESSES = ['station', 'worker', 'gateway', 'system']

/** Names of users and keys, for who may write about faults; others learn only that it was a person. */
export async function nameOfRefs(actor: Actor, refs: readonly string[]): Promise<NameOf> {
  const mayKnow = mayDo(actor.role, 'faults.write')
  const names = mayKnow ? await namesOf(refs) : new Map<string, string>()
  return (ref) => (PROCESSES.includes(ref) ? ref : mayKnow ? (names.get(ref) ?? ref) : null)
}

/** What `nameOf` would not name to this reader is somebody. */
const shownUser = ({ id, name, email }: { id: bigint; name: string; email: string }, nameOf: NameOf): ShownUser =>
  nameOf(`user:${id}`) === null ? SOMEBODY : { id: String(id), name: name || email }

export function toFaultRow(row: FaultRead, nameOf: NameOf): FaultRow {
  const { station, site, stationId, evseNumber, connectorNumber, assignee, promises, runs, closedBy, _count, ...rest } =
    row
  return {
    ...rest,
    site: station === null ? site : station.site,
    stationKey: stationId,
    stationId: station?.identity ?? null,
    stationName: station?.name ?? null,
    evse: evseNumber,
    connector: connectorNumber,
    source: rest.source as FaultSource,
    stage: rest.stage as FaultStage,
    assignee: assignee && shownUser(assignee, nameOf),
    promisedAt: promises[0]?.dueAt ?? null,
    recovering: recoveringStep(readSteps(runs[0]?.steps ?? [])),
    mergedCount: _count.merged,
    closedBy: closedBy && nameOf(closedBy),
    closeReason: rest.closeReason as CloseReason | null,
  }
}
