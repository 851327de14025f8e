import { constants } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { SecureContextOptions } from 'node:tls'
import type { Log } from '../log'
import type { CertificateSource, ServerCertificates } from './server-certificates'
import type { TrustStore } from './trust-store'

/**
 * What OCPP asks a control room to offer (security whitepaper A00.FR.318, 2.0.1 A00.FR.312 ff.) and no more: TLS 1.3, and of 1.2 what
 * authenticates as it encrypts. The two without ECDHE are there because the standard demands them.
 */
const CIPHERS = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_AES_128_GCM_SHA256',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'AES256-GCM-SHA384',
  'AES128-GCM-SHA256',
].join(':')

const LOOK_EVERY_MS = 5_000

export interface TlsServer {
  readonly server: Server
  /** Takes changed files, another authority and newly trusted roots into use, for connections made from now on. */
  reload(): Promise<void>
  close(): void
}

export interface TlsOptions {
  readonly source: CertificateSource
  readonly trust: TrustStore
  readonly log: Log
  readonly onRequest: RequestListener
  readonly requestTimeouts: { readonly headersTimeout: number; readonly requestTimeout: number }
}

/** The encrypted listener, not listening yet. @throws when there is no usable certificate: nobody wants to find out from stations */
export async function createTlsServer(options: TlsOptions): Promise<TlsServer> {
  const { source, trust, log } = options
  const first = await source.renew(new Date())
  if (first === null) throw new Error('There is no certificate for the encrypted OCPP port.')
  let shown: ServerCertificates = first
  let roots = trust.current.stationRootsPem
  const server = createServer(
    {
      ...contextOf(shown, roots),
      ...options.requestTimeouts,
      // Whether it is needed is a matter of the station's profile, known when it says its name.
      requestCert: true,
      rejectUnauthorized: false,
      handshakeTimeout: 20_000,
    },
    options.onRequest,
  )
  server.on('tlsClientError', (error, socket) => {
    log.debug({ error: error.message, address: socket.remoteAddress }, 'TLS handshake failed')
  })

  async function reload(): Promise<void> {
    const renewed = await source.renew(new Date())
    const isSame = renewed === null && roots.join() === trust.current.stationRootsPem.join()
    if (isSame) return
    const next = renewed ?? shown
    // Throws when key and certificate do not belong together (one file of two was written): the old ones stay until they do.
    server.setSecureContext(contextOf(next, trust.current.stationRootsPem))
    shown = next
    roots = trust.current.stationRootsPem
    log.info({ certificates: shown.cert.length, roots: roots.length }, 'TLS certificates reloaded')
  }

  const looking = setInterval(() => {
    reload().catch((error) => log.warn({ error }, 'TLS certificates could not be reloaded; the old ones stay'))
  }, LOOK_EVERY_MS)
  looking.unref()
  return { server, reload, close: () => clearInterval(looking) }
}

const contextOf = ({ cert, key }: ServerCertificates, roots: readonly string[]): SecureContextOptions => ({
  cert: [...cert],
  key: [...key],
  ca: [...roots],
  minVersion: 'TLSv1.2',
  ciphers: CIPHERS,
  honorCipherOrder: true,
  // No resumption: who comes back is asked again, also for what was revoked meanwhile. No renegotiation, no compression.
  secureOptions: constants.SSL_OP_NO_TICKET | constants.SSL_OP_NO_RENEGOTIATION | constants.SSL_OP_NO_COMPRESSION,
})
