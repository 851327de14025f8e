import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { OCPP_VERSIONS } from '../lib/ocpp-schemas/official'
import { createAdmission } from './admission'
import { channelOf } from './channel'
import { type ConnectOptions, createConnect } from './connect-station'
import { basicCredentials, chooseProtocol, identityFromUrl, offeredProtocols } from './handshake'
import { hangUp } from './hang-up'
import { Gate } from './limits/gate'
import type { LimitReason } from './limits/limits'
import { listen } from './listen'
import { type RefusalStatus, refuse as refuseSocket } from './refuse'
import { createRefusedClaims } from './refused-claims'
import type { CertificateSource } from './tls/server-certificates'
import { createTlsServer } from './tls/tls-server'
import type { TrustStore } from './tls/trust-store'
import { MAX_FRAME_LENGTH } from './wire/frame'

export interface ServerOptions extends Omit<ConnectOptions, 'gate'> {
  readonly unknownStations: 'pending' | 'accept' | 'reject'
  /** The encrypted port, when there is one. */
  readonly tls: { readonly port: number; readonly source: CertificateSource } | null
  readonly trust: TrustStore
  readonly trustProxy: boolean
  /** Answers what is not a WebSocket: health and metrics. */
  readonly onRequest: RequestListener
}

export interface GatewayServer {
  readonly port: number
  /** null: there is no encrypted port. */
  readonly tlsPort: number | null
  /** Takes new certificates, authorities and roots into use. */
  reloadTls(): Promise<void>
  /** Stops taking connections; the registry closes those it holds. */
  close(): Promise<void>
}

/** The WebSocket endpoint `/ocpp/<identity>`: handshake, then one peer per station. @throws the listen error, e.g. EADDRINUSE */
export async function startServer(port: number, host: string, options: ServerOptions): Promise<GatewayServer> {
  const { coalescer, metrics, log } = options
  const { limits, trust, trustProxy } = options
  const admit = createAdmission({ coalescer, trust, unknownStations: options.unknownStations })
  const gate = new Gate(limits)
  const connect = createConnect({ ...options, gate })
  const noteRefusedClaim = createRefusedClaims(coalescer, (error) => log.error({ error }, 'refusal not written down'))
  const http = createServer(PATIENCE, options.onRequest)
  const chosen = new WeakMap<IncomingMessage, string | false>()
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: MAX_FRAME_LENGTH,
    // A 2.x central system must offer compression; without context takeover an idle connection costs nothing for it.
    perMessageDeflate: {
      serverNoContextTakeover: true,
      clientNoContextTakeover: true,
      threshold: 1024,
      concurrencyLimit: 4,
    },
    handleProtocols: (_, request) => chosen.get(request) ?? false,
  })

  const tls =
    options.tls &&
    (await createTlsServer({
      source: options.tls.source,
      trust,
      log,
      onRequest: options.onRequest,
      requestTimeouts: PATIENCE,
    }))
  const listeners: readonly Server[] = tls === null ? [http] : [http, tls.server]

  for (const listener of listeners) {
    listener.on('connection', countSocket)
    listener.on('upgrade', (request, socket, head) => {
      socket.on('error', (error) => log.debug({ error: error.message }, 'socket failed during the handshake'))
      upgrade(request, socket, head).catch((error) => {
        log.error({ error }, 'handshake failed')
        refuse(socket, 503, 'try again later')
      })
    })
  }

  /** Behind a proxy of ours all sockets are the proxy's. */
  function countSocket(socket: Socket): void {
    const address = socket.remoteAddress
    if (address === undefined || trustProxy) return
    socket.once('close', () => gate.closed(address))
    if (gate.opened(address)) return
    limited('sockets')
    socket.destroy()
  }

  const limited = (reason: LimitReason) => metrics.limited.inc({ reason })

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const identity = identityFromUrl(request.url)
    if (identity === null) return refuse(socket, 404, 'no such address: stations call /ocpp/<identity>')
    const channel = channelOf(request, trustProxy)
    const { address } = channel
    const tooOften = gate.mayAsk(address, identity)
    if (tooOften) {
      limited(tooOften.reason)
      return refuse(socket, 429, 'refused too often', tooOften.retryAfterSeconds)
    }
    const admission = await admit(identity, basicCredentials(request.headers.authorization), channel)
    if ('refuse' in admission) {
      const { refuse: status, why, claimed } = admission
      log.info({ station: identity, address, why }, 'station refused')
      if (status !== 429) gate.refused(address, identity) // who only came at a busy moment has done nothing
      if (claimed) noteRefusedClaim(claimed.id, { address, why })
      return refuse(socket, status, why)
    }
    const turnedAway = gate.mayConnect(admission.station.id)
    if (turnedAway) {
      limited(turnedAway.reason)
      log.info({ station: identity, address, why: turnedAway.reason }, 'station turned away')
      return refuse(socket, 429, 'too many connections', turnedAway.retryAfterSeconds)
    }
    const offered = offeredProtocols(request)
    const agreed = chooseProtocol(offered)
    const protocol =
      agreed?.protocol ?? (offered.length === 0 && admission.station.allowWithoutProtocol ? 'ocpp1.6' : null)
    chosen.set(request, agreed?.spelled ?? false)
    if (socket.destroyed) return
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      if (protocol === null) {
        // OCPP-J: complete the handshake without a subprotocol, then close at once.
        webSocket.on('error', () => webSocket.terminate())
        hangUp(webSocket, 1002, `no common OCPP version: we speak ${OCPP_VERSIONS.join(', ')}`)
        metrics.handshakes.inc({ outcome: 'no-protocol' })
        return
      }
      metrics.handshakes.inc({ outcome: '101' })
      connect({ ...admission, socket: webSocket, request, address, protocol }).catch((error) => {
        log.error({ error, station: identity }, 'connection could not be recorded')
        hangUp(webSocket, 1011, 'try again later')
      })
    })
  }

  function refuse(socket: Duplex, status: RefusalStatus, why: string, retryAfterSeconds?: number): void {
    metrics.handshakes.inc({ outcome: String(status) })
    refuseSocket(socket, status, why, retryAfterSeconds)
  }

  const onListenerError = (error: unknown) => log.error({ error }, 'a socket could not be taken')
  await listen(http, { port, host }, onListenerError)
  if (tls !== null) await listen(tls.server, { port: options.tls?.port ?? 0, host }, onListenerError)
  return {
    port: (http.address() as AddressInfo).port,
    tlsPort: tls === null ? null : (tls.server.address() as AddressInfo).port,
    reloadTls: async () => tls?.reload(),
    async close() {
      gate.close()
      tls?.close()
      await Promise.all(listeners.map(closeListener))
    },
  }
}

/** A log may take an hour to bring over a poor line; nobody needs long to say what they want. */
const PATIENCE = { headersTimeout: 20_000, requestTimeout: 3_600_000 } as const

const CLOSES_WITHIN_MS = 1_000

function closeListener(listener: Server): Promise<void> {
  return new Promise((resolve) => {
    // A transfer that takes an hour does not keep us; the station goes on where it was.
    const patience = setTimeout(() => listener.closeAllConnections(), CLOSES_WITHIN_MS)
    listener.close(() => {
      clearTimeout(patience)
      resolve()
    })
    listener.closeIdleConnections()
  })
}
