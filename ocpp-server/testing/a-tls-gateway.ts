import { type ConnectionOptions, connect, type PeerCertificate } from 'node:tls'
import type { ClientOptions } from 'ws'
import { activeIssuer } from '../../lib/certificates/mutations/active-issuer'
import type { GatewayOptions } from '../gateway'
import { selfIssuedCertificates } from '../tls/server-certificates'
import { aGateway } from './test-gateway'

/** A gateway with an encrypted port of our own authority's, and what a station needs to trust it. */
export async function aTlsGateway(over: Partial<GatewayOptions> = {}) {
  const gateway = await aGateway({ tls: ownTls(), ...over })
  return Object.assign(gateway, await ourRoot())
}

/** An encrypted port on any free number, with certificates of our own. */
export const ownTls = (): GatewayOptions['tls'] => ({
  port: 0,
  source: selfIssuedCertificates(['localhost', '127.0.0.1']),
})

/** What stations need to trust it. */
export async function ourRoot(): Promise<{ readonly root: string }> {
  return { root: (await activeIssuer()).certificate }
}

/** How a station calls the encrypted port. */
export const overTls = (gateway: { root: string }, more: ClientOptions = {}): ClientOptions => ({
  ca: gateway.root,
  ...more,
})

/** One TLS handshake. @throws what TLS says when it fails */
export function shakeHands(
  port: number,
  options: ConnectionOptions,
): Promise<{ readonly certificate: PeerCertificate; readonly protocol: string | null; readonly cipher: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, servername: 'localhost', ...options }, () => {
      resolve({
        certificate: socket.getPeerCertificate(),
        protocol: socket.getProtocol(),
        cipher: socket.getCipher().name,
      })
      socket.destroy()
    })
    socket.on('error', reject)
  })
}
