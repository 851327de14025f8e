/**
 * By what a session is paid. `roaming`: by a partner whose driver it was (no partner is connected yet, so there is none). `none`: by
 * nobody that we know of: no payment, and no customer.
 */
export const SESSION_MEANS = ['card', 'swish', 'sandbox', 'invoice', 'roaming', 'none'] as const
export type SessionMeans = (typeof SESSION_MEANS)[number]

/**
 * SQL: the `SessionMeans` of a session whose payment and customer are known. A payment of its own tells, else whoever has a customer is
 * invoiced.
 * @param provider SQL of its payment's provider's kind, null without a payment @param customer SQL of its customer's id
 */
export const meansBy = (provider: string, customer: string): string =>
  `CASE WHEN ${provider} = 'stripe' THEN 'card' ELSE coalesce(${provider}, CASE WHEN ${customer} IS NULL THEN 'none' ELSE 'invoice' END) END`
