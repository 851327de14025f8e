import type { Actor } from '../access/actor'
import { requireAct } from '../access/acts'
import { customerInScope, requireAllSites } from '../access/scope'
import { audit } from '../db/audit'
import { db, type Transaction } from '../db/client'
import { notFound } from '../kernel/errors'
import { validated } from '../kernel/validated'
import { type DriverInput, driverSchema } from './driver'

/** @throws DomainError invalid | not-found (the customer, or its cost centre) */
export async function createDriver(actor: Actor, customerId: bigint, input: DriverInput): Promise<{ id: bigint }> {
  requireAct(actor, 'own-fleet.write')
  requireAllSites(actor)
  const data = validated(driverSchema, input)
  return db().$transaction(async (tx) => {
    if (!isOwn(actor, customerId) || (await tx.customer.count({ where: { id: customerId } })) === 0) {
      throw notFound('customer', customerId)
    }
    await checkCostCentre(tx, customerId, data.costCentreId)
    const { id } = await tx.driver.create({ data: { ...data, customerId }, select: { id: true } })
    await audit(tx, actor, 'driver.create', `customer:${customerId}`, { after: plain(data) })
    return { id }
  })
}

/** @throws DomainError invalid | not-found (the driver, or the cost centre) */
export async function editDriver(actor: Actor, id: bigint, input: DriverInput): Promise<void> {
  requireAct(actor, 'own-fleet.write')
  requireAllSites(actor)
  const data = validated(driverSchema, input)
  await db().$transaction(async (tx) => {
    const found = await tx.driver.findUnique({
      where: { id },
      select: { customerId: true, name: true, email: true, phone: true, costCentreId: true, isArchived: true },
    })
    if (found === null || !isOwn(actor, found.customerId)) throw notFound('driver', id)
    const { customerId, ...before } = found
    await checkCostCentre(tx, customerId, data.costCentreId)
    await tx.driver.update({ where: { id }, data })
    await audit(tx, actor, 'driver.edit', `customer:${customerId}`, { before: plain(before), after: plain(data) })
  })
}

/** A fleet manager minds their own customer's alone. */
const isOwn = (actor: Actor, customerId: bigint) => (customerInScope(actor) ?? customerId) === customerId

async function checkCostCentre(tx: Transaction, customerId: bigint, id: bigint | null): Promise<void> {
  if (id !== null && (await tx.costCentre.count({ where: { id, customerId } })) === 0) throw notFound('cost centre', id)
}

const plain = <Row extends { costCentreId: bigint | null }>(row: Row) => ({
  ...row,
  costCentreId: row.costCentreId?.toString() ?? null,
})
