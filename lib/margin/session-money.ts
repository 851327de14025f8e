/**
 * SQL of a row of what a session brought in and cost, as far as that is known now; none when it has no price in SEK.
 * - net: its price without VAT, less what was credited (and not invoiced anew) and what was paid back to its driver; of a charge on
 *   invoice what was given back before it was on one
 * - cost: its electricity, null: not known, and why is in `unknown`
 * - fees: what providers took of its payments, null: a provider whose fees nobody has entered
 * @param id SQL of the session's id; each part is found by index from it
 */
export const moneyOf = (id: string): string => `
  SELECT priced.session_id,
    priced.total_excl_vat - credited.net
      - CASE WHEN priced.total > 0 THEN round(paid.given_back * priced.total_excl_vat / priced.total, 4) ELSE 0 END AS net,
    energy.cost, coalesce(energy.unknown, CASE WHEN energy.session_id IS NULL OR energy.is_stale THEN 'awaited' END) AS unknown,
    CASE WHEN paid.without_fee = 0 THEN paid.fees END AS fees
  FROM priced_session priced
  LEFT JOIN session_energy_cost energy ON energy.session_id = priced.session_id
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(line.net), 0) AS net FROM billed_session billed
    JOIN invoice_line line ON line.session_id = billed.session_id AND line.credits_id = billed.invoice_id
    JOIN invoice note ON note.id = line.invoice_id AND note.kind = 'credit-note' AND note.state = 'issued'
    WHERE billed.session_id = priced.session_id
  ) AS credited
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(greatest(0, payment.price - payment.captured
          + coalesce((SELECT sum(amount) FROM refund WHERE refund.payment_id = payment.id AND refund.stage = 'done'), 0)))
        FILTER (WHERE payment.state = 'paid' AND payment.session_id IS NOT NULL
          AND (provider.kind <> 'invoice' OR NOT EXISTS (SELECT 1 FROM billed_session WHERE billed_session.session_id = priced.session_id))), 0) AS given_back,
      coalesce(sum(round(payment.captured * fee.percent / 100 + fee.fixed, 4)), 0) AS fees,
      count(*) FILTER (WHERE fee.percent IS NULL AND provider.kind NOT IN ('sandbox', 'invoice')) AS without_fee
    FROM (
      SELECT own.* FROM payment own WHERE own.session_id = priced.session_id
      UNION ALL
      SELECT later.* FROM payment own JOIN payment later ON later.settles_id = own.id
      WHERE own.session_id = priced.session_id AND later.session_id IS NULL
    ) AS payment
    JOIN payment_provider provider ON provider.id = payment.provider_id
    LEFT JOIN LATERAL (
      SELECT percent, fixed FROM provider_fee WHERE provider_fee.kind = provider.kind
        AND provider_fee.valid_from <= (coalesce(payment.settled_at, payment.created_at) AT TIME ZONE 'Europe/Stockholm')::date
      ORDER BY valid_from DESC LIMIT 1) AS fee ON true
    WHERE payment.captured > 0
  ) AS paid
  WHERE priced.session_id = ${id} AND priced.total_excl_vat IS NOT NULL AND priced.currency = 'SEK'`

/** SQL (for `WITH`): `money`, those rows of many sessions. `sessions` must be a relation before it: (id) of those that are wanted. */
export const SESSION_MONEY = `money AS (SELECT of.* FROM sessions CROSS JOIN LATERAL (${moneyOf('sessions.id')}) AS of)`
