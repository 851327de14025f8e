import type { Actor } from '../access/actor'
import { getCustomer } from '../customers/queries'
import { TOKEN_HOLDER, type TokenHolder, toTokenHolder } from '../customers/token-holder'
import { db } from '../db/client'

export interface Vehicle extends TokenHolder {
  readonly plate: string
  readonly name: string
}

/** A customer's vehicles by plate. @throws DomainError not-found (the customer, also another fleet's) */
export async function listVehicles(actor: Actor, customerId: bigint): Promise<readonly Vehicle[]> {
  await getCustomer(actor, customerId)
  const rows = await db().vehicle.findMany({
    where: { customerId },
    select: { ...TOKEN_HOLDER, plate: true, name: true },
    orderBy: [{ isArchived: 'asc' }, { plate: 'asc' }],
  })
  return rows.map(toTokenHolder)
}
