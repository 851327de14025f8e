/** Why an ended session is not on this invoice. */
export const EXCLUSIONS = [
  /** It has no price: the reason stands with the session. */
  'unpriced',
  /** Events are missing that may still come. */
  'waiting',
  /** A person should look at it first. */
  'under-review',
  /** It costs nothing. */
  'free',
  /** In a currency that the books are not kept in. */
  'other-currency',
  /** Nobody has entered its customer's address, which an invoice must name. */
  'address-missing',
] as const
export type Exclusion = (typeof EXCLUSIONS)[number]

/** The currency of the books; sessions in another are not invoiced by runs. */
export const BOOK_CURRENCY = 'SEK'
