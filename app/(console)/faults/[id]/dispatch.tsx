import { DispatchPanel } from '@/components/faults/dispatch/dispatch-panel'
import type { DispatchActions, ShownOrder } from '@/components/faults/dispatch/shown-order'
import type { Actor } from '@/lib/access/actor'
import { mayDo } from '@/lib/access/acts'
import { listTechnicians } from '@/lib/field/queries/list-technicians'
import {
  listWorkEntries,
  listWorkOrders,
  type WorkEntryRow,
  type WorkOrderRow,
} from '@/lib/field/queries/list-work-orders'
import {
  cancelWorkOrderAction,
  changeWorkOrderAction,
  createWorkOrderAction,
  seeConflictsAction,
} from './dispatch-actions'

/** Every act on jobs, as pages hand them down. */
export const DISPATCH_ACTIONS: DispatchActions = {
  create: createWorkOrderAction,
  change: changeWorkOrderAction,
  cancel: cancelWorkOrderAction,
  see: seeConflictsAction,
}

interface DispatchProps {
  readonly actor: Actor
  readonly fault: {
    readonly id: bigint
    readonly title: string
    readonly isOpen: boolean
    readonly hasStation: boolean
  }
}

/** Jobs of a fault, for who works with them; others see only the fault's story. */
export async function Dispatch({ actor, fault }: DispatchProps) {
  if (!mayDo(actor.role, 'field.work') || !mayDo(actor.role, 'faults.write')) return null
  const [{ rows }, technicians] = await Promise.all([
    listWorkOrders(actor, { faultId: fault.id, limit: 20 }),
    listTechnicians(actor),
  ])
  const entries = await Promise.all(rows.map(({ id }) => listWorkEntries(actor, id)))
  return (
    <DispatchPanel
      fault={{ id: String(fault.id), title: fault.title, isOpen: fault.isOpen, needsStation: !fault.hasStation }}
      orders={rows.map((row, index) => toShownOrder(row, entries[index] ?? []))}
      technicians={technicians.map(({ id, name, openJobs }) => ({ id: String(id), name, openJobs }))}
      actions={DISPATCH_ACTIONS}
    />
  )
}

/** A job as pages of the desk show it. */
export const toShownOrder = (row: WorkOrderRow, entries: readonly WorkEntryRow[]): ShownOrder => ({
  id: String(row.id),
  title: row.title,
  state: row.state,
  stateAt: row.stateAt.toISOString(),
  assignee: row.assignee && { id: String(row.assignee.id), name: row.assignee.name },
  plannedOn: row.plannedOn,
  safety: row.safety,
  closeKind: row.closeKind,
  closeReason: row.closeReason,
  closedAt: row.closedAt?.toISOString() ?? null,
  sessionId: row.closeKind === 'charge' && row.proofId !== null ? String(row.proofId) : null,
  entries: entries.map(({ at, seenAt, receivedAt: _, detail, ...entry }) => ({
    ...entry,
    at: at.toISOString(),
    detail: detail as ShownOrder['entries'][number]['detail'],
    isSeen: seenAt !== null,
  })),
})
