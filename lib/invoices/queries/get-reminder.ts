import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { db } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { Decimal, moneyString } from '../../kernel/money'
import { dayOf } from '../due-date'
import type { ReminderDocument } from '../formats/pdf/reminder-pdf'
import { getInvoiceHead } from './get-document'

/**
 * A reminder as it stands on paper: what was left on its day, with fee and interest of it and of those before that are not paid.
 * @throws DomainError not-found | conflict (no seller)
 */
export async function getReminderDocument(actor: Actor, id: bigint, number: number): Promise<ReminderDocument> {
  requireAct(actor, 'invoices.read')
  requireAllSites(actor)
  const head = await getInvoiceHead(actor, id)
  if (head === null) {
    throw new DomainError('conflict', 'Nobody has entered who sends the invoices.', { reason: 'seller-missing' })
  }
  const reminders = await db().reminder.findMany({
    where: { invoiceId: id, number: { lte: number } },
    orderBy: { number: 'asc' },
  })
  const reminder = reminders.find((one) => one.number === number)
  if (reminder === undefined || head.number === null) throw notFound('reminder', number)
  const money = (amount: Decimal.Value) => moneyString(String(amount), head.currency)
  const sum = (field: 'fee' | 'interest') =>
    reminders.reduce((all, one) => all.plus(String(one[field])), new Decimal(0))
  const paid = reminders.reduce((all, one) => all.plus(String(one.paid)), new Decimal(0))
  return {
    seller: head.seller,
    buyer: head.buyer,
    language: head.language,
    currency: head.currency,
    round: number,
    issueDate: dayOf(reminder.onDate),
    dueDate: dayOf(reminder.dueDate),
    ocr: head.ocr,
    notes: [],
    invoices: [
      {
        number: head.number,
        issueDate: head.issueDate,
        dueDate: head.dueDate,
        amount: head.payable,
        paid: money(new Decimal(head.payable).minus(String(reminder.openThen)).plus(paid)),
        interest: money(sum('interest')),
      },
    ],
    fee: money(sum('fee')),
    lateInterestPercent: head.lateInterestPercent,
  }
}
