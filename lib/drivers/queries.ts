import type { Actor } from '../access/actor'
import { getCustomer } from '../customers/queries'
import { db } from '../db/client'

export interface Driver {
  readonly id: bigint
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
  readonly costCentre: { readonly id: bigint; readonly code: string } | null
  readonly isArchived: boolean
  readonly tokens: number
}

/** A customer's drivers by name. @throws DomainError not-found (the customer, also another fleet's) */
export async function listDrivers(actor: Actor, customerId: bigint): Promise<readonly Driver[]> {
  await getCustomer(actor, customerId)
  const rows = await db().driver.findMany({
    where: { customerId },
    select: {
      id: true,
      name: true,
      email: true,
      phone: true,
      isArchived: true,
      costCentre: { select: { id: true, code: true } },
      _count: { select: { tokens: true } },
    },
    orderBy: [{ isArchived: 'asc' }, { name: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ _count, ...driver }) => ({ ...driver, tokens: _count.tokens }))
}
