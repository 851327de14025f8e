import { createHash, createHmac, hkdfSync } from 'node:crypto'

/**
 * The secret in a subscriber's links, made from a random word of theirs and the installation's secret: it can be written into every
 * letter without being stored anywhere.
 */
export function subscriberToken(nonce: string, secret: string): string {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'laddvakt subscriber link', 32))
  return createHmac('sha256', key).update(nonce).digest('base64url')
}

/** What a subscriber is found by. */
export const subscriberTokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')
