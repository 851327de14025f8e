/** What a station answers about a transaction (OCPP 2.x GetTransactionStatus). */
export interface TransactionStatusSaid {
  /** null: not said, because it was asked about no transaction in particular, or does not know the one it was asked about. */
  readonly isOngoing: boolean | null
  /** Whether messages of it (or of any) wait to be delivered; null: not said. */
  readonly hasQueued: boolean | null
}

export interface AskedAbout {
  readonly status: 'active' | 'ended'
  readonly completeness: 'complete' | 'waiting' | 'incomplete'
}

/**
 * What follows for a session of ours; null: nothing, it goes on or waits. A station that has nothing more to tell of an ended transaction
 * never will: what is missing is given up, and a transaction it knows to be over, whose end we never heard, has lapsed.
 * Source: OCPP 2.0.1 part 2, E14.
 */
export function decideTransactionStatus(
  { status, completeness }: AskedAbout,
  { isOngoing, hasQueued }: TransactionStatusSaid,
): 'give-up' | 'lapse' | null {
  if (hasQueued !== false) return null
  if (completeness === 'waiting') return isOngoing === true ? null : 'give-up'
  return status === 'active' && isOngoing === false ? 'lapse' : null
}
