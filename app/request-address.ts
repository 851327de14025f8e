/**
 * The client's address for rate limits, from X-Forwarded-For. Behind a trusted proxy the last entry is the one the proxy saw. Without
 * one, Next fills the header in from the socket unless the client sent its own: such a claim counts as one shared address, so that
 * making addresses up gains nothing.
 */
export function addressOf(forwardedFor: string, trustProxy: boolean): string {
  const entries = forwardedFor
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)
  const last = entries.at(-1)?.slice(0, 64)
  if (!last) return 'unknown'
  if (trustProxy || isLoopback(last)) return last
  return entries.length === 1 ? last : 'unknown'
}

const isLoopback = (address: string) => address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1'
