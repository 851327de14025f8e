import type { Sql } from '../db/coalesce'
import type { MailLanguage } from './mailing'

/** How a customer's invoices leave the house. A plug-in (a Peppol access point, a bookkeeping system) is another word here. */
export const DELIVERY_WAYS = ['mail', 'none'] as const
export type DeliveryWay = (typeof DELIVERY_WAYS)[number]

/** What an invoice's mail can carry. */
export const MAILED_FORMATS = ['pdf', 'xml', 'xlsx', 'csv'] as const
export type MailedFormat = (typeof MAILED_FORMATS)[number]

/** An invoice or credit note that has just been issued. */
export interface IssuedInvoice {
  readonly id: string
  readonly kind: 'invoice' | 'credit-note'
  readonly number: string
  readonly language: MailLanguage
  readonly currency: string
  /** Decimal string, incl. VAT. */
  readonly payable: string
  /** `2026-12-20` */
  readonly dueDate: string
  readonly ocr: string | null
  readonly customerId: string
  readonly customerName: string
  readonly way: DeliveryWay
  /** Where the customer wants mail; null: nowhere. */
  readonly email: string | null
  readonly files: readonly MailedFormat[]
}

/**
 * One way out for invoices. `take` runs in the transaction that issues them, so it calls nobody: it leaves rows for the worker, which
 * then exist if and only if the invoice does. It is handed the same invoice once; what it leaves must be unique by the invoice's id.
 * What a plug-in's worker sends is read with `getInvoiceDocument` and made by `makeInvoiceFile`, as mail's is.
 */
export interface InvoiceDelivery {
  take(sql: Sql, invoices: readonly IssuedInvoice[]): Promise<void>
}
