/**
 * When something was done, by our clock: a tablet's may be wrong, and by how much shows when it sends. Never later than now.
 * @param at and @param sentAt both by the tablet's clock @param now by ours, when it arrived
 */
export function correctedTime(at: Date, sentAt: Date, now: Date): Date {
  const behindMs = now.getTime() - sentAt.getTime()
  return new Date(Math.min(at.getTime() + behindMs, now.getTime()))
}
