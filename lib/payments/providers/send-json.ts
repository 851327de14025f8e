import type { IncomingHttpHeaders } from 'node:http'
import { type Agent, request } from 'node:https'

export interface HttpAnswer {
  /** 0: there was none. */
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** null: no body, or no JSON. */
  readonly json: unknown
  /** Why there was no answer. */
  readonly error?: string
}

interface Sending {
  readonly agent: Agent
  readonly method: 'GET' | 'PUT' | 'PATCH'
  readonly url: URL
  readonly body: object | undefined
  readonly contentType: string | undefined
  readonly timeoutMs: number
}

const MOST_BYTES = 64 * 1024

/** One HTTPS call with a client certificate. Never throws: no answer is an answer with status 0. */
export function sendJson({ agent, method, url, body, contentType, timeoutMs }: Sending): Promise<HttpAnswer> {
  const text = body && JSON.stringify(body)
  return new Promise((resolve) => {
    const fail = (error: Error) => resolve({ status: 0, headers: {}, json: null, error: error.message })
    const call = request(
      url,
      {
        agent,
        method,
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          accept: 'application/json',
          ...(text && { 'content-type': contentType ?? 'application/json', 'content-length': Buffer.byteLength(text) }),
        },
      },
      (answer) => {
        const chunks: Buffer[] = []
        let size = 0
        answer.on('data', (chunk: Buffer) => {
          size += chunk.length
          if (size > MOST_BYTES) answer.destroy(new Error('The answer is too long.'))
          else chunks.push(chunk)
        })
        answer.on('error', fail)
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, json: jsonOf(Buffer.concat(chunks)) }),
        )
      },
    )
    call.on('error', fail)
    call.end(text)
  })
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}
