import type { Actor } from '../access/actor'
import { getCustomer } from '../customers/queries'
import { db } from '../db/client'

export interface CostCentre {
  readonly id: bigint
  readonly code: string
  readonly name: string
  readonly isArchived: boolean
}

/** A customer's cost centres by code. @throws DomainError not-found (the customer, also another fleet's) */
export async function listCostCentres(actor: Actor, customerId: bigint): Promise<readonly CostCentre[]> {
  await getCustomer(actor, customerId)
  return db().costCentre.findMany({
    where: { customerId },
    select: { id: true, code: true, name: true, isArchived: true },
    orderBy: [{ isArchived: 'asc' }, { code: 'asc' }],
  })
}
