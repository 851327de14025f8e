import { z } from 'zod'
import { describePlan } from '@/lib/plans/describe-plan'
import { archivePlan, createPlan, renamePlan, savePlanVersion } from '@/lib/plans/mutations/save-plan'
import { changePlan, endSubscription, givePlan } from '@/lib/plans/mutations/subscriptions'
import { getPlan, listPlans, type PlanRow, type PlanVersionRow } from '@/lib/plans/queries/list-plans'
import { getSubscription, listSubscriptions, type SubscriptionRow } from '@/lib/plans/queries/list-subscriptions'
import { operation } from '../operation'
import { idInput } from '../schemas/fields'
import {
  changedPlanSchema,
  newPlanSchema,
  newPlanVersionSchema,
  planVersionSchema,
  shownPlanSchema,
  shownSubscriptionSchema,
  subscriptionChangeSchema,
  subscriptionInputSchema,
} from '../schemas/plans'

const params = z.object({ id: idInput('plan') })
const ofSubscription = z.object({ id: idInput('subscription') })

const shownVersion = ({ number, effectiveFrom, terms, note }: PlanVersionRow) => ({
  number,
  effectiveFrom,
  terms,
  note,
})

const shown = ({ id, name, archived, version, next, holders }: PlanRow) => ({
  id: String(id),
  name,
  isArchived: archived,
  description: version.terms ? describePlan(version.terms, 'en') : '',
  version: shownVersion(version),
  next: next && shownVersion(next),
  holders,
})

const shownSubscription = ({ id, plan, customer, whose, ...row }: SubscriptionRow) => ({
  id: String(id),
  planId: String(plan.id),
  planName: plan.name,
  customerId: customer && String(customer.id),
  whose: {
    kind: whose.kind,
    id: 'id' in whose ? String(whose.id) : null,
    name: 'name' in whose ? whose.name : null,
  },
  fromDay: row.fromDay,
  untilDay: row.untilDay,
  standing: row.standing,
  note: row.note,
  month: row.month,
})

export const planOperations = [
  operation({
    id: 'listPlans',
    method: 'GET',
    path: '/plans',
    tag: 'Tariffs',
    summary: 'Plans and price agreements by name',
    act: 'tariffs.read',
    query: z.object({ archived: z.stringbool().default(false).meta({ description: 'Also archived ones.' }) }),
    status: 200,
    response: z.object({ data: z.array(shownPlanSchema) }),
    handler: async (actor, { query: { archived } }) => ({
      data: (await listPlans(actor, { withArchived: archived })).map(shown),
    }),
  }),
  operation({
    id: 'createPlan',
    method: 'POST',
    path: '/plans',
    tag: 'Tariffs',
    summary: 'Make a plan',
    description:
      'A subscription with a monthly fee, or a price agreement without one. It is given by POST /subscriptions.',
    act: 'tariffs.write',
    body: newPlanSchema,
    status: 201,
    response: shownPlanSchema,
    handler: async (actor, { body }) => shown(await getPlan(actor, (await createPlan(actor, body)).id)),
    location: ({ id }) => `/plans/${id}`,
  }),
  operation({
    id: 'getPlan',
    method: 'GET',
    path: '/plans/{id}',
    tag: 'Tariffs',
    summary: 'One plan with its versions',
    act: 'tariffs.read',
    params,
    status: 200,
    response: shownPlanSchema.extend({ versions: z.array(planVersionSchema) }),
    handler: async (actor, { params: { id } }) => {
      const plan = await getPlan(actor, id)
      return { ...shown(plan), versions: plan.versions.map(shownVersion) }
    },
  }),
  operation({
    id: 'changePlan',
    method: 'PATCH',
    path: '/plans/{id}',
    tag: 'Tariffs',
    summary: 'Rename a plan, archive it or take it into use again',
    act: 'tariffs.write',
    params,
    body: changedPlanSchema,
    status: 200,
    response: shownPlanSchema,
    handler: async (actor, { params: { id }, body: { name, isArchived } }) => {
      if (name !== undefined) await renamePlan(actor, id, { name })
      if (isArchived !== undefined) await archivePlan(actor, id, isArchived)
      return shown(await getPlan(actor, id))
    },
  }),
  operation({
    id: 'savePlanVersion',
    method: 'POST',
    path: '/plans/{id}/versions',
    tag: 'Tariffs',
    summary: 'Save a plan’s next version',
    description:
      'Whole terms, from today or a day to come. Sessions that have begun keep theirs; fees are shared by days.',
    act: 'tariffs.write',
    params,
    body: newPlanVersionSchema,
    status: 201,
    response: z.object({ number: z.int() }),
    handler: (actor, { params: { id }, body: { basedOn, ...version } }) =>
      savePlanVersion(actor, id, version, basedOn === undefined ? {} : { basedOn }),
  }),
  operation({
    id: 'listSubscriptions',
    method: 'GET',
    path: '/subscriptions',
    tag: 'Customers',
    summary: 'Who has which plan, with what is left of the month',
    act: 'customers.read',
    query: z.object({ customerId: idInput('customer').optional(), planId: idInput('plan').optional() }),
    status: 200,
    response: z.object({ data: z.array(shownSubscriptionSchema) }),
    handler: async (actor, { query }) => ({ data: (await listSubscriptions(actor, query)).map(shownSubscription) }),
  }),
  operation({
    id: 'givePlan',
    method: 'POST',
    path: '/subscriptions',
    tag: 'Customers',
    summary: 'Give a customer, one of its tokens, drivers or vehicles, or a token group a plan',
    act: 'customers.write',
    body: subscriptionInputSchema,
    status: 201,
    response: shownSubscriptionSchema,
    handler: async (actor, { body }) =>
      shownSubscription(await getSubscription(actor, (await givePlan(actor, body)).id)),
    location: ({ id }) => `/subscriptions/${id}`,
  }),
  operation({
    id: 'getSubscription',
    method: 'GET',
    path: '/subscriptions/{id}',
    tag: 'Customers',
    summary: 'One subscription',
    act: 'customers.read',
    params: ofSubscription,
    status: 200,
    response: shownSubscriptionSchema,
    handler: async (actor, { params: { id } }) => shownSubscription(await getSubscription(actor, id)),
  }),
  operation({
    id: 'changeSubscription',
    method: 'PATCH',
    path: '/subscriptions/{id}',
    tag: 'Customers',
    summary: 'Change to another plan from a day on, or say when it ends',
    description:
      'A change ends this subscription the day before and answers the new one. One that has not begun is taken back by a last day before ' +
      'its first, and answered as it was, ended.',
    act: 'customers.write',
    params: ofSubscription,
    body: subscriptionChangeSchema,
    status: 200,
    response: shownSubscriptionSchema,
    handler: async (actor, { params: { id }, body }) => {
      if ('planId' in body)
        return shownSubscription(await getSubscription(actor, (await changePlan(actor, id, body)).id))
      const before = await getSubscription(actor, id)
      const { isTakenBack } = await endSubscription(actor, id, body)
      // It is gone: there is nothing left to read.
      if (isTakenBack) return shownSubscription({ ...before, untilDay: body.untilDay, standing: 'ended', month: null })
      return shownSubscription(await getSubscription(actor, id))
    },
  }),
]
