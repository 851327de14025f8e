import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { customerInScope, requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db, type Transaction } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { type BudgetData, type BudgetInput, budgetSchema } from '../budget'

/** @throws DomainError invalid (there is one of it already) | not-found (the customer, or what it is for) */
export async function createBudget(actor: Actor, customerId: bigint, input: BudgetInput): Promise<{ id: bigint }> {
  requireAct(actor, 'own-fleet.write')
  requireAllSites(actor)
  const data = validated(budgetSchema, input)
  return db().$transaction(async (tx) => {
    await requireOwn(tx, actor, customerId)
    await check(tx, customerId, data, null)
    const { id } = await tx.budget.create({
      data: { ...columns(data), customerId, createdBy: actor.ref },
      select: { id: true },
    })
    await audit(tx, actor, 'budget.create', `customer:${customerId}`, { after: plain(data) })
    return { id }
  })
}

/** All of it at once. What has been told of this month is told again only for thresholds that are new. @throws as `createBudget` */
export async function editBudget(actor: Actor, id: bigint, input: BudgetInput): Promise<void> {
  requireAct(actor, 'own-fleet.write')
  requireAllSites(actor)
  const data = validated(budgetSchema, input)
  await db().$transaction(async (tx) => {
    const scope = customerInScope(actor)
    const found = await tx.budget.findFirst({ where: { id, ...(scope === null ? {} : { customerId: scope }) } })
    if (found === null) throw notFound('budget', id)
    await check(tx, found.customerId, data, id)
    await tx.budget.update({ where: { id }, data: columns(data) })
    await audit(tx, actor, 'budget.edit', `customer:${found.customerId}`, {
      before: { amount: String(found.amount), warnPercents: found.warnPercents, isArchived: found.isArchived },
      after: plain(data),
    })
  })
}

/** @throws DomainError not-found, also for another fleet's customer */
async function requireOwn(tx: Transaction, actor: Actor, customerId: bigint): Promise<void> {
  const scope = customerInScope(actor)
  const isTheirs = scope === null || scope === customerId
  if (!isTheirs || (await tx.customer.count({ where: { id: customerId } })) === 0)
    throw notFound('customer', customerId)
}

async function check(tx: Transaction, customerId: bigint, data: BudgetData, but: bigint | null): Promise<void> {
  const { costCentreId, vehicleId, driverId } = columns(data)
  const { targetId } = data
  if (data.of !== 'customer' && targetId !== null) {
    const where = { id: targetId, customerId }
    const count =
      data.of === 'cost-centre'
        ? await tx.costCentre.count({ where })
        : data.of === 'vehicle'
          ? await tx.vehicle.count({ where })
          : await tx.driver.count({ where })
    if (count === 0) throw notFound(data.of, targetId)
  }
  if (data.isArchived) return
  const taken = await tx.budget.findFirst({
    where: { customerId, costCentreId, vehicleId, driverId, isArchived: false },
    select: { id: true },
  })
  if (taken !== null && taken.id !== but) {
    throw new DomainError('invalid', 'There is a budget of it already.', { targetId: 'taken' })
  }
}

const columns = ({ of, targetId, amount, warnPercents, emails, ringsBell, isArchived }: BudgetData) => ({
  costCentreId: of === 'cost-centre' ? targetId : null,
  vehicleId: of === 'vehicle' ? targetId : null,
  driverId: of === 'driver' ? targetId : null,
  amount,
  warnPercents,
  emails,
  ringsBell,
  isArchived,
})

const plain = ({ targetId, ...data }: BudgetData) => ({ ...data, targetId: targetId?.toString() ?? null })
