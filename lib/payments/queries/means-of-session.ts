/**
 * By what a session is paid. `roaming`: by a partner whose driver it was (no partner is connected yet, so there is none). `none`: by
 * nobody that we know of: no payment, and no customer.
 */
export const SESSION_MEANS = ['card', 'swish', 'sandbox', 'invoice', 'roaming', 'none'] as const
export type SessionMeans = (typeof SESSION_MEANS)[number]

/**
 * SQL: the `SessionMeans` of a session. A payment of its own tells, else whoever has a customer is invoiced.
 * @param session the name under which the statement knows the table `session`
 */
export const meansOfSession = (session: string): string => `coalesce(
  (SELECT CASE provider.kind WHEN 'stripe' THEN 'card' ELSE provider.kind END
   FROM payment JOIN payment_provider provider ON provider.id = payment.provider_id
   WHERE payment.session_id = ${session}.id),
  CASE WHEN ${session}.customer_id IS NULL THEN 'none' ELSE 'invoice' END)`
