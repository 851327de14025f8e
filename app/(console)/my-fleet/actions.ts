'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { rowId } from '@/app/row-id'
import { budgetSchema } from '@/lib/budgets/budget'
import { createBudget, editBudget } from '@/lib/budgets/mutations/budgets'
import { createSchedule, deleteSchedule, editSchedule } from '@/lib/mailings/mutations/schedules'
import { scheduleSchema } from '@/lib/mailings/schedule'
import { assignOwnToken, blockOwnToken, ownTokenSchema, unblockOwnToken } from '@/lib/tokens/mutations/own-tokens'

const id = rowId

/** A new budget of `customerId`, or a change of `id`. */
export const keepBudgetAction = defineAction(
  z.object({ customerId: rowId, id: rowId.nullable(), values: budgetSchema }),
  async (actor, { customerId, id, values }) => {
    if (id === null) await createBudget(actor, customerId, values)
    else await editBudget(actor, id, values)
  },
)

/** A new scheduled mail, or a change of `id`. */
export const keepScheduleAction = defineAction(
  z.object({ id: rowId.nullable(), values: scheduleSchema }),
  async (actor, { id, values }) => {
    if (id === null) await createSchedule(actor, values)
    else await editSchedule(actor, id, values)
  },
)
export const deleteScheduleAction = defineAction(z.object({ id }), (actor, input) => deleteSchedule(actor, input.id))

export const assignCardAction = defineAction(z.object({ id, values: ownTokenSchema }), (actor, input) =>
  assignOwnToken(actor, input.id, input.values),
)
export const blockCardAction = defineAction(z.object({ id }), (actor, input) => blockOwnToken(actor, input.id))
export const unblockCardAction = defineAction(z.object({ id }), (actor, input) => unblockOwnToken(actor, input.id))
