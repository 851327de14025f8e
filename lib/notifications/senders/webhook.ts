import { webhookHeaders } from '../webhook-signature'
import { guardedPost, type PostOptions } from './guarded-post'
import type { Outcome } from './outcome'

export interface WebhookCall {
  readonly url: string
  /** `whsec_…` */
  readonly secret: string
  /** The same at every try. */
  readonly id: string
  /** JSON. */
  readonly body: string
}

/** Calls a webhook, signed. 410 Gone ends this delivery; everything else but 2xx is tried again. Never throws. */
export async function callWebhook(
  { url, secret, id, body }: WebhookCall,
  now: Date,
  options: PostOptions,
): Promise<Outcome> {
  const headers = { 'content-type': 'application/json', ...webhookHeaders(secret, id, now, body) }
  const outcome = await guardedPost(url, headers, body, options, [410])
  return outcome.result === 'gone' ? { result: 'dead', error: outcome.error } : outcome
}
