/**
 * When something was done, by our clock: a tablet's may be wrong, and by how much shows when it sends. Never later than now.
 * @param at and @param sentAt both by the tablet's clock @param now by ours, when it arrived
 */
export function correctedTime(at: Date, sentAt: Date, now: Date): Date {
  const behindMs = now.getTime() - sentAt.getTime()
  return new Date(Math.min(at.getTime() + behindMs, now.getTime()))
}

export interface BoundedTime {
  readonly at: Date
  /** What the tablet said, when that cannot be; null: it can. */
  readonly saidAt: Date | null
}

/**
 * Nobody does a job before there is one, nor mends a fault before it began: a clock that was put right between doing and sending says
 * so all the same. Such a time becomes the earliest one possible, and what was said is kept beside it.
 * @param at already corrected @param job when it was made, and when its fault opened
 */
export function boundedTime(
  at: Date,
  { createdAt, faultOpenedAt }: { readonly createdAt: Date; readonly faultOpenedAt: Date | null },
): BoundedTime {
  const earliest = faultOpenedAt !== null && faultOpenedAt > createdAt ? faultOpenedAt : createdAt
  return at < earliest ? { at: earliest, saidAt: at } : { at, saidAt: null }
}
