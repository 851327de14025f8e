import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { lookupOf } from '../../kernel/public-lookup'
import { SECOND_MS } from '../../kernel/time'
import { errorWords, type Outcome, saidBy } from './outcome'

const LONGEST_ANSWER = 4 * 1024

export interface PostOptions {
  /** Hosts that may be called although they are not on the public internet. */
  readonly allowedHosts: readonly string[]
  readonly timeoutMs?: number
}

interface Answer {
  readonly status: number
  readonly text: string
  readonly retryAfter: string | undefined
}

/**
 * A POST to an address that somebody outside our house may have named: only public addresses, the one that was looked up and no
 * other, no redirects, no waiting for ever, no reading of long answers. Never throws.
 * @param goneStatuses with these the other side wants no more of it at all
 */
export async function guardedPost(
  address: string,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer,
  { allowedHosts, timeoutMs = 10 * SECOND_MS }: PostOptions,
  goneStatuses: readonly number[] = [],
): Promise<Outcome> {
  try {
    const url = new URL(address)
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return { result: 'dead', error: 'not-an-address' }
    const lookup = lookupOf(url, allowedHosts)
    if (lookup === null) return { result: 'dead', error: 'not-public-address' }
    const answer = await post(url, headers, Buffer.from(body), lookup, timeoutMs)
    const said = saidBy(`HTTP ${answer.status} ${answer.text}`)
    if (answer.status >= 200 && answer.status < 300) return { result: 'delivered', answer: said }
    if (goneStatuses.includes(answer.status)) return { result: 'gone', error: said }
    return { result: 'failed', error: said, askedMs: askedMs(answer.retryAfter) }
  } catch (error) {
    return { result: 'failed', error: errorWords(error) }
  }
}

function post(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
  lookup: Exclude<ReturnType<typeof lookupOf>, null>,
  timeoutMs: number,
): Promise<Answer> {
  const make = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((fulfil, reject) => {
    const request = make(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': body.length, 'user-agent': 'Laddvakt' },
        lookup,
        agent: false,
        signal: AbortSignal.timeout(timeoutMs),
      },
      (response) => {
        let text = ''
        const done = () =>
          fulfil({ status: response.statusCode ?? 0, text, retryAfter: response.headers['retry-after'] })
        response.setEncoding('utf8')
        response.on('data', (part: string) => {
          text += part
          // The status is known; the rest of a long answer is nobody's business.
          if (text.length > LONGEST_ANSWER) {
            done()
            response.destroy()
          }
        })
        response.on('end', done)
        response.on('error', reject)
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

/** Retry-After in seconds, or as a date. */
function askedMs(header: string | undefined): number {
  if (header === undefined) return 0
  const seconds = Number(header)
  const ms = Number.isFinite(seconds) ? seconds * SECOND_MS : Date.parse(header) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, ms) : 0
}
