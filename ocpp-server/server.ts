import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Bus } from '../lib/bus/bus'
import type { CommandInput } from '../lib/commands/command'
import type { StationFact } from '../lib/commands/confirm-command'
import type { Coalescer, Write } from '../lib/db/coalesce'
import { OCPP_VERSIONS, type OcppVersion } from '../lib/ocpp-schemas/official'
import { loadOpenSessions } from '../lib/sessions/queries/open-sessions'
import { recordConnected } from '../lib/stations/mutations/record-connections'
import { type Held, loadHoldings } from '../lib/stations/queries/load-holdings'
import { createAdmission, type LetIn } from './admission'
import { channelOf } from './channel'
import { reachedAt } from './files/reached-at'
import { basicCredentials, chooseProtocol, identityFromUrl, offeredProtocols } from './handshake'
import type { Inbox } from './inbox'
import { Gate } from './limits/gate'
import type { LimitReason, Limits } from './limits/limits'
import { MessageMeter } from './limits/message-meter'
import type { Log } from './log'
import type { Metrics } from './metrics'
import { type RefusalStatus, refuse as refuseSocket } from './refuse'
import { createRefusedClaims } from './refused-claims'
import type { Outside } from './security/outside'
import type { SessionScreen } from './session-screen'
import { StationConnection } from './station-connection'
import type { StationRegistry } from './station-registry'
import type { CertificateSource } from './tls/server-certificates'
import { createTlsServer } from './tls/tls-server'
import type { TrustStore } from './tls/trust-store'
import { MAX_FRAME_LENGTH } from './wire/frame'
import { createPeer } from './wire/peer'

