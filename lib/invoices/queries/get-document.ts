import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { db } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { moneyString } from '../../kernel/money'
import { dayOf, localDate, plusDays } from '../due-date'
import type { InvoiceBuyer, InvoiceDocument } from '../invoice-document'
import { BOOKS_ZONE } from '../invoice-run'
import { buyerOf, sellerOf } from '../parties'
import { invoiceScope } from './invoice-scope'
import { listInvoiceLines } from './list-lines'

const LINES_AT_ONCE = 5_000

/**
 * An invoice as it stands on paper, whole: what every format is made from. Of an issued one everything was kept when it was issued; a
 * draft is a preview, with the parties as they are now.
 * @throws DomainError not-found | conflict (a draft while nobody has entered the seller)
 */
export async function getInvoiceDocument(actor: Actor, id: bigint): Promise<InvoiceDocument> {
  requireAct(actor, 'invoices.read')
  requireAllSites(actor)
  const head = await getInvoiceHead(actor, id)
  if (head === null) {
    throw new DomainError('conflict', 'Nobody has entered who sends the invoices.', { reason: 'seller-missing' })
  }
  return { ...head, lines: await linesOf(actor, id) }
}

/** All of it but its lines; null of a draft while nobody has entered the seller. @throws DomainError not-found */
export async function getInvoiceHead(actor: Actor, id: bigint): Promise<Omit<InvoiceDocument, 'lines'> | null> {
  requireAct(actor, 'invoices.read')
  requireAllSites(actor)
  const invoice = await db().invoice.findFirst({
    where: { AND: [invoiceScope(actor), { id }] },
    include: { customer: true, seller: true, credits: { select: { number: true, issueDate: true } } },
  })
  if (invoice === null) throw notFound('invoice', id)
  const seller = invoice.seller ?? (await db().seller.findFirst({ orderBy: { id: 'desc' } }))
  if (seller === null) return null
  const today = localDate(new Date(), BOOKS_ZONE)
  const issueDate = invoice.issueDate === null ? today : dayOf(invoice.issueDate)
  const language = invoice.language === 'en' ? 'en' : 'sv'
  const note = language === 'en' ? seller.noteEn : seller.noteSv
  const money = (amount: { toString(): string }) => moneyString(String(amount), invoice.currency)
  return {
    kind: invoice.kind as InvoiceDocument['kind'],
    number: invoice.number,
    language,
    issueDate,
    dueDate:
      invoice.dueDate === null
        ? plusDays(issueDate, invoice.customer.paymentDays ?? seller.paymentDays)
        : dayOf(invoice.dueDate),
    supply: { from: dayOf(invoice.periodFrom), to: dayOf(invoice.periodTo) },
    currency: invoice.currency,
    seller: sellerOf(seller),
    buyer: (invoice.buyer as InvoiceBuyer | null) ?? buyerOf(columnsOf(invoice.customer)),
    credits:
      invoice.credits?.number == null || invoice.credits.issueDate === null
        ? null
        : { number: invoice.credits.number, issueDate: dayOf(invoice.credits.issueDate) },
    ocr: invoice.ocr,
    vatTotals: (invoice.vatTotals as unknown as InvoiceDocument['vatTotals']).map((total) => ({
      ...total,
      exemptionReason: null,
    })),
    netTotal: money(invoice.netTotal),
    vatTotal: money(invoice.vatTotal),
    grossTotal: money(invoice.grossTotal),
    rounding: money(invoice.rounding),
    payable: money(invoice.payable),
    vatTotalSek: null,
    notes: [invoice.reason, note].filter((text) => text !== ''),
    lateInterestPercent: percentOrNull(invoice.lateInterestPercent ?? seller.interestPercent),
    reminderFee: money(invoice.reminderFee ?? seller.reminderFee),
  }
}

const percentOrNull = (percent: { toFixed(): string; isZero(): boolean }) =>
  percent.isZero() ? null : percent.toFixed()

async function linesOf(actor: Actor, id: bigint): Promise<InvoiceDocument['lines']> {
  const lines: InvoiceDocument['lines'] = []
  let cursor: string | undefined
  do {
    const page = await listInvoiceLines(actor, id, { cursor, limit: LINES_AT_ONCE })
    for (const { isCredited: _isCredited, source: _source, fee: _fee, ...line } of page.rows) lines.push(line)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return lines
}

/** A customer as its row has it. */
const columnsOf = (customer: {
  id: bigint
  name: string
  orgNumber: string | null
  vatNumber: string | null
  email: string | null
  invoiceEmail: string | null
  street: string
  postalCode: string
  city: string
  country: string
  buyerReference: string
  orderReference: string
  endpointScheme: string | null
  endpointId: string | null
}) => ({
  id: String(customer.id),
  name: customer.name,
  org_number: customer.orgNumber,
  vat_number: customer.vatNumber,
  email: customer.email,
  invoice_email: customer.invoiceEmail,
  street: customer.street,
  postal_code: customer.postalCode,
  city: customer.city,
  country: customer.country,
  buyer_reference: customer.buyerReference,
  order_reference: customer.orderReference,
  endpoint_scheme: customer.endpointScheme,
  endpoint_id: customer.endpointId,
})
