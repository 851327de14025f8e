import type { Transaction } from '../../db/client'
import { notFound } from '../../kernel/errors'

export interface Holder {
  readonly customerId: bigint | null
  readonly driverId: bigint | null
  readonly vehicleId: bigint | null
  readonly costCentreId: bigint | null
}

/** Whose a token is: the customer exists, and driver, vehicle and cost centre are that customer's. @throws DomainError not-found */
export async function checkHolder(tx: Transaction, holder: Holder): Promise<void> {
  const { customerId, driverId, vehicleId, costCentreId } = holder
  if (customerId !== null && (await tx.customer.count({ where: { id: customerId } })) === 0) {
    throw notFound('customer', customerId)
  }
  // Of no customer there is nothing to choose.
  const of = (id: bigint) => ({ where: { id, customerId: customerId ?? -1n } })
  if (driverId !== null && (await tx.driver.count(of(driverId))) === 0) throw notFound('driver', driverId)
  if (vehicleId !== null && (await tx.vehicle.count(of(vehicleId))) === 0) throw notFound('vehicle', vehicleId)
  if (costCentreId !== null && (await tx.costCentre.count(of(costCentreId))) === 0) {
    throw notFound('cost centre', costCentreId)
  }
}

/** A holder as the audit log has it. */
export const holderText = (holder: Holder) => ({
  customerId: holder.customerId?.toString() ?? null,
  driverId: holder.driverId?.toString() ?? null,
  vehicleId: holder.vehicleId?.toString() ?? null,
  costCentreId: holder.costCentreId?.toString() ?? null,
})
