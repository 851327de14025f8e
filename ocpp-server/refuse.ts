import type { Duplex } from 'node:stream'

export type RefusalStatus = 401 | 403 | 404 | 429 | 503

const REASONS: Readonly<Record<RefusalStatus, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
}

/** Ends a handshake with an HTTP answer that says why. */
export function refuse(socket: Duplex, status: RefusalStatus, why: string, retryAfterSeconds = 30): void {
  const headers = [
    `HTTP/1.1 ${status} ${REASONS[status]}`,
    'Connection: close',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(why)}`,
    ...(status === 401 ? ['WWW-Authenticate: Basic realm="Laddvakt"'] : []),
    ...(status === 429 || status === 503 ? [`Retry-After: ${retryAfterSeconds}`] : []),
  ]
  // Ours is not the only side that may hang up: who never does would keep the socket for ever.
  socket.once('finish', () => socket.destroy())
  if (socket.writable) socket.end(`${headers.join('\r\n')}\r\n\r\n${why}`)
}
