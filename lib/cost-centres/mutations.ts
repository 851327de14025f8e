import type { Actor } from '../access/actor'
import { requireAct } from '../access/acts'
import { customerInScope, requireAllSites } from '../access/scope'
import { audit } from '../db/audit'
import { db, type Transaction } from '../db/client'
import { DomainError, notFound } from '../kernel/errors'
import { validated } from '../kernel/validated'
import { type CostCentreInput, costCentreSchema } from './cost-centre'

/** @throws DomainError invalid (the code is taken) | not-found (the customer) */
export async function createCostCentre(
  actor: Actor,
  customerId: bigint,
  input: CostCentreInput,
): Promise<{ id: bigint }> {
  requireAct(actor, 'own-fleet.write')
  requireAllSites(actor)
  const data = validated(costCentreSchema, input)
  return db().$transaction(async (tx) => {
    if (!isOwn(actor, customerId) || (await tx.customer.count({ where: { id: customerId } })) === 0) {
      throw notFound('customer', customerId)
    }
    await refuseTaken(tx, customerId, data.code, null)
    const { id } = await tx.costCentre.create({ data: { ...data, customerId }, select: { id: true } })
    await audit(tx, actor, 'cost-centre.create', `customer:${customerId}`, { after: data })
    return { id }
  })
}

/** @throws DomainError invalid (the code is taken) | not-found */
export async function editCostCentre(actor: Actor, id: bigint, input: CostCentreInput): Promise<void> {
  requireAct(actor, 'own-fleet.write')
  requireAllSites(actor)
  const data = validated(costCentreSchema, input)
  await db().$transaction(async (tx) => {
    const found = await tx.costCentre.findUnique({
      where: { id },
      select: { customerId: true, code: true, name: true, isArchived: true },
    })
    if (found === null || !isOwn(actor, found.customerId)) throw notFound('cost centre', id)
    const { customerId, ...before } = found
    await refuseTaken(tx, customerId, data.code, id)
    await tx.costCentre.update({ where: { id }, data })
    await audit(tx, actor, 'cost-centre.edit', `customer:${customerId}`, { before, after: data })
  })
}

/** A fleet manager minds their own customer's alone. */
const isOwn = (actor: Actor, customerId: bigint) => (customerInScope(actor) ?? customerId) === customerId

async function refuseTaken(tx: Transaction, customerId: bigint, code: string, but: bigint | null): Promise<void> {
  const taken = await tx.costCentre.findUnique({
    where: { customerId_code: { customerId, code } },
    select: { id: true },
  })
  if (taken !== null && taken.id !== but) {
    throw new DomainError('invalid', `The customer has a cost centre ${code} already.`, { code: 'taken' })
  }
}
