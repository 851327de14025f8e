import type { X509Certificate } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { TLSSocket } from 'node:tls'
import { type CertificateFacts, describeCertificate } from '../lib/certificates/describe-certificate'

/** How a station has reached us, before it is known who it is. */
export interface Channel {
  readonly address: string
  readonly isEncrypted: boolean
  /** What it showed in the TLS handshake. */
  readonly certificate: ShownCertificate | null
}

export interface ShownCertificate extends CertificateFacts {
  /** TLS found a way from it to a root of ours, and it is in its time. */
  readonly isTrusted: boolean
  /** Why it is not, as TLS says it. */
  readonly fault: string | null
  readonly x509: X509Certificate
}

/** @param trustProxy X-Forwarded-For and -Proto are the word of a proxy of ours, which may end TLS before us */
export function channelOf(request: IncomingMessage, trustProxy: boolean): Channel {
  const socket = request.socket as TLSSocket
  const isEncrypted = socket.encrypted === true
  const address = socket.remoteAddress ?? ''
  if (!isEncrypted) {
    if (!trustProxy) return { address, isEncrypted, certificate: null }
    const proto = lastOf(request.headers['x-forwarded-proto'])
    return {
      address: lastOf(request.headers['x-forwarded-for']) ?? address,
      isEncrypted: proto === 'https' || proto === 'wss',
      certificate: null,
    }
  }
  return { address, isEncrypted, certificate: shownIn(socket) }
}

function shownIn(socket: TLSSocket): ShownCertificate | null {
  const x509 = socket.getPeerX509Certificate()
  if (x509 === undefined) return null
  const fault = socket.authorized ? null : String(socket.authorizationError ?? 'not verified')
  return { ...describeCertificate(x509), isTrusted: socket.authorized, fault, x509 }
}

/** The entry the nearest proxy wrote. */
function lastOf(header: string | string[] | undefined): string | undefined {
  const last = String(header ?? '')
    .split(',')
    .at(-1)
    ?.trim()
    .slice(0, 64)
  return last || undefined
}
