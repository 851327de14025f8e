import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { auditSql, sqlTransaction } from '../../db/sql-transaction'
import { DomainError, notFound } from '../../kernel/errors'
import type { DeliveryWay, MailedFormat } from '../../mailings/invoice-delivery'
import type { MailLanguage } from '../../mailings/mailing'
import { deliverReminder } from '../../mailings/mutations/deliver-invoices'
import { localDate, plusDays } from '../due-date'
import { lateInterest } from '../interest'
import { BOOKS_ZONE } from '../invoice-run'

/** A reminder gives this long to pay. */
const DAYS_TO_PAY = 10

/**
 * Reminds of what is left of an invoice that is due, with the fee that the invoice told of (inkassolagen: sixty kronor) and interest
 * since the due date, or since the reminder before. Fee and interest are booked when they are paid.
 * @throws DomainError not-found | conflict (nothing left to pay; not due yet; reminded of today already)
 */
export async function remindInvoice(actor: Actor, id: bigint): Promise<void> {
  requireAct(actor, 'invoices.write')
  requireAllSites(actor)
  const today = localDate(new Date(), BOOKS_ZONE)
  await sqlTransaction(async (sql) => {
    const { rows } = await sql.query<InvoiceRow>(
      `SELECT i.kind, i.state, i.open_amount, i.currency, i.due_date::text, i.late_interest_percent, i.reminder_fee, i.number, i.language, i.ocr,
         i.payable, i.customer_id, c.name, coalesce(c.invoice_email, c.email) AS email, c.invoice_delivery, c.invoice_files
       FROM invoice i JOIN customer c ON c.id = i.customer_id WHERE i.id = $1 FOR UPDATE OF i`,
      [String(id)],
    )
    const [invoice] = rows
    if (invoice === undefined) throw notFound('invoice', id)
    if (invoice.kind !== 'invoice' || invoice.state !== 'issued' || Number(invoice.open_amount) <= 0) {
      throw new DomainError('conflict', 'There is nothing left to pay.', { reason: 'nothing-to-settle' })
    }
    const { rows: before } = await sql.query<{ number: number; on_date: string; due_date: string }>(
      'SELECT number, on_date::text, due_date::text FROM reminder WHERE invoice_id = $1 ORDER BY number DESC LIMIT 1',
      [String(id)],
    )
    const [last] = before
    if ((last?.due_date ?? invoice.due_date) >= today) {
      throw new DomainError('conflict', 'It is not due yet.', { reason: 'invoice-not-due' })
    }
    const interest = lateInterest(
      invoice.open_amount,
      invoice.late_interest_percent ?? '0',
      last?.on_date ?? invoice.due_date,
      today,
      invoice.currency,
    )
    const reminder = {
      number: (last?.number ?? 0) + 1,
      // The fee is asked for once; a second reminder adds interest alone.
      fee: last === undefined ? (invoice.reminder_fee ?? '0') : '0',
      interest: interest.toFixed(),
    }
    await sql.query(
      `INSERT INTO reminder (invoice_id, number, on_date, due_date, open_then, fee, interest, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        String(id),
        reminder.number,
        today,
        plusDays(today, DAYS_TO_PAY),
        invoice.open_amount,
        reminder.fee,
        reminder.interest,
        actor.ref,
      ],
    )
    const { rows: asked } = await sql.query<{ charges: string }>(
      'SELECT sum(fee + interest - paid) AS charges FROM reminder WHERE invoice_id = $1',
      [String(id)],
    )
    await deliverReminder(sql, {
      id: String(id),
      kind: 'invoice',
      number: invoice.number,
      language: invoice.language,
      currency: invoice.currency,
      payable: invoice.payable,
      dueDate: invoice.due_date,
      ocr: invoice.ocr,
      customerId: invoice.customer_id,
      customerName: invoice.name,
      way: invoice.invoice_delivery,
      email: invoice.email,
      files: invoice.invoice_files,
      round: reminder.number,
      open: invoice.open_amount,
      charges: asked[0]?.charges ?? '0',
      payBy: plusDays(today, DAYS_TO_PAY),
    })
    await auditSql(sql, { by: actor.ref, act: 'invoice.remind', subject: `invoice:${id}`, after: reminder })
  })
}

interface InvoiceRow {
  kind: string
  state: string
  open_amount: string
  currency: string
  due_date: string
  late_interest_percent: string | null
  reminder_fee: string | null
  number: string
  language: MailLanguage
  ocr: string | null
  payable: string
  customer_id: string
  name: string
  email: string | null
  invoice_delivery: DeliveryWay
  invoice_files: readonly MailedFormat[]
}
