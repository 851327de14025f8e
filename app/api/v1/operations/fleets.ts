import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { createBudget, editBudget } from '@/lib/budgets/mutations/budgets'
import { type BudgetRow, listBudgets } from '@/lib/budgets/queries/list-budgets'
import { type FleetGroup, sumFleetPeriod } from '@/lib/fleets/queries/sum-period'
import { notFound } from '@/lib/kernel/errors'
import { operation } from '../operation'
import { idInput } from '../schemas/fields'
import { budgetInputSchema, fleetSummarySchema, shownBudgetSchema } from '../schemas/mailings'

const params = z.object({ id: idInput('customer') })
const budgetParams = params.extend({ budget: idInput('budget') })
const day = z.iso.date().meta({ example: '2026-11-30' })

const shown = ({ id, customerId, targetId, told: _told, warnPercents, emails, ...row }: BudgetRow) => ({
  ...row,
  id: String(id),
  customerId: String(customerId),
  targetId: targetId === null ? null : String(targetId),
  warnPercents: [...warnPercents],
  emails: [...emails],
})

const shownGroup = ({ id, ...group }: FleetGroup) => ({ ...group, id: id === null ? null : String(id) })

async function budgetNow(actor: Actor, customerId: bigint, id: bigint) {
  const found = (await listBudgets(actor, customerId)).find((budget) => budget.id === id)
  if (found === undefined) throw notFound('budget', id)
  return shown(found)
}

export const fleetOperations = [
  operation({
    id: 'getFleetSummary',
    method: 'GET',
    path: '/customers/{id}/charging',
    tag: 'Customers',
    summary: 'What a customer’s charging came to',
    description:
      'In all and by vehicle, driver and cost centre, of sessions that ended on these days in Sweden, the last included.',
    act: 'customers.read',
    params,
    query: z.object({ from: day, to: day }),
    status: 200,
    response: fleetSummarySchema,
    handler: async (actor, { params: { id }, query }) => {
      const { days: _days, ...sum } = await sumFleetPeriod(actor, id, query)
      return {
        ...sum,
        vehicles: sum.vehicles.map(shownGroup),
        drivers: sum.drivers.map(shownGroup),
        costCentres: sum.costCentres.map(shownGroup),
      }
    },
  }),
  operation({
    id: 'listBudgets',
    method: 'GET',
    path: '/customers/{id}/budgets',
    tag: 'Customers',
    summary: 'A customer’s budgets with the month so far',
    act: 'customers.read',
    params,
    status: 200,
    response: z.object({ data: z.array(shownBudgetSchema) }),
    handler: async (actor, { params: { id } }) => ({ data: (await listBudgets(actor, id)).map(shown) }),
  }),
  operation({
    id: 'createBudget',
    method: 'POST',
    path: '/customers/{id}/budgets',
    tag: 'Customers',
    summary: 'Set a budget',
    description: 'Of the customer, or of one cost centre, vehicle or driver; a month’s, with VAT. One of each in use.',
    act: 'own-fleet.write',
    params,
    body: budgetInputSchema,
    status: 201,
    response: shownBudgetSchema,
    handler: async (actor, { params: { id }, body }) => budgetNow(actor, id, (await createBudget(actor, id, body)).id),
    location: (budget) => `/customers/${budget.customerId}/budgets`,
  }),
  operation({
    id: 'setBudget',
    method: 'PUT',
    path: '/customers/{id}/budgets/{budget}',
    tag: 'Customers',
    summary: 'Change a budget',
    description: 'All of it: what is left out goes back to its default.',
    act: 'own-fleet.write',
    params: budgetParams,
    body: budgetInputSchema,
    status: 200,
    response: shownBudgetSchema,
    handler: async (actor, { params: { id, budget }, body }) => {
      await budgetNow(actor, id, budget)
      await editBudget(actor, budget, body)
      return budgetNow(actor, id, budget)
    },
  }),
]
