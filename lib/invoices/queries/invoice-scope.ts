import type { Actor } from '../../access/actor'
import { customerInScope } from '../../access/scope'
import type { Prisma } from '../../db/client'

/** The invoices an actor sees: its customer's, and of those only what was issued; drafts are the house's. */
export function invoiceScope(actor: Actor): Prisma.InvoiceWhereInput {
  const customerId = customerInScope(actor)
  return customerId === null ? {} : { customerId, state: 'issued' }
}
