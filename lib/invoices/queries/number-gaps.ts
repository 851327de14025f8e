import type { Sql } from '../../db/coalesce'
import type { Difference } from '../difference'

/** Numbers of invoices and vouchers that are missing or there twice, and vouchers that do not sum to nothing. */
export async function findNumberGaps(sql: Sql): Promise<readonly Difference[]> {
  const { rows } = await sql.query<Difference>(GAPS)
  return rows
}

/** More than anybody reads; the first tell enough. */
const MOST = 100

// A series ends at the number before its next one. An invoice's digits follow the prefix of the seller that issued it.
const GAPS = `
  WITH numbered AS (
    SELECT 'invoice' AS series, substr(i.number, length(s.number_prefix) + 1)::bigint AS n
    FROM invoice i JOIN seller s ON s.id = i.seller_id WHERE i.state = 'issued'
    UNION ALL
    SELECT 'voucher:' || year, number FROM voucher WHERE series = 'A'
  ), ends AS (
    SELECT series, n FROM numbered UNION ALL SELECT name, next FROM number_series WHERE name = 'invoice' OR name LIKE 'voucher:%'
  ), steps AS (
    SELECT series, n, coalesce(lag(n) OVER (PARTITION BY series ORDER BY n), 0) AS before FROM ends
  )
  SELECT * FROM (
    SELECT NULL AS "invoiceId", series AS number, NULL AS "sessionId", 'numbers' AS what, (before + 1)::text AS issued,
      CASE WHEN n = before THEN n || ' ×2' ELSE n::text END AS recalculated
    FROM steps WHERE n <> before + 1 ORDER BY series, n LIMIT ${MOST}
  ) AS gaps
  UNION ALL
  SELECT * FROM (
    SELECT v.invoice_id::text, v.series || v.number, NULL, 'books', '0', trim_scale(sum(e.amount))::text
    FROM voucher v JOIN ledger_entry e ON e.voucher_id = v.id GROUP BY v.id HAVING sum(e.amount) <> 0 LIMIT ${MOST}
  ) AS unbalanced`
