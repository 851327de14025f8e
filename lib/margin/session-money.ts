/**
 * SQL (for `WITH`): `money`, a row per priced session in SEK with what it brought in and cost, as far as that is known now.
 * - net: its price without VAT, less what was credited (and not invoiced anew) and what was paid back to its driver
 * - cost: its electricity, null: not known
 * - fees: what providers took of its payments, null: a provider whose fees nobody has entered
 * `sessions` must be a relation before it: (id) of those that are wanted.
 */
export const SESSION_MONEY = `
  credited AS (
    SELECT line.session_id, sum(line.net) AS net
    FROM invoice note JOIN invoice_line line ON line.invoice_id = note.id
    JOIN billed_session billed ON billed.session_id = line.session_id AND billed.invoice_id = line.credits_id
    WHERE note.kind = 'credit-note' AND note.state = 'issued' AND line.session_id IN (SELECT id FROM sessions) GROUP BY 1
  ), paid AS (
    SELECT coalesce(payment.session_id, settled.session_id) AS session_id,
      sum(CASE WHEN payment.state = 'paid' AND payment.session_id IS NOT NULL AND payment.captured > 0 AND provider.kind <> 'invoice' THEN greatest(0, payment.price - payment.captured + coalesce(back.amount, 0)) ELSE 0 END) AS given_back,
      sum(round(payment.captured * fee.percent / 100 + fee.fixed, 4)) FILTER (WHERE payment.captured > 0) AS fees,
      count(*) FILTER (WHERE payment.captured > 0 AND fee.percent IS NULL AND provider.kind NOT IN ('sandbox', 'invoice')) AS without_fee
    FROM payment JOIN payment_provider provider ON provider.id = payment.provider_id
    LEFT JOIN payment settled ON settled.id = payment.settles_id
    LEFT JOIN LATERAL (SELECT sum(amount) AS amount FROM refund WHERE refund.payment_id = payment.id AND refund.stage = 'done') back ON true
    LEFT JOIN LATERAL (
      SELECT percent, fixed FROM provider_fee WHERE provider_fee.kind = provider.kind
        AND provider_fee.valid_from <= (coalesce(payment.settled_at, payment.created_at) AT TIME ZONE 'Europe/Stockholm')::date
      ORDER BY valid_from DESC LIMIT 1) fee ON true
    WHERE coalesce(payment.session_id, settled.session_id) IN (SELECT id FROM sessions) GROUP BY 1
  ), money AS (
    SELECT priced.session_id,
      priced.total_excl_vat - coalesce(credited.net, 0)
        - CASE WHEN priced.total > 0 THEN round(coalesce(paid.given_back, 0) * priced.total_excl_vat / priced.total, 4) ELSE 0 END AS net,
      energy.cost, coalesce(energy.unknown, CASE WHEN energy.session_id IS NULL OR energy.is_stale THEN 'awaited' END) AS unknown,
      CASE WHEN coalesce(paid.without_fee, 0) = 0 THEN coalesce(paid.fees, 0) END AS fees
    FROM priced_session priced
    LEFT JOIN session_energy_cost energy ON energy.session_id = priced.session_id
    LEFT JOIN credited ON credited.session_id = priced.session_id
    LEFT JOIN paid ON paid.session_id = priced.session_id
    WHERE priced.session_id IN (SELECT id FROM sessions) AND priced.total_excl_vat IS NOT NULL AND priced.currency = 'SEK'
  )`
