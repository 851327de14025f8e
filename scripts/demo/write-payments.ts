import type { Sql } from '../../lib/db/coalesce'
import { DAY_MS } from '../../lib/kernel/time'

/** How far back drivers without an account have paid. */
const DAYS = 21
const MOST = 90

/**
 * The make-believe bank, and what drivers without an account have paid through it: sessions that nobody is invoiced for. A few wait
 * for a person, as in life: one without a price, one that the bank refused in the end, one that the comparison put right.
 * @param now epoch milliseconds
 */
export async function writePayments(sql: Sql, now: number): Promise<void> {
  await sql.query(
    `INSERT INTO payment_provider (kind, is_enabled, cap) VALUES ('sandbox', true, 500), ('invoice', true, 1000)`,
  )
  // One charge in so many was somebody's without an account.
  await sql.query(
    `UPDATE session SET customer_id = NULL, token_id = NULL, token_value = 'LV' || upper(substr(md5(id::text), 1, 18))
     WHERE status = 'ended' AND started_at > $1::timestamptz - $2 * interval '1 day' AND (id % 29 = 0
       OR id IN (SELECT session_id FROM priced_session WHERE total IS NULL))`,
    [new Date(now), DAYS],
  )
  await sql.query(
    `WITH chosen AS (
       SELECT session.*, priced.total, priced.unpriced_reason,
         row_number() OVER (PARTITION BY priced.total IS NULL ORDER BY session.id DESC) AS nth
       FROM session JOIN priced_session AS priced ON priced.session_id = session.id
       WHERE session.customer_id IS NULL AND session.status = 'ended' AND session.tariff_version_id IS NOT NULL
         AND session.started_at > $1::timestamptz - $2 * interval '1 day' AND coalesce(priced.total, 1) BETWEEN 1 AND 480
     ), paid AS (
       SELECT chosen.*, CASE WHEN total IS NULL THEN 'held' WHEN nth = 7 THEN 'unpaid' ELSE 'paid' END AS state
       FROM chosen WHERE (total IS NOT NULL AND nth <= $3) OR (total IS NULL AND nth <= 2)
     )
     INSERT INTO payment (key, provider_id, station_id, site_id, evse_number, connector_number, tariff_version_id, currency, means,
       state, held_reason, cap, authorised, captured, price, is_capture_refused, provider_ref, session_id, created_at, pay_by, settled_at)
     SELECT 'demo-' || paid.id, provider.id, station_id, site_id, evse_number, connector_number, tariff_version_id, 'SEK', 'reserve',
       state, CASE WHEN state = 'held' THEN 'unpriced' END, 500, 500, CASE WHEN state = 'paid' THEN total ELSE 0 END, total,
       state = 'unpaid', 'demo-' || paid.id, paid.id, started_at - interval '2 minutes', started_at + interval '13 minutes',
       CASE WHEN state <> 'held' THEN ended_at END
     FROM paid, payment_provider AS provider WHERE provider.kind = 'sandbox' ORDER BY paid.started_at`,
    [new Date(now), DAYS, MOST],
  )
  await sql.query(
    `INSERT INTO sandbox_charge (ref, amount, captured, is_approved)
     SELECT provider_ref, authorised, captured, true FROM payment`,
  )
  // Some that people have started on a customer's invoice.
  await sql.query(
    `WITH chosen AS (
       SELECT session.*, priced.total FROM session JOIN priced_session AS priced ON priced.session_id = session.id
       WHERE session.customer_id IS NOT NULL AND session.status = 'ended' AND session.tariff_version_id IS NOT NULL
         AND priced.total BETWEEN 1 AND 900 AND session.started_at > $1::timestamptz - interval '9 days' AND session.id % 31 = 0
       ORDER BY session.id DESC LIMIT 6
     )
     INSERT INTO payment (key, provider_id, station_id, site_id, evse_number, connector_number, tariff_version_id, currency, means,
       state, cap, authorised, captured, price, provider_ref, customer_id, session_id, created_at, pay_by, settled_at)
     SELECT 'demo-' || chosen.id, provider.id, station_id, site_id, evse_number, connector_number, tariff_version_id, 'SEK', 'reserve',
       'paid', 1000, 1000, total, total, 'demo-' || chosen.id, customer_id, chosen.id, started_at - interval '2 minutes',
       started_at + interval '13 minutes', ended_at
     FROM chosen, payment_provider AS provider WHERE provider.kind = 'invoice' ORDER BY started_at`,
    [new Date(now)],
  )
  await sql.query(
    `INSERT INTO payment_event (payment_id, at, kind, source, state, detail)
     SELECT payment.id, said.at, said.kind, said.source, said.state, said.detail::jsonb
     FROM payment JOIN session ON session.id = payment.session_id
     CROSS JOIN LATERAL (VALUES
       (1, payment.created_at, 'begun', 'driver', 'created', '{"cap": "500.00"}'),
       (2, payment.created_at + interval '40 seconds', 'authorised', 'provider', 'authorised', '{"amount": "500"}'),
       (3, payment.created_at + interval '41 seconds', 'start-asked', 'worker', 'starting', '{}'),
       (4, session.started_at + interval '2 seconds', 'session-began', 'worker', 'charging', '{}'),
       (5, session.ended_at + interval '2 seconds', CASE WHEN payment.state = 'held' THEN 'session-held' ELSE 'session-ended' END,
         'worker', CASE WHEN payment.state = 'held' THEN 'held' ELSE 'settling' END,
         CASE WHEN payment.state = 'held' THEN '{}' ELSE json_build_object('price', payment.price::text)::text END),
       (6, session.ended_at + interval '3 seconds', CASE WHEN payment.state = 'unpaid' THEN 'capture-refused' ELSE 'captured' END,
         'provider', payment.state, CASE WHEN payment.state = 'unpaid' THEN '{"code": "card_declined"}'
         ELSE json_build_object('amount', payment.captured::text)::text END)
     ) AS said(nth, at, kind, source, state, detail)
     WHERE said.nth < 6 OR payment.state <> 'held' ORDER BY payment.id, said.nth`,
  )
  // One whose answer was lost, and found by the comparison.
  await sql.query(
    `INSERT INTO payment_event (payment_id, at, kind, source, state, detail)
     SELECT id, settled_at + interval '10 minutes', 'difference', 'worker', 'paid',
       json_build_object('ours', json_build_object('authorised', '500.00', 'captured', '0.00', 'refunded', '0.00'),
         'theirs', json_build_object('authorised', '500.00', 'captured', round(captured, 2)::text, 'refunded', '0.00'))
     FROM payment WHERE state = 'paid' AND settled_at > $1::timestamptz - $2 * interval '1 millisecond' ORDER BY id LIMIT 1`,
    [new Date(now), 7 * DAY_MS],
  )
}
