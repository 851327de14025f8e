import type { Sql } from '../../db/coalesce'
import { DomainError, notFound } from '../../kernel/errors'
import { Decimal } from '../../kernel/money'
import { type Charge, type Split, splitPayment } from '../split-payment'

interface Target {
  readonly invoiceId: string
  readonly by: string
  readonly now: Date
}

/** Locks an invoice that can be paid. @throws DomainError not-found | conflict (not issued, or a credit note) */
export async function lockPayable(
  sql: Sql,
  invoiceId: string,
): Promise<{ customerId: string; open: string; number: string; charges: readonly Charge[] }> {
  const { rows } = await sql.query<{
    customer_id: string
    open_amount: string
    state: string
    kind: string
    number: string
  }>('SELECT customer_id, open_amount, state, kind, number FROM invoice WHERE id = $1 FOR UPDATE', [invoiceId])
  const [invoice] = rows
  if (invoice === undefined) throw notFound('invoice', invoiceId)
  if (invoice.state !== 'issued' || invoice.kind !== 'invoice') {
    throw new DomainError('conflict', 'Only issued invoices are paid.', { reason: 'invoice-not-issued' })
  }
  const { rows: charges } = await sql.query<Charge>(
    'SELECT id, fee, interest, paid FROM reminder WHERE invoice_id = $1 ORDER BY number FOR UPDATE',
    [invoiceId],
  )
  return { customerId: invoice.customer_id, open: invoice.open_amount, number: invoice.number, charges }
}

/** A payment's money, or a part of it, goes to an invoice. Takes it from what of the payment is unused. */
export async function settleByPayment(
  sql: Sql,
  target: Target & { readonly paymentId: string; readonly unused: string },
): Promise<Split & { number: string; customerId: string }> {
  const invoice = await lockPayable(sql, target.invoiceId)
  const split = splitPayment(target.unused, invoice.open, invoice.charges)
  const used = new Decimal(target.unused).minus(split.kept)
  if (used.isZero()) return { ...split, number: invoice.number, customerId: invoice.customerId }
  await sql.query(
    `INSERT INTO payment_allocation (invoice_id, payment_id, amount, charges, by, at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [
      target.invoiceId,
      target.paymentId,
      split.settled,
      Decimal.sum(split.fees, split.interest).toFixed(),
      target.by,
      target.now,
    ],
  )
  await sql.query('UPDATE incoming_payment SET unused = unused - $2 WHERE id = $1', [target.paymentId, used.toFixed()])
  await lower(sql, target.invoiceId, split.settled, target.now)
  for (const { id, paid } of split.charges) {
    await sql.query('UPDATE reminder SET paid = paid + $2 WHERE id = $1', [id, paid])
  }
  return { ...split, number: invoice.number, customerId: invoice.customerId }
}

/** What a credit note has left goes to an invoice of the same customer. Nothing is booked: both are receivables. */
export async function allocate(sql: Sql, target: Target & { readonly creditNoteId: string }): Promise<string> {
  const { rows } = await sql.query<{ customer_id: string; open_amount: string }>(
    `SELECT customer_id, open_amount FROM invoice WHERE id = $1 AND kind = 'credit-note' AND state = 'issued' FOR UPDATE`,
    [target.creditNoteId],
  )
  const [note] = rows
  if (note === undefined) throw notFound('credit note', target.creditNoteId)
  const invoice = await lockPayable(sql, target.invoiceId)
  if (invoice.customerId !== note.customer_id) {
    throw new DomainError('conflict', 'They are not of one customer.', { reason: 'another-customer' })
  }
  const amount = Decimal.min(note.open_amount, invoice.open)
  if (amount.isZero()) return '0'
  await sql.query(
    'INSERT INTO payment_allocation (invoice_id, credit_note_id, amount, by, at) VALUES ($1, $2, $3, $4, $5)',
    [target.invoiceId, target.creditNoteId, amount.toFixed(), target.by, target.now],
  )
  await lower(sql, target.creditNoteId, amount.toFixed(), target.now)
  await lower(sql, target.invoiceId, amount.toFixed(), target.now)
  return amount.toFixed()
}

/** Less is left of an invoice, or of a credit note. */
export async function lower(sql: Sql, invoiceId: string, by: string, now: Date): Promise<void> {
  await sql.query(
    `UPDATE invoice SET open_amount = open_amount - $2::numeric, settled_at = CASE WHEN open_amount = $2::numeric THEN $3::timestamptz END
     WHERE id = $1`,
    [invoiceId, by, now],
  )
}
