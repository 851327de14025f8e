import type { IncomingMessage, ServerResponse } from 'node:http'
import { pool } from '../lib/db/client'
import type { FileDesk } from './files/file-desk'
import type { Metrics } from './metrics'

export interface HttpOptions {
  readonly metrics: Metrics
  /** False when messages wait longer than they should. */
  keepsUp(): boolean
  readonly files: FileDesk
}

interface Answer {
  readonly status: number
  readonly body: string
  readonly type?: string
}

/** What the OCPP port answers to plain HTTP: stations' files, health, readiness, metrics; anything else learns what this is. */
export const answerHttp = (options: HttpOptions) => (request: IncomingMessage, response: ServerResponse) => {
  if (options.files.answer(request, response) !== null) return
  answer(request, options)
    .catch((): Answer => ({ status: 500, body: 'Something went wrong here.' }))
    .then(({ status, body, type = 'text/plain' }) => {
      response.writeHead(status, {
        'Content-Type': type,
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      })
      response.end(request.method === 'HEAD' ? undefined : body)
    })
}

async function answer(request: IncomingMessage, { metrics, keepsUp }: HttpOptions): Promise<Answer> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return { status: 405, body: 'Only GET here.' }
  switch (request.url?.split('?', 1)[0]) {
    case '/healthz':
      return json(200, { status: 'up' })
    case '/readyz': {
      const parts = { database: await isDatabaseUp(), keepsUp: keepsUp() }
      return json(parts.database && parts.keepsUp ? 200 : 503, parts)
    }
    case '/metrics':
      // Figures about the business are for whoever runs this machine, not for whoever can reach the OCPP port.
      if (!isFromThisMachine(request)) return { status: 403, body: 'Metrics are answered to this machine only.' }
      return { status: 200, body: await metrics.registry.metrics(), type: metrics.registry.contentType }
    default:
      return { status: 426, body: 'This is an OCPP gateway: stations connect by WebSocket to /ocpp/<identity>.' }
  }
}

const json = (status: number, body: object): Answer => ({
  status,
  body: JSON.stringify(body),
  type: 'application/json',
})

/** Not through a proxy on this machine either, which would hide who really asks. */
function isFromThisMachine({ socket, headers }: IncomingMessage): boolean {
  const address = socket.remoteAddress ?? ''
  const isLoopback = address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.')
  return isLoopback && headers['x-forwarded-for'] === undefined && headers.forwarded === undefined
}

async function isDatabaseUp(): Promise<boolean> {
  try {
    return (await pool().query('SELECT 1')).rowCount === 1
  } catch {
    return false
  }
}
