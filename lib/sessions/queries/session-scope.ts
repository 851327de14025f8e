import type { Actor } from '../../access/actor'
import { mayDo } from '../../access/acts'
import { customerInScope, sitesInScope } from '../../access/scope'
import type { Prisma } from '../../db/client'
import { maskToken } from '../../tokens/token'

/** The sessions an actor sees: those of its sites (as they were at start) and of its customer. */
export function sessionScope(actor: Actor): Prisma.SessionWhereInput {
  const siteIds = sitesInScope(actor)
  const customerId = customerInScope(actor)
  return {
    ...(siteIds === null ? {} : { siteId: { in: [...siteIds] } }),
    ...(customerId === null ? {} : { customerId }),
  }
}

/** A token's value as far as this actor may know it: whole for those who may read tokens, else masked. */
export function tokenShown(actor: Actor, value: string | null): string | null {
  if (value === null) return null
  return mayDo(actor.role, 'tokens.read') && sitesInScope(actor) === null ? value : maskToken(value)
}

/** Who charges: the token's name, else its value with the middle masked. */
export function whoCharges(tokenName: string | undefined, tokenValue: string | null): string {
  return tokenName || (tokenValue === null ? '' : maskToken(tokenValue))
}
