import type { Actor } from '../access/actor'
import { mayDo } from '../access/acts'
import { sitesInScope } from '../access/scope'

/** May this reader split by, or choose, customers? Hosts hear what their sites bring in, not who pays it. */
export const maySeeCustomers = (actor: Actor): boolean =>
  mayDo(actor.role, 'customers.read') && sitesInScope(actor) === null
