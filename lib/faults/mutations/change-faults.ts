import type { Actor } from '../../access/actor'
import { bus } from '../../bus/process-bus'
import { audit } from '../../db/audit'
import { db, type Prisma, type Transaction } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { addEntries, type EntryFact, type NamedUser, type NewEntry } from '../entries'
import type { FaultStage } from '../fault'
import { faultsInScope } from '../in-scope'
import { liveFaultsOf } from '../queries/live-faults-of'

/** A fault as verbs see it: locked until the change is committed. */
export interface HeldFault {
  readonly id: bigint
  /** OCPP identity; null: the whole site's. */
  readonly identity: string | null
  readonly code: string
  readonly stage: FaultStage
  readonly assignee: NamedUser | null
  readonly dueAt: Date | null
  readonly acknowledgedAt: Date | null
  readonly mergedIntoId: bigint | null
  readonly closedAt: Date | null
  /** The promise that stands. */
  readonly promise: { readonly id: bigint; readonly dueAt: Date; readonly note: string } | null
}

/** What a verb does to one fault. */
export interface FaultEdit {
  readonly data?: Prisma.FaultUncheckedUpdateInput
  readonly entries: readonly (EntryFact & Pick<NewEntry, 'file'>)[]
  /** What the audit log says of it. */
  readonly before?: Prisma.InputJsonValue
  readonly after?: Prisma.InputJsonValue
}

/** @param all every fault of this act, the one itself among them */
type Decide = (
  fault: HeldFault,
  at: Date,
  tx: Transaction,
  all: readonly HeldFault[],
) => FaultEdit | null | Promise<FaultEdit | null>

export interface Edited {
  /** How many of them it changed; the others were as wanted already, or closed. */
  readonly changed: number
}

/** A bulk act is what fits on a screen or two. */
export const MOST_AT_ONCE = 500

/**
 * Changes faults for a verb that has asked who may: locks them in scope, asks `decide` of each, writes data, story and audit in one
 * transaction, tells browsers after it. A fault the decision leaves alone (null) stays as it is.
 * @param act the audit log's word @throws DomainError not-found (one of them) | conflict (all are closed) | what `decide` throws
 */
export async function changeFaults(
  actor: Actor,
  act: string,
  ids: readonly bigint[],
  decide: Decide,
  { closedToo = false }: { closedToo?: boolean } = {},
): Promise<Edited> {
  const { changed, events } = await db().$transaction(async (tx) => {
    const held = await holdFaults(tx, actor, ids)
    if (!closedToo && held.length > 0 && held.every(({ closedAt }) => closedAt !== null))
      throw new DomainError('conflict', 'The fault is closed already.', { reason: 'fault-closed' })
    const at = new Date()
    const entries: NewEntry[] = []
    const changed: bigint[] = []
    for (const fault of held) {
      const edit = fault.closedAt !== null && !closedToo ? null : await decide(fault, at, tx, held)
      if (edit === null) continue
      if (edit.data) await tx.fault.update({ where: { id: fault.id }, data: edit.data })
      entries.push(...edit.entries.map((fact) => ({ ...fact, faultId: fault.id, at, by: actor.ref }) as NewEntry))
      const subject = fault.identity === null ? `fault:${fault.id}` : `station:${fault.identity}`
      await audit(tx, actor, act, subject, {
        before: edit.before,
        after: { id: String(fault.id), code: fault.code, ...(edit.after as object | undefined) },
      })
      changed.push(fault.id)
    }
    await addEntries(tx, entries)
    return { changed: changed.length, events: await liveFaultsOf(tx, changed) }
  })
  for (const event of events) bus().publish('live', event)
  return { changed }
}

/** Locks the faults in the order of their ids, so that two people's bulk acts wait for each other instead of failing. */
async function holdFaults(tx: Transaction, actor: Actor, wanted: readonly bigint[]): Promise<readonly HeldFault[]> {
  const ids = [...new Set(wanted)]
  if (ids.length === 0 || ids.length > MOST_AT_ONCE)
    throw new DomainError('invalid', `Name 1 to ${MOST_AT_ONCE} faults.`, { ids: 'too-many' })
  await tx.$queryRaw`SELECT id FROM fault WHERE id = ANY(${ids}) ORDER BY id FOR UPDATE`
  const rows = await tx.fault.findMany({
    where: { id: { in: ids }, ...faultsInScope(actor) },
    select: {
      id: true,
      code: true,
      stage: true,
      dueAt: true,
      acknowledgedAt: true,
      mergedIntoId: true,
      closedAt: true,
      station: { select: { identity: true } },
      assignee: { select: { id: true, name: true, email: true } },
      promises: { where: { outcome: null }, select: { id: true, dueAt: true, note: true } },
    },
    orderBy: { id: 'asc' },
  })
  const missing = ids.find((id) => !rows.some((row) => row.id === id))
  if (missing !== undefined) throw notFound('fault', missing)
  return rows.map(({ station, assignee, promises, stage, ...row }) => ({
    ...row,
    stage: stage as FaultStage,
    identity: station?.identity ?? null,
    assignee: assignee && { id: String(assignee.id), name: assignee.name || assignee.email },
    promise: promises[0] ?? null,
  }))
}
