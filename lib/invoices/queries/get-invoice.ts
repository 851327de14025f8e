import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { namesOf } from '../../audit/queries'
import { db } from '../../db/client'
import { notFound } from '../../kernel/errors'
import { moneyString } from '../../kernel/money'
import { dayOf, localDate } from '../due-date'
import { BOOKS_ZONE } from '../invoice-run'
import { invoiceScope } from './invoice-scope'
import { type InvoiceRow, invoiceColumns, invoiceRow } from './list-invoices'

export interface InvoiceDetail extends InvoiceRow {
  readonly ocr: string | null
  readonly net: string
  readonly vat: string
  readonly gross: string
  readonly rounding: string
  readonly reason: string
  readonly runId: bigint | null
  readonly credits: { readonly id: bigint; readonly number: string | null } | null
  readonly creditNotes: readonly { readonly id: bigint; readonly number: string | null; readonly payable: string }[]
  readonly issuedAt: Date | null
  readonly issuedByName: string | null
  readonly settledAt: Date | null
  /** What has settled it, oldest first: money, or a credit note. */
  readonly settlements: readonly Settlement[]
  readonly reminders: readonly ReminderRow[]
  readonly lineCount: number
}

export interface Settlement {
  readonly id: bigint
  readonly at: Date
  readonly amount: string
  /** Of reminders' fees and interest. */
  readonly charges: string
  readonly paymentId: bigint | null
  readonly receivedOn: string | null
  readonly payer: string | null
  readonly creditNote: { readonly id: bigint; readonly number: string | null } | null
}

export interface ReminderRow {
  readonly number: number
  readonly onDate: string
  readonly dueDate: string
  readonly fee: string
  readonly interest: string
  readonly paid: string
}

/** An invoice with what has become of it; its lines are read page by page. @throws DomainError not-found, also another fleet's */
export async function getInvoice(actor: Actor, id: bigint): Promise<InvoiceDetail> {
  requireAct(actor, 'invoices.read')
  requireAllSites(actor)
  const row = await db().invoice.findFirst({
    where: { AND: [invoiceScope(actor), { id }] },
    select: {
      ...invoiceColumns,
      ocr: true,
      netTotal: true,
      vatTotal: true,
      grossTotal: true,
      rounding: true,
      reason: true,
      runId: true,
      issuedAt: true,
      issuedBy: true,
      settledAt: true,
      credits: { select: { id: true, number: true } },
      creditNotes: { select: { id: true, number: true, payable: true }, orderBy: { id: 'asc' } },
      allocations: {
        select: {
          id: true,
          at: true,
          amount: true,
          charges: true,
          payment: { select: { id: true, receivedOn: true, payer: true } },
          creditNote: { select: { id: true, number: true } },
        },
        orderBy: { id: 'asc' },
      },
      reminders: {
        select: { number: true, onDate: true, dueDate: true, fee: true, interest: true, paid: true },
        orderBy: { number: 'asc' },
      },
      _count: { select: { lines: true } },
    },
  })
  if (row === null) throw notFound('invoice', id)
  const names = await namesOf(row.issuedBy === null ? [] : [row.issuedBy])
  const money = (amount: { toString(): string }) => moneyString(String(amount), row.currency)
  return {
    ...invoiceRow(row, localDate(new Date(), BOOKS_ZONE)),
    ocr: row.ocr,
    net: money(row.netTotal),
    vat: money(row.vatTotal),
    gross: money(row.grossTotal),
    rounding: money(row.rounding),
    reason: row.reason,
    runId: row.runId,
    credits: row.credits,
    creditNotes: row.creditNotes.map((note) => ({ ...note, payable: money(note.payable) })),
    issuedAt: row.issuedAt,
    issuedByName: row.issuedBy === null ? null : (names.get(row.issuedBy) ?? null),
    settledAt: row.settledAt,
    settlements: row.allocations.map((allocation) => ({
      id: allocation.id,
      at: allocation.at,
      amount: money(allocation.amount),
      charges: money(allocation.charges),
      paymentId: allocation.payment?.id ?? null,
      receivedOn: allocation.payment === null ? null : dayOf(allocation.payment.receivedOn),
      payer: allocation.payment?.payer ?? null,
      creditNote: allocation.creditNote,
    })),
    reminders: row.reminders.map((reminder) => ({
      number: reminder.number,
      onDate: dayOf(reminder.onDate),
      dueDate: dayOf(reminder.dueDate),
      fee: money(reminder.fee),
      interest: money(reminder.interest),
      paid: money(reminder.paid),
    })),
    lineCount: row._count.lines,
  }
}
