import type { IncomingMessage } from 'node:http'

/**
 * Set on every request by `observe-requests` before anything else sees it, overwriting whatever a client sent: whether the
 * connection came straight from this machine. Next itself only tells what headers say, and those can be forged.
 */
const DIRECT_LOOPBACK = 'x-laddvakt-direct-loopback'

const PROXY_HEADERS = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'cf-connecting-ip']
const LOOPBACK = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/
/** A page of another name that resolves to this machine (DNS rebinding) must not pass for a local program. */
const LOCAL_HOST = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/

/**
 * Call before anything reads the request. Without a trusted proxy, what the client claims about its address is replaced by the
 * socket's own, so that rate limits cannot be dodged by making addresses up.
 */
export function markPeer(request: IncomingMessage, trustProxy: boolean): void {
  const { headers, socket } = request
  const isLocal =
    LOOPBACK.test(socket.remoteAddress ?? '') &&
    LOCAL_HOST.test(headers.host ?? '') &&
    !PROXY_HEADERS.some((name) => name in headers)
  delete headers[DIRECT_LOOPBACK]
  if (isLocal) headers[DIRECT_LOOPBACK] = '1'
  if (!trustProxy) headers['x-forwarded-for'] = socket.remoteAddress ?? ''
}

/** True for a program on this machine that talks to us without a proxy in between. */
export const isDirectLoopback = (request: Request): boolean => request.headers.get(DIRECT_LOOPBACK) === '1'
