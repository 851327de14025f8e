import type { Actor } from '../access/actor'
import { getCustomer } from '../customers/queries'
import { db } from '../db/client'

export interface Vehicle {
  readonly id: bigint
  readonly plate: string
  readonly name: string
  readonly costCentre: { readonly id: bigint; readonly code: string } | null
  readonly isArchived: boolean
  readonly tokens: number
}

/** A customer's vehicles by plate. @throws DomainError not-found (the customer, also another fleet's) */
export async function listVehicles(actor: Actor, customerId: bigint): Promise<readonly Vehicle[]> {
  await getCustomer(actor, customerId)
  const rows = await db().vehicle.findMany({
    where: { customerId },
    select: {
      id: true,
      plate: true,
      name: true,
      isArchived: true,
      costCentre: { select: { id: true, code: true } },
      _count: { select: { tokens: true } },
    },
    orderBy: [{ isArchived: 'asc' }, { plate: 'asc' }],
  })
  return rows.map(({ _count, ...vehicle }) => ({ ...vehicle, tokens: _count.tokens }))
}
