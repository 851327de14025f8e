import { IS_UNBILLED } from '../../invoices/queries/sessions-to-bill'

/**
 * SQL: what a customer owes us in kronor: what is left of issued invoices, and ended sessions that are still to be invoiced.
 * @param customer SQL that gives its id
 */
export const owedBy = (customer: string): string => `(
  coalesce((SELECT sum(i.open_amount) FROM invoice i
    WHERE i.customer_id = ${customer} AND i.state = 'issued' AND i.kind = 'invoice'), 0)
  + coalesce((SELECT sum(p.total) FROM session s JOIN priced_session p ON p.session_id = s.id AND p.currency = 'SEK'
    WHERE s.customer_id = ${customer} AND s.status = 'ended' AND s.started_at > now() - interval '400 days' AND ${IS_UNBILLED}), 0))`
