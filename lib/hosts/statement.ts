import type { InvoiceSeller } from '../invoices/invoice-document'
import type { StatementHost } from './agreement-row'
import type { StatementLine } from './build-statement'
import type { ShareTerms } from './share'

/** A statement in a list. Amounts are decimal strings. */
export interface StatementRow {
  readonly id: bigint
  readonly number: string
  readonly agreementId: bigint
  readonly hostName: string
  readonly siteName: string
  /** `2026-10`. */
  readonly month: string
  readonly issueDate: string
  readonly sessionCount: number
  readonly energyWh: string
  readonly revenueNet: string
  readonly payable: string
  readonly currency: string
  readonly paidOn: string | null
}

/** A statement whole, as it was issued. */
export interface Statement extends StatementRow {
  readonly language: 'sv' | 'en'
  readonly periodFrom: string
  readonly periodTo: string
  readonly host: StatementHost
  readonly terms: ShareTerms
  readonly seller: InvoiceSeller
  readonly energyCost: string | null
  readonly providerFees: string
  readonly leftOut: Readonly<Record<string, number>>
  readonly shareNet: string
  readonly shareVat: string
  readonly feeNet: string
  readonly feeVat: string
  readonly voucher: { readonly series: string; readonly number: string; readonly year: number } | null
  readonly issuedBy: string
  readonly lines: readonly StatementLine[]
}
