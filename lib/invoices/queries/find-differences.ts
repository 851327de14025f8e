import { pool } from '../../db/client'

/** An issued invoice that is not what it would be if it were made again from what is stored. */
export interface Difference {
  readonly invoiceId: string
  readonly number: string
  readonly sessionId: string | null
  /**
   * `price`: the session's price is another now · `line`: the line is not its price line · `energy`: the session's energy is another now ·
   * `sums`: the lines do not lead to the invoice's sums · `books`: the books do not hold what the invoice asks for
   */
  readonly what: 'price' | 'line' | 'energy' | 'sums' | 'books'
  readonly issued: string | null
  readonly recalculated: string | null
}

/** More than anybody reads; the first tell enough. */
const MOST = 1_000

/** Works every issued invoice out again from stored prices, price lines, meters and books. Every öre of difference is found. */
export async function findDifferences(): Promise<readonly Difference[]> {
  const { rows } = await pool().query<Difference>(`${DIFFERENCES} LIMIT ${MOST}`)
  return rows
}

// A session that a credit note has taken back owes its invoice nothing any more.
const DIFFERENCES = `
  WITH line AS MATERIALIZED (
    SELECT l.invoice_id, i.number, l.session_id, l.net, l.gross, l.vat_category, l.session,
      (l.price->'line'->>'amount')::numeric AS amount, (l.price->'line'->>'vat')::numeric AS vat,
      (l.price->>'tariffVersionId')::bigint AS version_id
    FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id
    WHERE i.state = 'issued' AND i.kind = 'invoice' AND l.session_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM invoice_line c WHERE c.credits_id = l.invoice_id AND c.credits_position = l.position)
  ), billed AS (
    SELECT invoice_id, number, session_id, sum(amount) AS amount, min(session->>'energyKwh')::numeric * 1000 AS energy_wh
    FROM line GROUP BY 1, 2, 3
  )
  SELECT b.invoice_id AS "invoiceId", b.number, b.session_id AS "sessionId", 'price' AS what,
    trim_scale(b.amount)::text AS issued, trim_scale(p.total)::text AS recalculated
  FROM billed b LEFT JOIN priced_session p ON p.session_id = b.session_id
  WHERE p.total IS DISTINCT FROM b.amount
  UNION ALL
  SELECT b.invoice_id, b.number, b.session_id, 'energy', trim_scale(b.energy_wh)::text, trim_scale(s.energy_wh)::text
  FROM billed b JOIN session s ON s.id = b.session_id WHERE s.energy_wh <> b.energy_wh
  UNION ALL
  SELECT l.invoice_id, l.number, l.session_id, 'line', trim_scale(CASE WHEN v.prices_include_vat THEN l.gross ELSE l.net END)::text,
    trim_scale(CASE WHEN v.prices_include_vat THEN l.amount ELSE l.amount - l.vat END)::text
  FROM line l JOIN tariff_version v ON v.id = l.version_id
  WHERE l.vat_category <> 'AE' AND CASE WHEN v.prices_include_vat THEN l.gross <> l.amount ELSE l.net <> l.amount - l.vat END
  UNION ALL
  SELECT i.id, i.number, NULL, 'sums', trim_scale(i.gross_total)::text, trim_scale(sum(l.gross))::text
  FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id WHERE i.state = 'issued'
  GROUP BY i.id HAVING i.gross_total <> sum(l.gross) OR i.net_total <> sum(l.net) OR i.vat_total <> sum(l.vat)
  UNION ALL
  SELECT i.id, i.number, NULL, 'books', trim_scale(CASE i.kind WHEN 'invoice' THEN i.payable ELSE -i.payable END)::text,
    trim_scale(booked.sum)::text
  FROM invoice i LEFT JOIN LATERAL (
    SELECT coalesce(sum(e.amount), 0) AS sum FROM voucher v JOIN ledger_entry e ON e.voucher_id = v.id
    WHERE v.invoice_id = i.id AND v.kind IN ('issue', 'credit') AND e.account = '1510'
  ) AS booked ON true
  WHERE i.state = 'issued' AND booked.sum <> CASE i.kind WHEN 'invoice' THEN i.payable ELSE -i.payable END`
