import { hasAddress } from '../../customers/customer'
import type { Sql } from '../../db/coalesce'
import { DomainError } from '../../kernel/errors'
import { bookInvoice } from '../../ledger/book'
import { takeNumbers, writeVouchers } from '../../ledger/mutations'
import type { DeliveryWay, MailedFormat } from '../../mailings/invoice-delivery'
import type { MailLanguage } from '../../mailings/mailing'
import { deliverInvoices } from '../../mailings/mutations/deliver-invoices'
import { makeOcr } from '../../references/ocr'
import { plusDays } from '../due-date'
import { type BuyerRow, buyerOf } from '../parties'
import { wantEvidence } from './keep-evidence'

interface DraftRow extends BuyerRow {
  invoice_id: string
  invoice_kind: 'invoice' | 'credit-note'
  invoice_language: MailLanguage
  invoice_currency: string
  vat_totals: readonly { category: string; percent: string; taxable: string; vat: string }[]
  rounding: string
  payable: string
  payment_days: number | null
  invoice_delivery: DeliveryWay
  invoice_files: readonly MailedFormat[]
}

interface SellerRow {
  id: string
  payment_days: number
  reminder_fee: string
  interest_percent: string
  ocr_form: 'soft' | 'hard' | 'length'
  number_prefix: string
}

/**
 * Drafts become invoices: number, dates, reference, the parties as they are now, and the books; all in the caller's transaction, so
 * that a number exists if and only if its invoice does. Locks the drafts.
 * @param issueDate `2026-11-20`
 * @throws DomainError conflict (no seller, no address, not a draft any more)
 */
export async function issueDrafts(
  sql: Sql,
  ids: readonly string[],
  { by, issueDate, now }: { readonly by: string; readonly issueDate: string; readonly now: Date },
): Promise<void> {
  if (ids.length === 0) return
  const seller = await sellerInForce(sql)
  const { rows } = await sql.query<DraftRow>(
    `SELECT i.id AS invoice_id, i.kind AS invoice_kind, i.language AS invoice_language, i.currency AS invoice_currency, i.vat_totals, i.rounding,
       i.payable, c.*
     FROM invoice i JOIN customer c ON c.id = i.customer_id
     WHERE i.id = ANY($1::bigint[]) AND i.state = 'draft' ORDER BY i.id FOR UPDATE OF i`,
    [ids],
  )
  if (rows.length !== new Set(ids).size) {
    throw new DomainError('conflict', 'Not a draft any more.', { reason: 'invoice-not-draft' })
  }
  const unaddressed = rows.find(
    (row) => !hasAddress({ street: row.street, postalCode: row.postal_code, city: row.city }),
  )
  if (unaddressed !== undefined) {
    throw new DomainError('conflict', `${unaddressed.name} has no address.`, {
      reason: 'customer-address-missing',
      name: unaddressed.name,
    })
  }
  const first = await takeNumbers(sql, 'invoice', rows.length)
  const issued = rows.map((row, at) => {
    const digits = String(first + BigInt(at)).padStart(LEAST_DIGITS, '0')
    const isInvoice = row.invoice_kind === 'invoice'
    return {
      row,
      number: `${seller.number_prefix}${digits}`,
      ocr: isInvoice ? makeOcr(digits, { level: seller.ocr_form }) : null,
      dueDate: isInvoice ? plusDays(issueDate, row.payment_days ?? seller.payment_days) : issueDate,
    }
  })
  await sql.query(
    `UPDATE invoice SET state = 'issued', number = given.number, ocr = given.ocr, issue_date = $5, due_date = given.due, buyer = given.buyer,
       seller_id = $6, issued_by = $7, issued_at = $8, late_interest_percent = $9, reminder_fee = $10,
       settled_at = CASE WHEN open_amount = 0 THEN $8::timestamptz END
     FROM unnest($1::bigint[], $2::text[], $3::text[], $4::date[], $11::jsonb[]) AS given(id, number, ocr, due, buyer)
     WHERE invoice.id = given.id`,
    [
      issued.map(({ row }) => row.invoice_id),
      issued.map(({ number }) => number),
      issued.map(({ ocr }) => ocr),
      issued.map(({ dueDate }) => dueDate),
      issueDate,
      seller.id,
      by,
      now,
      seller.interest_percent,
      seller.reminder_fee,
      issued.map(({ row }) => JSON.stringify(buyerOf(row))),
    ],
  )
  await wantEvidence(
    sql,
    issued.map(({ row }) => row.invoice_id),
  )
  await writeVouchers(
    sql,
    issued.map(({ row, number }) => ({
      date: issueDate,
      kind: row.invoice_kind === 'invoice' ? 'issue' : 'credit',
      text: `${row.invoice_kind === 'invoice' ? 'Faktura' : 'Kreditfaktura'} ${number}, ${row.name}`,
      invoiceId: row.invoice_id,
      paymentId: null,
      entries: bookInvoice(row.invoice_kind, {
        vatTotals: row.vat_totals,
        rounding: row.rounding,
        payable: row.payable,
      }),
      by,
    })),
  )
  await sql.query(
    `INSERT INTO audit_entry (actor, act, subject, after)
     SELECT $1, act, 'invoice:' || id, jsonb_build_object('number', number)
     FROM unnest($2::bigint[], $3::text[], $4::text[]) AS given(id, number, act)`,
    [
      by,
      issued.map(({ row }) => row.invoice_id),
      issued.map(({ number }) => number),
      issued.map(({ row }) => (row.invoice_kind === 'invoice' ? 'invoice.issue' : 'invoice.credit')),
    ],
  )
  await deliverInvoices(
    sql,
    issued.map(({ row, number, ocr, dueDate }) => ({
      id: row.invoice_id,
      kind: row.invoice_kind,
      number,
      language: row.invoice_language,
      currency: row.invoice_currency,
      payable: row.payable,
      dueDate,
      ocr,
      customerId: row.id,
      customerName: row.name,
      way: row.invoice_delivery,
      email: row.invoice_email ?? row.email,
      files: row.invoice_files,
    })),
  )
}

/** So that numbers sort, and OCR references are not mistyped for shorter ones. */
const LEAST_DIGITS = 5

/** @throws DomainError conflict while nobody has said who sends the invoices */
export async function sellerInForce(sql: Sql): Promise<SellerRow> {
  const { rows } = await sql.query<SellerRow>(
    `SELECT id, payment_days, reminder_fee, interest_percent, ocr_form, number_prefix FROM seller ORDER BY id DESC LIMIT 1`,
  )
  const [seller] = rows
  if (seller === undefined) {
    throw new DomainError('conflict', 'Nobody has entered who sends the invoices.', { reason: 'seller-missing' })
  }
  return seller
}
