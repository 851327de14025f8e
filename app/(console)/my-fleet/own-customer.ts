import { redirect } from 'next/navigation'
import { orNotFound, queryParam } from '@/app/read-param'
import type { Actor } from '@/lib/access/actor'
import { customerInScope } from '@/lib/access/scope'
import { type Customer, getCustomer } from '@/lib/customers/queries'

/** Whose fleet is shown: a fleet manager's own; the operator looks at one customer's, named in the address. */
export async function ownCustomer(
  actor: Actor,
  query: Readonly<Record<string, string | string[] | undefined>>,
): Promise<{ readonly customer: Customer; readonly keep: string }> {
  const own = customerInScope(actor)
  const wanted = queryParam(query.customer)
  // Which one? The operator chooses among the customers.
  if (own === null && (wanted === undefined || !/^[1-9]\d{0,17}$/.test(wanted))) redirect('/customers')
  const id = own ?? BigInt(wanted ?? 0)
  const customer = await orNotFound(getCustomer(actor, id))
  // What the operator's links must carry on.
  return { customer, keep: own === null ? `customer=${id}` : '' }
}
