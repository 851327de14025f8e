import type { Actor } from '../access/actor'
import { requireAct } from '../access/acts'
import { customerInScope, requireAllSites } from '../access/scope'
import { audit } from '../db/audit'
import { db, type Transaction } from '../db/client'
import { DomainError, notFound } from '../kernel/errors'
import { validated } from '../kernel/validated'
import { type VehicleInput, vehicleSchema } from './vehicle'

/** @throws DomainError invalid (the plate is taken) | not-found (the customer, or its cost centre) */
export async function createVehicle(actor: Actor, customerId: bigint, input: VehicleInput): Promise<{ id: bigint }> {
  requireAct(actor, 'own-fleet.write')
  requireAllSites(actor)
  const data = validated(vehicleSchema, input)
  return db().$transaction(async (tx) => {
    if (!isOwn(actor, customerId) || (await tx.customer.count({ where: { id: customerId } })) === 0) {
      throw notFound('customer', customerId)
    }
    await check(tx, customerId, data, null)
    const { id } = await tx.vehicle.create({ data: { ...data, customerId }, select: { id: true } })
    await audit(tx, actor, 'vehicle.create', `customer:${customerId}`, { after: plain(data) })
    return { id }
  })
}

/** @throws DomainError invalid (the plate is taken) | not-found (it, or the cost centre) */
export async function editVehicle(actor: Actor, id: bigint, input: VehicleInput): Promise<void> {
  requireAct(actor, 'own-fleet.write')
  requireAllSites(actor)
  const data = validated(vehicleSchema, input)
  await db().$transaction(async (tx) => {
    const found = await tx.vehicle.findUnique({
      where: { id },
      select: { customerId: true, plate: true, name: true, costCentreId: true, isArchived: true },
    })
    if (found === null || !isOwn(actor, found.customerId)) throw notFound('vehicle', id)
    const { customerId, ...before } = found
    await check(tx, customerId, data, id)
    await tx.vehicle.update({ where: { id }, data })
    await audit(tx, actor, 'vehicle.edit', `customer:${customerId}`, { before: plain(before), after: plain(data) })
  })
}

/** A fleet manager minds their own customer's alone. */
const isOwn = (actor: Actor, customerId: bigint) => (customerInScope(actor) ?? customerId) === customerId

async function check(
  tx: Transaction,
  customerId: bigint,
  { plate, costCentreId }: { plate: string; costCentreId: bigint | null },
  but: bigint | null,
): Promise<void> {
  const taken = await tx.vehicle.findUnique({
    where: { customerId_plate: { customerId, plate } },
    select: { id: true },
  })
  if (taken !== null && taken.id !== but) {
    throw new DomainError('invalid', `The customer has a vehicle ${plate} already.`, { plate: 'taken' })
  }
  if (costCentreId !== null && (await tx.costCentre.count({ where: { id: costCentreId, customerId } })) === 0) {
    throw notFound('cost centre', costCentreId)
  }
}

const plain = <Row extends { costCentreId: bigint | null }>(row: Row) => ({
  ...row,
  costCentreId: row.costCentreId?.toString() ?? null,
})
