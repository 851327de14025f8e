import { MINUTE_MS } from '../lib/kernel/time'
import { asksPaymentFirst } from '../lib/payments/queries/held-pay-places'
import type { TokenStanding } from '../lib/sessions/session-message'
import { happening } from './happening'
import type { ConnectedStation, Inbound, Plan } from './route'

/** Whoever shows card after card must not fill the station's history. */
const notedAt = new WeakMap<ConnectedStation, number>()

interface Shown {
  /** null: not said. */
  readonly evse: number | null
  readonly connector: number | null
  /** How the message's token stands, from the results of the plan's writes. */
  standing(results: readonly unknown[]): TokenStanding | null
}

/** Of a plan whose first write judges the token: an authorisation's, or a session's. At no outlet in particular. */
export const standingIn: Shown = {
  evse: null,
  connector: null,
  standing: ([first]) => (first as { readonly standing: TokenStanding | null }).standing,
}

/**
 * The same plan, which also writes down that a start was refused because payment is asked for first (SPEC P-3), once a minute at most.
 * Elsewhere the plan stays as it is: whether payment is asked for is known from memory.
 */
export function notingUnpaidStart(plan: Plan, message: Inbound, { evse, connector, standing }: Shown): Plan {
  const { station, receivedAt } = message
  if (!asksPaymentFirst(station.id, evse, connector)) return plan
  return {
    ...plan,
    afterwards(results) {
      const others = plan.afterwards?.(results) ?? []
      if (standing(results) !== 'no-credit') return others
      if (receivedAt.getTime() - (notedAt.get(station) ?? 0) < MINUTE_MS) return others
      notedAt.set(station, receivedAt.getTime())
      return [...others, happening(message, 'payment', 'StartRefusedUnpaid', { why: 'payment-first', evse })]
    },
  }
}
