import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { pool } from '../../db/client'
import type { Sql } from '../../db/coalesce'
import { Decimal } from '../../kernel/money'
import type { Span } from '../cubes'
import { maySeeCustomers } from '../may-see-customers'
import type { RevenueFilter } from '../revenue-filter'

/** Fees of subscriptions on invoices, less those that were credited. Decimal strings in major units. */
export interface SubscriptionSums {
  readonly net: string
  readonly vat: string
  readonly gross: string
}

/**
 * What was invoiced in fees in a period, by the day the invoice or credit note was issued: revenue that is no session's. Null where it
 * is not this reader's to know, or when sessions are chosen by what a fee has not: a place, a tariff, a means, an hour.
 */
export async function sumSubscriptions(
  actor: Actor,
  { from, to, filter }: Span & { readonly filter: RevenueFilter & { readonly currency: string } },
  sql: Sql = pool(),
): Promise<SubscriptionSums | null> {
  requireAct(actor, 'revenue.read')
  const { customerId, currency, ...ofSessions } = filter
  if (!maySeeCustomers(actor) || Object.values(ofSessions).some((chosen) => chosen !== undefined)) return null
  const { rows } = await sql.query<SubscriptionSums>(
    `SELECT coalesce(sum(sign * net), 0) AS net, coalesce(sum(sign * vat), 0) AS vat, coalesce(sum(sign * gross), 0) AS gross
     FROM invoice CROSS JOIN LATERAL (SELECT CASE invoice.kind WHEN 'credit-note' THEN -1 ELSE 1 END AS sign) AS way
     JOIN invoice_line AS line ON line.invoice_id = invoice.id
     WHERE invoice.state = 'issued' AND invoice.issue_date >= $1::date AND invoice.issue_date < $2::date AND invoice.currency = $3
       AND line.kind = 'subscription' AND ($4::bigint IS NULL OR invoice.customer_id = $4)`,
    [from, to, currency, customerId?.toString() ?? null],
  )
  const exact = (amount: string | undefined) => new Decimal(amount ?? 0).toFixed(4)
  return { net: exact(rows[0]?.net), vat: exact(rows[0]?.vat), gross: exact(rows[0]?.gross) }
}
