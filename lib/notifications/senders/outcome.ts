/** What became of one try to deliver. `error` is a word of ours (`not-public-address`) or what the other side said. */
export type Outcome =
  | { readonly result: 'delivered'; readonly answer: string }
  /** Worth another try. */
  | { readonly result: 'failed'; readonly error: string; readonly askedMs?: number }
  /** No other try would end differently. */
  | { readonly result: 'dead'; readonly error: string }
  /** The other side wants no more of this at all: its address is forgotten. */
  | { readonly result: 'gone'; readonly error: string }

/** As much of what somebody else said as is worth keeping, on one line. */
export const saidBy = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 300)

/** A thrown error in words fit for the delivery log. */
export function errorWords(error: unknown): string {
  if (!(error instanceof Error)) return 'unexpected'
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'timed-out'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code === 'EACCES') return 'not-public-address'
  return saidBy(error.message || code || 'unexpected')
}
