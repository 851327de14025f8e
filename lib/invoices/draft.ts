import type { SessionBillable } from './billable-session'
import type { BuiltInvoice } from './build-invoice'

/** An invoice that is about to be written. */
export interface Draft {
  readonly customerId: string
  readonly costCentreId: string | null
  readonly runId: string | null
  readonly language: string
  readonly currency: string
  readonly periodFrom: string
  readonly periodTo: string
  readonly billables: readonly DraftBillable[]
  readonly built: BuiltInvoice
  readonly by: string
}

export type DraftBillable = SessionBillable & { readonly costCentre: { code: string; name: string } | null }
