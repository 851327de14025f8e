import type { IncomingMessage, ServerResponse } from 'node:http'
import { pool } from '../lib/db/client'
import type { Metrics } from './metrics'

export interface HttpOptions {
  readonly metrics: Metrics
  isReady(): boolean
}

/** What the OCPP port answers to plain HTTP: health, readiness, metrics; anything else learns what this is. */
export const answerHttp =
  ({ metrics, isReady }: HttpOptions) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    const send = (status: number, type: string, body: string) => {
      response.writeHead(status, {
        'Content-Type': type,
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      })
      response.end(request.method === 'HEAD' ? undefined : body)
    }
    const sendJson = (status: number, body: object) => send(status, 'application/json', JSON.stringify(body))
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(405, 'text/plain', 'Only GET here.')
    switch (request.url?.split('?', 1)[0]) {
      case '/healthz':
        return sendJson(200, { status: 'up' })
      case '/readyz':
        isDatabaseUp().then(
          (database) => sendJson(database && isReady() ? 200 : 503, { database, keepsUp: isReady() }),
          () => sendJson(503, { database: false, keepsUp: isReady() }),
        )
        return
      case '/metrics':
        metrics.registry.metrics().then(
          (text) => send(200, metrics.registry.contentType, text),
          () => send(500, 'text/plain', 'The metrics could not be gathered.'),
        )
        return
      default:
        return send(426, 'text/plain', 'This is an OCPP gateway: stations connect by WebSocket to /ocpp/<identity>.')
    }
  }

const isDatabaseUp = async (): Promise<boolean> => (await pool().query('SELECT 1')).rowCount === 1
