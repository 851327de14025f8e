import { pool } from '../../lib/db/client'

/**
 * Payment first at the fast chargers' tariff, a few who may not pay later, and customers who owe: the worker's rules find them when the
 * house starts, and block the one that was told a week ago. After the invoices.
 * @param now epoch milliseconds
 */
export async function writePaymentRules(now: number): Promise<void> {
  await pool().query(
    `INSERT INTO payment_rules (blocks_debtors, days_overdue, least_reminders, warning_days) VALUES (true, 10, 1, 7)`,
  )
  await pool().query(
    `UPDATE tariff SET asks_payment_first = true WHERE id = (
       SELECT coalesce(c.tariff_id, st.tariff_id, site.tariff_id) FROM connector c JOIN station st ON st.id = c.station_id
       LEFT JOIN site ON site.id = st.site_id WHERE c.current_type = 'dc' GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1)`,
  )
  await pool().query(
    `UPDATE customer SET pays_by_invoice = false
     WHERE id IN (SELECT id FROM customer WHERE kind = 'private' ORDER BY id DESC LIMIT 4)`,
  )
  await pool().query(`UPDATE customer SET credit_limit = 500000 WHERE kind = 'fleet'`)
  await pool().query(
    `UPDATE customer SET warned_at = $1::timestamptz - interval '8 days' WHERE id = (
       SELECT customer_id FROM invoice JOIN customer ON customer.id = customer_id JOIN reminder ON reminder.invoice_id = invoice.id
       WHERE invoice.open_amount > 0 AND customer.kind = 'private' ORDER BY invoice.id LIMIT 1)`,
    [new Date(now)],
  )
  // Two charged unpaid, begun while their station was offline.
  await pool().query(
    `WITH unpaid AS (
       UPDATE session SET authorisation = 'no-credit', customer_id = NULL, token_id = NULL WHERE id IN (
         SELECT session.id FROM session JOIN priced_session ON session_id = session.id JOIN tariff_version v ON v.id = tariff_version_id
         JOIN tariff ON tariff.id = v.tariff_id AND tariff.asks_payment_first
         WHERE status = 'ended' AND ended_at > $1::timestamptz - interval '3 days' AND total > 40
           AND NOT EXISTS (SELECT 1 FROM payment WHERE payment.session_id = session.id)
           AND NOT EXISTS (SELECT 1 FROM billed_session WHERE billed_session.session_id = session.id)
         ORDER BY session.id DESC LIMIT 2)
       RETURNING id, ended_at)
     INSERT INTO session_review (session_id, flag, detail, created_at)
     SELECT id, 'payment-missing', 'no-credit', ended_at FROM unpaid ON CONFLICT DO NOTHING`,
    [new Date(now)],
  )
}