export interface ServerOptions {
  readonly gatewayId: string
  readonly unknownStations: 'pending' | 'accept' | 'reject'
  readonly callTimeoutMs: number
  /** The encrypted port, when there is one. */
  readonly tls: { readonly port: number; readonly source: CertificateSource } | null
  readonly trust: TrustStore
  readonly outside: Outside
  readonly trustProxy: boolean
  readonly limits: Limits
  readonly coalescer: Coalescer
  readonly bus: Bus
  readonly screen: SessionScreen
  readonly inbox: Inbox
  readonly registry: StationRegistry
  readonly metrics: Metrics
  readonly log: Log
  /** Answers what is not a WebSocket: health and metrics. */
  readonly onRequest: RequestListener
  onFact(connection: StationConnection, fact: StationFact): void
  onAsk(connection: StationConnection, command: CommandInput): void
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
  const { coalescer, registry, metrics, log } = options
  const { limits, trust, trustProxy } = options
  const admit = createAdmission({ coalescer, trust, unknownStations: options.unknownStations })
  const gate = new Gate(limits)
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
        webSocket.close(1002, `no common OCPP version: we speak ${OCPP_VERSIONS.join(', ')}`)
        metrics.handshakes.inc({ outcome: 'no-protocol' })
        return
      }
      metrics.handshakes.inc({ outcome: '101' })
      connect(webSocket, request, { ...admission, address, protocol }).catch((error) => {
        log.error({ error, station: identity }, 'connection could not be recorded')
        webSocket.close(1011, 'try again later')
      })
    })
  }

  async function connect(
    socket: WebSocket,
    request: IncomingMessage,
    { station, profile, protocol, address }: LetIn & { readonly protocol: OcppVersion; readonly address: string },
  ): Promise<void> {
    const connection = new StationConnection({
      station,
      protocol,
      socket,
      connectionId: randomUUID(),
      remoteAddress: address,
      outside: options.outside,
      securityProfile: profile,
      certificate: profile === 3 ? (channelOf(request, false).certificate?.fingerprint ?? null) : null,
      reachedAt: reachedAt(request),
      bus: options.bus,
      screen: options.screen,
      onFact: options.onFact,
      onAsk: options.onAsk,
    })
    const meter = new MessageMeter(limits, gate.messagesOf(address), connection.lastHeardAt)
    function sendAway(reason: LimitReason, why: string): void {
      limited(reason)
      gate.strike(connection.id)
      log.warn({ station: connection.identity, address, reason }, 'station sent away')
      socket.close(1008, why)
      socket.resume() // its own close frame may wait in the line
      setTimeout(() => socket.terminate(), 2_000).unref()
    }
    function unreadable(): void {
      if (meter.isTooMuch(Date.now())) sendAway('unreadable', 'too many unreadable messages')
    }
    connection.peer = createPeer({
      version: protocol,
      callTimeoutMs: options.callTimeoutMs,
      send: (text) => socket.send(text),
      onCall(call) {
        options.inbox.receive(connection, call)
        return undefined // the inbox answers when it is committed
      },
      onExchange: (exchange) => {
        options.inbox.log(connection, exchange)
        if (exchange.direction === 'in' && UNREADABLE.has(exchange.errorCode ?? '')) unreadable()
      },
      onFlood: () => sendAway('flood', 'too many unanswered messages'),
      onHandlerError: (error) => log.error({ error, station: connection.identity }, 'handler failed'),
    })
    // Frames may arrive with the handshake: they wait until the station's row says that this connection is its newest.
    let isReady = false
    const early: string[] = []
    socket.on('message', (data, isBinary) => {
      connection.heard()
      if (socket.readyState !== socket.OPEN) return // sent away: what is still on its way is not read
      const pauseMs = meter.message(connection.lastHeardAt)
      if (pauseMs > 0) pause(socket, pauseMs)
      if (isBinary) return unreadable() // OCPP-J knows text frames only
      const text = data.toString()
      if (isReady) connection.peer.receive(text)
      else if (early.push(text) > MAX_EARLY_FRAMES) socket.close(1008, 'too many messages at once')
    })
    socket.on('ping', () => connection.heard())
    socket.on('pong', () => connection.heard())
    socket.on('error', (error: Error & { code?: string }) => {
      log.debug({ station: connection.identity, error: error.message }, 'socket error')
      if (error.code !== 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') return // ws closes it with 1009 itself
      limited('oversize')
      gate.strike(connection.id)
    })
    socket.on('close', () => {
      registry
        .remove(connection)
        .catch((error) => log.error({ error, station: connection.identity }, 'close not recorded'))
    })
    registry.add(connection)
    await recordArrival(connection)
    isReady = true
    for (const text of early.splice(0)) connection.peer.receive(text)
    connection.publishState()
    connection.noticed({ kind: 'connected', securityProfile: connection.securityProfile })
  }

  /** The station's own line fills up: who talks too much waits, nobody else does. */
  function pause(socket: WebSocket, milliseconds: number): void {
    if (socket.isPaused) return
    limited('message-rate')
    socket.pause()
    setTimeout(() => socket.resume(), milliseconds).unref()
  }

  async function recordArrival(connection: StationConnection): Promise<void> {
    const item = {
      stationId: connection.id,
      gatewayId: options.gatewayId,
      connectionId: connection.connectionId,
      protocol: connection.protocol,
      securityProfile: connection.securityProfile,
      remoteAddress: connection.remoteAddress,
      at: new Date(),
    }
    const writes = [
      { writer: recordConnected, item } as Write,
      { writer: loadOpenSessions, item: connection.id } as Write,
      { writer: loadHoldings, item: connection.id } as Write,
    ]
    const [, open, held] = await coalescer.submit({ writes }, connection.id)
    for (const { evse, status } of open as { evse: number; status: never }[]) connection.sessionStates.set(evse, status)
    connection.holdings.load(held as Held)
  }

  function refuse(socket: Duplex, status: RefusalStatus, why: string, retryAfterSeconds?: number): void {
    metrics.handshakes.inc({ outcome: String(status) })
    refuseSocket(socket, status, why, retryAfterSeconds)
  }

  await listen(http, port, host)
  if (tls !== null) await listen(tls.server, options.tls?.port ?? 0, host)
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

/** Frames a station may send before its connection is recorded. */
const MAX_EARLY_FRAMES = 100

/** Error codes of frames that could not be understood at all. */
const UNREADABLE: ReadonlySet<string> = new Set(['FormationViolation', 'FormatViolation', 'RpcFrameworkError'])

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

function listen(http: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen({ port, host, backlog: 4096 }, () => {
      http.off('error', reject)
      resolve()
    })
  })
}
