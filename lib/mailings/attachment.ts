import type { FileFormat } from '../invoices/file-formats'
import type { ReportFormat } from '../revenue/report-file'
import type { ReportChoice } from '../revenue/revenue-query'
import type { MailLanguage } from './mailing'

/**
 * What a mail can carry: named when the mail is queued, made when it is sent. Another kind of file is one line here and its maker in
 * `queries/make-attachment.ts`; the compiler asks for it. Ids are strings, days `2026-11-20`: the reference is stored as JSON.
 */
export interface AttachmentRefs {
  invoice: { readonly invoiceId: string; readonly format: FileFormat }
  /** @property number of the invoice's reminders */
  reminder: { readonly invoiceId: string; readonly number: number }
  /** Of a driver without an account. */
  receipt: { readonly paymentKey: string; readonly language: MailLanguage }
  /** A customer's sessions of a period, the last day included. */
  'fleet-month': {
    readonly customerId: string
    readonly from: string
    readonly to: string
    readonly format: FleetMonthFormat
    readonly language: MailLanguage
  }
  /** The revenue report of a period, the last day included. */
  'revenue-report': {
    readonly choice: ReportChoice
    readonly from: string
    readonly to: string
    readonly format: ReportFormat
    readonly language: MailLanguage
  }
  /** A site host's settlement. */
  'host-statement': { readonly statementId: string }
}

export const FLEET_MONTH_FORMATS = ['pdf', 'xlsx', 'csv'] as const
export type FleetMonthFormat = (typeof FLEET_MONTH_FORMATS)[number]

export type AttachmentKind = keyof AttachmentRefs
export type AttachmentRef = { [Kind in AttachmentKind]: { readonly what: Kind } & AttachmentRefs[Kind] }[AttachmentKind]

/** A file as it leaves the house. */
export interface MadeFile {
  readonly fileName: string
  readonly contentType: string
  readonly content: Uint8Array
}
