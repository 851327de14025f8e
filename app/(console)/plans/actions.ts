'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { rowId } from '@/app/row-id'
import { archivePlan, createPlan, savePlanVersion } from '@/lib/plans/mutations/save-plan'
import { changePlan, endSubscription, givePlan } from '@/lib/plans/mutations/subscriptions'
import { newPlanFormSchema, planVersionFormSchema } from '@/lib/plans/plan-input'
import { changePlanSchema, endSubscriptionSchema, subscriptionSchema } from '@/lib/plans/subscription-input'

const id = rowId

export const createPlanAction = defineAction(newPlanFormSchema, async (actor, input) => ({
  id: String((await createPlan(actor, input)).id),
}))

export const savePlanVersionAction = defineAction(
  z.object({ id, basedOn: z.int32().min(0), version: planVersionFormSchema }),
  (actor, { id, basedOn, version }) => savePlanVersion(actor, id, version, { basedOn }),
)

export const archivePlanAction = defineAction(z.object({ id, archived: z.boolean() }), (actor, input) =>
  archivePlan(actor, input.id, input.archived),
)

export const givePlanAction = defineAction(subscriptionSchema, async (actor, input) => {
  await givePlan(actor, input)
})

export const changePlanAction = defineAction(
  z.object({ id, change: changePlanSchema }),
  async (actor, { id, change }) => {
    await changePlan(actor, id, change)
  },
)

export const endSubscriptionAction = defineAction(
  z.object({ id, end: endSubscriptionSchema }),
  async (actor, { id, end }) => {
    await endSubscription(actor, id, end)
  },
)
