/** What a reference is: the payer's own words may be anything. */
export const REFERENCE_KINDS = ['none', 'unreadable', 'ocr', 'several', 'text', 'wrong'] as const
/** How it was paid: at a bank, by a supplier-payment file, on paper, by direct debit. */
export const CHANNELS = ['bank', 'supplier-payments', 'paper', 'direct-debit'] as const

/** Money that came in, or a deduction from it. */
export interface BgMaxPayment {
  readonly kind: 'payment' | 'deduction'
  /** Decimal string in major units; negative for a deduction. */
  readonly amount: string
  readonly referenceKind: (typeof REFERENCE_KINDS)[number]
  /** All that it is for; the amount of each where the payer told it (negative for what is deducted). */
  readonly references: readonly { readonly reference: string; readonly amount: string | null }[]
  readonly channel: (typeof CHANNELS)[number] | null
  /** Bankgirot's number of the payment; null in files that leave it out. */
  readonly serial: string | null
  /** The same payment has the same key in every file it stands in: reading a file twice books nothing twice. */
  readonly key: string
  readonly deductionCode: string | null
  readonly payer: {
    readonly bankgiro: string | null
    readonly name: string | null
    readonly address: string | null
    readonly orgNumber: string | null
  }
  readonly information: readonly string[]
}

/** What was put on the account at once. */
export interface BgMaxDeposit {
  readonly bankgiro: string
  readonly plusgiro: string | null
  readonly currency: string
  readonly paidOn: string
  readonly account: string | null
  readonly serial: string | null
  readonly amount: string
  readonly payments: readonly BgMaxPayment[]
}

export const BGMAX_FAULTS = [
  'not-bgmax',
  'unknown-version',
  'end-missing',
  'after-end',
  'outside-section',
  'section-open',
  'detail-without-payment',
  'not-an-amount',
  'not-a-date',
  'currency-differs',
  'deposit-amount-differs',
  'deposit-count-differs',
  'payment-count-differs',
  'deduction-count-differs',
  'reference-count-differs',
  'deposits-differ',
] as const
export interface BgMaxFault {
  readonly code: (typeof BGMAX_FAULTS)[number]
  /** From 1; null: of the whole file. */
  readonly line: number | null
  readonly expected?: string
  readonly found?: string
}

export interface BgMaxFile {
  /** `YYYY-MM-DD HH:MM:SS`, Swedish time; null when the start cannot be read. */
  readonly createdAt: string | null
  readonly isTest: boolean
  readonly deposits: readonly BgMaxDeposit[]
  /** Why the file must not be booked; none: its parts agree with its own sums. */
  readonly faults: readonly BgMaxFault[]
}
