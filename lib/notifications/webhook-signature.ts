import { createHmac, randomBytes } from 'node:crypto'

/** As the Standard Webhooks specification writes keys, so that its libraries take ours as they are. */
const PREFIX = 'whsec_'

/** What keys of webhooks are sealed for. */
export const WEBHOOK_SECRETS = 'laddvakt webhook'

/** A new key of 256 bits. */
export const newWebhookSecret = (): string => `${PREFIX}${randomBytes(32).toString('base64')}`

/**
 * The headers of a signed call, by the Standard Webhooks specification: HMAC-SHA-256 over id, time and body. The id stays the same
 * at every try, so that a receiver can know what it has had already.
 * @param secret as `newWebhookSecret` makes them @param at when this try is made
 */
export function webhookHeaders(secret: string, id: string, at: Date, body: string): Readonly<Record<string, string>> {
  const seconds = String(Math.floor(at.getTime() / 1000))
  return {
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': `v1,${signatureOf(secret, id, seconds, body)}`,
  }
}

const signatureOf = (secret: string, id: string, seconds: string, body: string): string =>
  createHmac('sha256', Buffer.from(secret.slice(PREFIX.length), 'base64'))
    .update(`${id}.${seconds}.${body}`)
    .digest('base64')
