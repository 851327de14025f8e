import { createHash } from 'node:crypto'
import { DAY_MS, SECOND_MS } from '../../kernel/time'
import { encryptPush, type PushKeys } from '../push-encryption'
import { type VapidKeys, vapidAuthorization } from '../vapid'
import { guardedPost, type PostOptions } from './guarded-post'
import type { Outcome } from './outcome'

export interface PushMessage {
  readonly endpoint: string
  readonly keys: PushKeys
  /** The same at every try: the push service keeps one message of an id, the browser shows one notice of it. */
  readonly id: string
  /** JSON for our service worker. */
  readonly text: string
  readonly isUrgent: boolean
}

export interface PushOptions extends PostOptions {
  readonly vapid: VapidKeys
  /** `mailto:` or `https:` of who runs this house. */
  readonly subject: string | null
}

/** Sends a push message (RFC 8030). 404 and 410: the browser has ended its subscription. Never throws. */
export async function sendPush(message: PushMessage, now: Date, options: PushOptions): Promise<Outcome> {
  let body: Buffer
  let authorization: string
  try {
    body = encryptPush(message.text, message.keys)
    authorization = vapidAuthorization(message.endpoint, options.vapid, options.subject, now)
  } catch {
    return { result: 'gone', error: 'bad-subscription' }
  }
  const headers = {
    authorization,
    'content-type': 'application/octet-stream',
    'content-encoding': 'aes128gcm',
    ttl: String(DAY_MS / SECOND_MS),
    urgency: message.isUrgent ? 'high' : 'normal',
    topic: topicOf(message.id),
  }
  return guardedPost(message.endpoint, headers, body, options, [404, 410])
}

/** At most 32 characters of base64url. */
const topicOf = (id: string): string => createHash('sha256').update(id).digest('base64url').slice(0, 32)
