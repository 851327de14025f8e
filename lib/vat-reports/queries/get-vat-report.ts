import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { pool } from '../../db/client'
import { BOOKS_ZONE } from '../../invoices/invoice-run'
import { startOfDay } from '../../kernel/local-day'
import { Decimal } from '../../kernel/money'
import { validated } from '../../kernel/validated'
import { grossOf } from '../../takings/book-taking'
import { PAYMENTS_TO_BOOK, type PaymentToBook } from '../../takings/payments-to-book'
import { toBook } from '../../takings/to-book'
import { type AccountSum, boxesOf, VAT_ACCOUNTS, type VatBox } from '../boxes'
import { daysOfPeriod, vatPeriodSchema } from '../vat-period'

/** Where VAT comes from: documents on one side, the books on the other. Decimal strings, SEK. */
export interface VatSource {
  readonly source: 'invoices' | 'driver-payments' | 'host-fees'
  readonly count: number
  readonly documentsNet: string
  readonly documentsVat: string
  readonly booksNet: string
  readonly booksVat: string
}

/** Something that stands between the documents and the books, or will be in a later period. */
export interface VatDifference {
  readonly kind: 'invoice-not-booked' | 'invoice-booked-otherwise' | 'payment-not-booked' | 'payment-unpaid' | 'sandbox'
  /** What to open: an invoice's or payment's id; null: several. */
  readonly id: bigint | null
  readonly reference: string
  readonly count: number
  readonly amount: string
}

export interface VatReport {
  readonly from: string
  readonly to: string
  readonly boxes: Readonly<Record<VatBox, string>>
  readonly accounts: readonly AccountSum[]
  readonly sources: readonly VatSource[]
  readonly differences: readonly VatDifference[]
}

/**
 * The Swedish VAT return of a period from the books, and the documents that they must agree with. Every krona of difference is listed.
 * @throws DomainError invalid
 */
export async function getVatReport(actor: Actor, period: string): Promise<VatReport> {
  requireAct(actor, 'ledger.read')
  requireAllSites(actor)
  const { from, to } = daysOfPeriod(validated(vatPeriodSchema, period))
  const [accounts, sources, differences] = await Promise.all([
    sumsOf(from, to),
    sourcesOf(from, to),
    differencesOf(from, to),
  ])
  return { from, to, boxes: boxesOf(accounts), accounts, sources, differences }
}

async function sumsOf(from: string, to: string): Promise<readonly AccountSum[]> {
  const { rows } = await pool().query<AccountSum>(
    `SELECT entry.account, CASE WHEN entry.account = '3108' THEN invoice.buyer -> 'address' ->> 'country' END AS country, sum(entry.amount)::text AS amount
     FROM voucher JOIN ledger_entry entry ON entry.voucher_id = voucher.id LEFT JOIN invoice ON invoice.id = voucher.invoice_id
     WHERE voucher.date BETWEEN $1 AND $2 AND entry.account = ANY($3) GROUP BY 1, 2 ORDER BY 1, 2`,
    [from, to, [...VAT_ACCOUNTS]],
  )
  return rows
}

/** $1 from, $2 to (both included). */
const DOCUMENTS = `
  SELECT 'invoices' AS source, count(DISTINCT invoice.id)::int AS count,
    sum((total ->> 'taxable')::numeric * sign) AS net, sum((total ->> 'vat')::numeric * sign) AS vat
  FROM invoice CROSS JOIN LATERAL (SELECT CASE kind WHEN 'invoice' THEN 1 ELSE -1 END AS sign) AS side
  CROSS JOIN LATERAL jsonb_array_elements(vat_totals) AS total
  WHERE state = 'issued' AND issue_date BETWEEN $1 AND $2
  UNION ALL
  SELECT 'driver-payments', count(DISTINCT taking.payment_id)::int, sum((part ->> 'net')::numeric), sum((part ->> 'vat')::numeric)
  FROM driver_taking taking CROSS JOIN LATERAL jsonb_array_elements(parts) AS part WHERE on_date BETWEEN $1 AND $2
  UNION ALL
  SELECT 'host-fees', count(*) FILTER (WHERE fee_net <> 0)::int, sum(fee_net), sum(fee_vat) FROM host_statement WHERE issue_date BETWEEN $1 AND $2`
const BOOKS = `
  SELECT CASE WHEN kind IN ('driver-sale', 'driver-refund') THEN 'driver-payments' WHEN kind = 'host-statement' THEN 'host-fees' ELSE 'invoices' END AS source,
    -sum(amount) FILTER (WHERE account LIKE '3%') AS net, -sum(amount) FILTER (WHERE account LIKE '2%') AS vat
  FROM voucher JOIN ledger_entry entry ON entry.voucher_id = voucher.id
  WHERE voucher.date BETWEEN $1 AND $2 AND account = ANY('{2611,2621,2631,3001,3002,3003,3004,3108}') GROUP BY 1`

