import type { FeeSource } from '../plans/subscription-fee'
import type { LineSource, SessionFacts } from './billable-session'
import type { Billable, BuiltInvoice } from './build-invoice'

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

/** Of a session, or of a subscription's month. */
export interface DraftBillable extends Billable {
  readonly session: SessionFacts | null
  readonly source: LineSource | null
  readonly fee: FeeSource | null
  readonly costCentre: { readonly code: string; readonly name: string } | null
}
