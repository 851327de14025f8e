import { guardedPost } from './guarded-post'
import type { Outcome } from './outcome'

export interface TextMessage {
  /** E.164. */
  readonly to: string
  readonly text: string
  /** The same at every try. */
  readonly id: string
}

/** Whoever sends text messages for us. Another kind of provider is another function that returns one. */
export interface SmsProvider {
  /** Never throws. */
  send(message: TextMessage): Promise<Outcome>
}

export interface HttpSmsOptions {
  readonly url: string
  /** The Authorization header's value. */
  readonly authorization: string | undefined
  readonly from: string
  readonly body: 'form' | 'json'
  /** The provider's names for sender, number and text. */
  readonly fields: readonly [from: string, to: string, text: string]
}

/**
 * A provider that takes a POST with sender, number and text, as 46elks and most others do. The message's id goes along as
 * `Idempotency-Key`, for those that heed it. Refusals (4xx but 408 and 429) are final: the number or the account is wrong.
 */
export function httpSmsProvider({ url, authorization, from, body, fields }: HttpSmsOptions): SmsProvider {
  return {
    async send({ to, text, id }) {
      const values = { [fields[0]]: from, [fields[1]]: to, [fields[2]]: text }
      const headers = {
        'content-type': body === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
        'idempotency-key': id,
        ...(authorization === undefined ? {} : { authorization }),
      }
      const sent = body === 'json' ? JSON.stringify(values) : new URLSearchParams(values).toString()
      // Whoever runs the house has named the provider: it may be anywhere.
      const outcome = await guardedPost(url, headers, sent, { allowedHosts: [new URL(url).host] }, REFUSALS)
      return outcome.result === 'gone' ? { result: 'dead', error: outcome.error } : outcome
    },
  }
}

const REFUSALS = Array.from({ length: 100 }, (_, index) => 400 + index).filter(
  (status) => status !== 408 && status !== 429,
)
