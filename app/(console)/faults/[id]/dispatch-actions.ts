'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { cancelWorkOrder, changeWorkOrder, createWorkOrder } from '@/lib/field/mutations/dispatch'
import { seeConflicts } from '@/lib/field/mutations/see-conflicts'
import { newWorkOrderSchema, workOrderChangeSchema } from '@/lib/field/work-order'

const numbered = z
  .string()
  .regex(/^[1-9]\d{0,17}$/)
  .transform(BigInt)

export const createWorkOrderAction = defineAction(newWorkOrderSchema, async (actor, order) =>
  String((await createWorkOrder(actor, order)).id),
)

export const changeWorkOrderAction = defineAction(
  z.object({ id: numbered, change: workOrderChangeSchema }),
  (actor, { id, change }) => changeWorkOrder(actor, id, change),
)

export const cancelWorkOrderAction = defineAction(z.object({ id: numbered }), (actor, { id }) =>
  cancelWorkOrder(actor, id),
)

export const seeConflictsAction = defineAction(z.object({ id: numbered }), (actor, { id }) => seeConflicts(actor, id))
