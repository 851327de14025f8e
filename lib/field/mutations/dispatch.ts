import type { Actor } from '../../access/actor'
import { mayDo, requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { bus } from '../../bus/process-bus'
import { audit } from '../../db/audit'
import { db, type Prisma, type Transaction } from '../../db/client'
import { sameText } from '../../db/like'
import { addEntry, type NamedUser } from '../../faults/entries'
import { faultsInScope } from '../../faults/in-scope'
import { liveFaultsOf } from '../../faults/queries/live-faults-of'
import { DomainError, notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { endJobsMaintenance } from '../../maintenance/mutations/maintain-from-job'
import { workOrdersInScope } from '../scope'
import {
  isOver,
  type NewWorkOrder,
  newWorkOrderSchema,
  type WorkOrderChange,
  type WorkState,
  workOrderChangeSchema,
} from '../work-order'
import { moveFault, tellFault } from './tell-fault'

/**
 * Makes a job of a fault, or of a station alone. The fault is then dispatched, and its assignee is the job's.
 * @throws DomainError forbidden | not-found | conflict (the fault is closed, or has an open job) | invalid (no station; nobody such works in the field)
 */
export async function createWorkOrder(actor: Actor, input: NewWorkOrder): Promise<{ id: bigint }> {
  requireAct(actor, 'faults.write')
  const { faultId = null, stationId, assigneeId, plannedOn, title, safety } = validated(newWorkOrderSchema, input)
  const { id, events } = await db().$transaction(async (tx) => {
    const now = new Date()
    const fault = faultId === null ? null : await requireOpenFault(tx, actor, faultId)
    const station = await requireStation(tx, actor, stationId, fault)
    const assignee = await findTechnician(tx, assigneeId)
    const order = await tx.workOrder.create({
      data: {
        stationId: station.id,
        faultId,
        assigneeId,
        title,
        safety,
        plannedOn: dayOf(plannedOn),
        createdBy: actor.ref,
        createdAt: now,
        stateAt: now,
      },
      select: { id: true, faultId: true },
    })
    await tellFault(tx, actor, order, 'created', { at: now, who: assignee ?? undefined, text: title })
    await moveFault(tx, actor, faultId, 'dispatched', now)
    if (assignee) await giveFault(tx, actor, faultId, assignee, now)
    await audit(tx, actor, 'work.create', `station:${station.identity}`, {
      after: { id: String(order.id), title, assignee: assignee?.name ?? null, plannedOn },
    })
    return { id: order.id, events: await liveFaultsOf(tx, faultId === null ? [] : [faultId]) }
  })
  for (const event of events) bus().publish('live', event)
  return { id }
}

/** Gives it to another, another day, or other words. @throws DomainError forbidden | not-found | conflict (over) | invalid */
export async function changeWorkOrder(actor: Actor, id: bigint, input: WorkOrderChange): Promise<void> {
  requireAct(actor, 'faults.write')
  const change = validated(workOrderChangeSchema, input)
  const events = await db().$transaction(async (tx) => {
    const now = new Date()
    const order = await lockOpen(tx, actor, id)
    const assignee = change.assigneeId === undefined ? undefined : await findTechnician(tx, change.assigneeId)
    const isGiven = assignee !== undefined && change.assigneeId !== order.assigneeId
    await tx.workOrder.update({
      where: { id },
      data: {
        title: change.title,
        safety: change.safety,
        assigneeId: change.assigneeId,
        plannedOn: change.plannedOn === undefined ? undefined : dayOf(change.plannedOn),
        // Whoever had begun it has it no longer: what their tablet still holds is history.
        ...(isGiven && order.state !== 'planned' ? { state: 'planned', stateAt: now } : {}),
      },
    })
    if (isGiven) {
      await tellFault(tx, actor, order, 'assigned', { at: now, who: assignee ?? undefined })
      if (assignee) await giveFault(tx, actor, order.faultId, assignee, now)
    }
    const after = { id: String(id), ...change, ...(isGiven && { assigneeId: String(change.assigneeId) }) }
    await audit(tx, actor, 'work.change', `station:${order.station.identity}`, {
      after: after as Prisma.InputJsonObject,
    })
    return liveFaultsOf(tx, order.faultId === null ? [] : [order.faultId])
  })
  for (const event of events) bus().publish('live', event)
}

/** It is not to be done after all: maintenance begun from it ends, and its fault is to be looked into again. @throws DomainError forbidden | not-found | conflict (over) */
export async function cancelWorkOrder(actor: Actor, id: bigint): Promise<void> {
  requireAct(actor, 'faults.write')
  const events = await db().$transaction(async (tx) => {
    const now = new Date()
    const order = await lockOpen(tx, actor, id)
    await tx.workOrder.update({ where: { id }, data: { state: 'cancelled', stateAt: now, closedAt: now } })
    await endJobsMaintenance(tx, actor, { id, identity: order.station.identity }, now)
    await tellFault(tx, actor, order, 'cancelled', { at: now })
    await moveFault(tx, actor, order.faultId, 'diagnosing', now)
    await audit(tx, actor, 'work.cancel', `station:${order.station.identity}`, { after: { id: String(id) } })
    return liveFaultsOf(tx, order.faultId === null ? [] : [order.faultId])
  })
  for (const event of events) bus().publish('live', event)
}

const dayOf = (day: string | null): Date | null => (day === null ? null : new Date(`${day}T00:00:00Z`))

async function requireOpenFault(tx: Transaction, actor: Actor, id: bigint) {
  const fault = await tx.fault.findFirst({
    where: { id, ...faultsInScope(actor) },
    select: { stationId: true, siteId: true, closedAt: true },
  })
  if (fault === null) throw notFound('fault', id)
  if (fault.closedAt !== null) throw new DomainError('conflict', 'The fault is closed.', { reason: 'fault-closed' })
  // Two clicks, or two operators: one of them waits here and then sees the other's job.
  await tx.$queryRaw`SELECT id FROM fault WHERE id = ${id} FOR UPDATE`
  const open = await tx.workOrder.count({ where: { faultId: id, state: { notIn: ['done', 'cancelled'] } } })
  if (open > 0) throw new DomainError('conflict', 'The fault has a job already.', { reason: 'has-job' })
  return fault
}

interface FaultPlace {
  readonly stationId: bigint | null
  /** Of a fault that a whole site has. */
  readonly siteId: bigint | null
}

async function requireStation(tx: Transaction, actor: Actor, identity: string | undefined, fault: FaultPlace | null) {
  const siteIds = sitesInScope(actor)
  const ofFault = fault?.stationId ?? null
  if (identity === undefined && ofFault === null)
    throw new DomainError('invalid', 'Say at which station.', { stationId: 'required' })
  const station = await tx.station.findFirst({
    where: {
      // A station's fault is mended at that station, whatever else was said; a site's at one of its stations.
      ...(ofFault === null ? { identity: sameText(identity ?? '') } : { id: ofFault }),
      AND: [
        siteIds === null ? {} : { siteId: { in: [...siteIds] } },
        fault === null || ofFault !== null ? {} : { siteId: fault.siteId },
      ],
    },
    select: { id: true, identity: true },
  })
  if (station === null)
    throw new DomainError('not-found', `No station ${identity ?? ''}.`, { stationId: 'not-a-station' })
  return station
}

/** @throws DomainError invalid when nobody active with that id works in the field */
async function findTechnician(tx: Transaction, id: bigint | null): Promise<NamedUser | null> {
  if (id === null) return null
  const user = await tx.user.findUnique({
    where: { id },
    select: { name: true, email: true, role: true, active: true },
  })
  if (!user?.active || !mayDo(user.role as Actor['role'], 'field.work'))
    throw new DomainError('invalid', 'Nobody such works in the field.', { assigneeId: 'not-a-technician' })
  return { id: String(id), name: user.name || user.email }
}

/** The fault is then that person's too. */
async function giveFault(
  tx: Transaction,
  actor: Actor,
  faultId: bigint | null,
  to: NamedUser,
  at: Date,
): Promise<void> {
  if (faultId === null) return
  const fault = await tx.fault.findUnique({
    where: { id: faultId },
    select: { assignee: { select: { id: true, name: true, email: true } } },
  })
  if (fault === null || String(fault.assignee?.id) === to.id) return
  await tx.fault.update({ where: { id: faultId }, data: { assigneeId: BigInt(to.id) } })
  const from = fault.assignee && { id: String(fault.assignee.id), name: fault.assignee.name || fault.assignee.email }
  await addEntry(tx, { faultId, at, kind: 'assigned', by: actor.ref, detail: { from, to } })
}

async function lockOpen(tx: Transaction, actor: Actor, id: bigint) {
  await tx.$queryRaw`SELECT id FROM work_order WHERE id = ${id} FOR UPDATE`
  const order = await tx.workOrder.findFirst({
    where: { id, ...workOrdersInScope(actor) },
    select: { id: true, faultId: true, assigneeId: true, state: true, station: { select: { identity: true } } },
  })
  if (order === null) throw notFound('job', id)
  if (isOver(order.state as WorkState)) throw new DomainError('conflict', 'The job is over.', { reason: 'job-over' })
  return order
}
