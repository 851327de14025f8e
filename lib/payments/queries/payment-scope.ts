import type { Actor } from '../../access/actor'
import { sitesInScope } from '../../access/scope'
import type { Prisma } from '../../db/client'

/** The payments an actor sees: those of its sites. */
export function paymentScope(actor: Actor): Prisma.PaymentWhereInput {
  const siteIds = sitesInScope(actor)
  return siteIds === null ? {} : { siteId: { in: [...siteIds] } }
}
