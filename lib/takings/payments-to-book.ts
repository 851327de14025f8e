import type { TakingPart } from './book-taking'

/**
 * SQL: drivers' payments that have taken money for a session, with what of it is booked. Providers whose money is real and that are not
 * invoices: the sandbox's is make-believe. $1: not settled before (null: whenever).
 * Of a payment of what another left unpaid, it is the other's session. `may_lack`: not booked, or something has changed since.
 */
export const PAYMENTS_TO_BOOK = `
  SELECT payment.id, provider.kind AS provider, payment.captured::text, coalesce(payment.price, settled.price)::text AS price,
    coalesce(back.amount, 0)::text AS refunded, (payment.settled_at AT TIME ZONE 'Europe/Stockholm')::date::text AS settled_on,
    (back.at AT TIME ZONE 'Europe/Stockholm')::date::text AS refunded_on, coalesce(booked.parts, '[]') AS booked_parts,
    booked.on_date::text AS booked_on, priced.lines, version.vat_percent::text AS vat_percent, session.id AS session_id,
    booked.at IS NULL OR priced.priced_at > booked.at
      OR round(least(greatest(payment.captured - coalesce(back.amount, 0), 0), coalesce(payment.price, settled.price)), 2) <> booked.amount AS may_lack
  FROM payment JOIN payment_provider provider ON provider.id = payment.provider_id
  LEFT JOIN payment settled ON settled.id = payment.settles_id
  JOIN session ON session.id = coalesce(payment.session_id, settled.session_id)
  LEFT JOIN priced_session priced ON priced.session_id = session.id
  LEFT JOIN tariff_version version ON version.id = session.tariff_version_id
  LEFT JOIN LATERAL (SELECT sum(amount) AS amount, max(refund.settled_at) AS at FROM refund WHERE refund.payment_id = payment.id AND stage = 'done') back ON true
  LEFT JOIN LATERAL (
    SELECT jsonb_path_query_array(jsonb_agg(parts), '$[*][*]') AS parts, max(on_date) AS on_date, max(created_at) AS at, sum(amount) AS amount
    FROM driver_taking taking WHERE taking.payment_id = payment.id) booked ON true
  WHERE provider.kind IN ('stripe', 'swish') AND payment.currency = 'SEK' AND payment.captured > 0 AND payment.settled_at IS NOT NULL
    AND ($1::timestamptz IS NULL OR payment.settled_at >= $1 OR back.at >= $1)`

export interface PaymentToBook {
  id: string
  provider: string
  captured: string
  price: string | null
  refunded: string
  settled_on: string
  refunded_on: string | null
  booked_parts: readonly TakingPart[]
  /** The last day that something of it was booked on. */
  booked_on: string | null
  lines: readonly { readonly amount: string; readonly vatPercent?: string }[] | null
  vat_percent: string | null
  session_id: string
}
