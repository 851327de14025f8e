import type { Actor } from '../access/actor'
import { getCustomer } from '../customers/queries'
import { TOKEN_HOLDER, type TokenHolder, toTokenHolder } from '../customers/token-holder'
import { db } from '../db/client'

export interface Driver extends TokenHolder {
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
}

/** A customer's drivers by name. @throws DomainError not-found (the customer, also another fleet's) */
export async function listDrivers(actor: Actor, customerId: bigint): Promise<readonly Driver[]> {
  await getCustomer(actor, customerId)
  const rows = await db().driver.findMany({
    where: { customerId },
    select: { ...TOKEN_HOLDER, name: true, email: true, phone: true },
    orderBy: [{ isArchived: 'asc' }, { name: 'asc' }, { id: 'asc' }],
  })
  return rows.map(toTokenHolder)
}
