import type { IncomingMessage } from 'node:http'
import { env } from '../../lib/env'

const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i

/**
 * Where files are for a station that called us this way: what is set as FILES_URL, else the very host and port it has reached us
 * under, which are sure to work for it. Behind a proxy that ends TLS the proxy says whether it was https.
 */
export function reachedAt(request: IncomingMessage): string {
  const { FILES_URL, TRUST_PROXY } = env()
  if (FILES_URL !== undefined) return FILES_URL
  const { headers, socket } = request
  const forwarded = TRUST_PROXY ? lastOf(headers['x-forwarded-proto']) : undefined
  const isSecure = forwarded === undefined ? 'encrypted' in socket : forwarded === 'https' || forwarded === 'wss'
  const host = (TRUST_PROXY ? lastOf(headers['x-forwarded-host']) : undefined) ?? headers.host ?? ''
  const named = HOST.test(host) ? host : `${socket.localAddress ?? '127.0.0.1'}:${socket.localPort ?? 9000}`
  return shared(`${isSecure ? 'https' : 'http'}://${named}`)
}

const lastOf = (header: string | string[] | undefined): string | undefined =>
  (Array.isArray(header) ? header.join(',') : header)?.split(',').at(-1)?.trim().toLowerCase() || undefined

/** Thousands of connections come by the same few addresses: one text for all of them. */
const known = new Map<string, string>()
function shared(address: string): string {
  const one = known.get(address)
  if (one !== undefined) return one
  if (known.size < 1_000) known.set(address, address)
  return address
}
