import type { RouteTable } from '../route'
import { routes201 } from '../v201/routes'

/** Every message a 2.1 station may send: what 2.0.1 has, and what is new. */
export const routes21: RouteTable = {
  ...routes201,
}