async function sourcesOf(from: string, to: string): Promise<readonly VatSource[]> {
  const { rows } = await pool().query<{
    source: VatSource['source']
    count: number
    net: string | null
    vat: string | null
    books_net: string | null
    books_vat: string | null
  }>(
    `SELECT documents.*, books.net AS books_net, books.vat AS books_vat
     FROM (${DOCUMENTS}) AS documents LEFT JOIN (${BOOKS}) AS books USING (source)`,
    [from, to],
  )
  const money = (amount: string | null) => new Decimal(amount ?? 0).toFixed(2)
  return rows.map((row) => ({
    source: row.source,
    count: row.count,
    documentsNet: money(row.net),
    documentsVat: money(row.vat),
    booksNet: money(row.books_net),
    booksVat: money(row.books_vat),
  }))
}

/** More are summed up in the sources. */
const MOST_DIFFERENCES = 200

async function differencesOf(from: string, to: string): Promise<readonly VatDifference[]> {
  const span = [startOfDay(from, 0, BOOKS_ZONE), startOfDay(to, 1, BOOKS_ZONE)]
  const [invoices, payments, others] = await Promise.all([
    pool().query<{ id: string; number: string; vat: string; booked: string | null }>(
      `SELECT * FROM (
         SELECT invoice.id, invoice.number, (vat_total * CASE kind WHEN 'invoice' THEN 1 ELSE -1 END)::text AS vat,
           (SELECT -sum(amount) FROM voucher JOIN ledger_entry entry ON entry.voucher_id = voucher.id
            WHERE voucher.invoice_id = invoice.id AND voucher.kind IN ('issue', 'credit') AND account IN ('2611', '2621', '2631'))::text AS booked,
           EXISTS (SELECT 1 FROM voucher WHERE voucher.invoice_id = invoice.id AND voucher.kind IN ('issue', 'credit')) AS has_voucher, gross_total
         FROM invoice WHERE state = 'issued' AND issue_date BETWEEN $1 AND $2
       ) AS issued WHERE coalesce(booked::numeric, 0) <> vat::numeric OR (NOT has_voucher AND gross_total <> 0) ORDER BY id LIMIT $3`,
      [from, to, MOST_DIFFERENCES],
    ),
    pool().query<PaymentToBook>(
      `SELECT * FROM (${PAYMENTS_TO_BOOK}) AS known WHERE may_lack AND (refunded_on BETWEEN $2 AND $3 OR settled_on BETWEEN $2 AND $3)`,
      [span[0], from, to],
    ),
    pool().query<{ id: string; kind: string; state: string; left: string }>(
      `SELECT payment.id, provider.kind, payment.state, (coalesce(payment.price, 0) - CASE WHEN provider.kind = 'sandbox' THEN 0 ELSE payment.captured END)::text AS left
       FROM payment JOIN payment_provider provider ON provider.id = payment.provider_id
       WHERE payment.settled_at >= $1 AND payment.settled_at < $2 AND payment.price > 0
         AND (provider.kind = 'sandbox' OR (payment.state = 'unpaid' AND provider.kind <> 'invoice')) ORDER BY payment.id`,
      span,
    ),
  ])
  const differences: VatDifference[] = invoices.rows.map(({ id, number, vat, booked }) => ({
    kind: booked === null ? 'invoice-not-booked' : 'invoice-booked-otherwise',
    id: BigInt(id),
    reference: number,
    count: 1,
    amount: new Decimal(vat).minus(booked ?? 0).toFixed(2),
  }))
  for (const payment of payments.rows) {
    const missing = toBook(payment, to)
    if (missing === null || differences.length >= MOST_DIFFERENCES) continue
    differences.push({
      kind: 'payment-not-booked',
      id: BigInt(payment.id),
      reference: payment.id,
      count: 1,
      amount: grossOf(missing.parts).toFixed(2),
    })
  }
  for (const { id, left } of others.rows.filter(({ kind }) => kind !== 'sandbox').slice(0, MOST_DIFFERENCES)) {
    differences.push({
      kind: 'payment-unpaid',
      id: BigInt(id),
      reference: id,
      count: 1,
      amount: new Decimal(left).toFixed(2),
    })
  }
  const tried = others.rows.filter(({ kind, state }) => kind === 'sandbox' && state === 'paid')
  if (tried.length > 0) {
    const amount = tried.reduce((sum, { left }) => sum.plus(left), new Decimal(0)).toFixed(2)
    differences.push({ kind: 'sandbox', id: null, reference: '', count: tried.length, amount })
  }
  return differences
}
