import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Bus } from '../lib/bus/bus'
import type { CommandInput } from '../lib/commands/command'
import type { StationFact } from '../lib/commands/confirm-command'
import type { Coalescer, Write } from '../lib/db/coalesce'
import { OCPP_VERSIONS, type OcppVersion } from '../lib/ocpp-schemas/official'
import { loadOpenSessions } from '../lib/sessions/queries/open-sessions'
import { recordConnected } from '../lib/stations/mutations/record-connections'
import type { GatewayStation } from '../lib/stations/queries/gateway-stations'
import { createAdmission } from './admission'
import { basicCredentials, chooseProtocol, identityFromUrl, offeredProtocols } from './handshake'
import type { Inbox } from './inbox'
import type { Log } from './log'
import type { Metrics } from './metrics'
import type { SessionScreen } from './session-screen'
import { StationConnection } from './station-connection'
import type { StationRegistry } from './station-registry'
import { MAX_FRAME_LENGTH } from './wire/frame'
import { createPeer } from './wire/peer'

export interface ServerOptions {
  readonly gatewayId: string
  readonly unknownStations: 'pending' | 'accept' | 'reject'
  readonly callTimeoutMs: number
  readonly coalescer: Coalescer
  readonly bus: Bus
  readonly screen: SessionScreen
  readonly inbox: Inbox
  readonly registry: StationRegistry
  readonly metrics: Metrics
  readonly log: Log
  /** Answers what is not a WebSocket: health and metrics. */
  onRequest: Parameters<typeof createServer>[1]
  onFact(connection: StationConnection, fact: StationFact): void
  onAsk(connection: StationConnection, command: CommandInput): void
}

export interface GatewayServer {
  readonly port: number
  /** Stops taking connections; the registry closes those it holds. */
  close(): Promise<void>
}

/** The WebSocket endpoint `/ocpp/<identity>`: handshake, then one peer per station. @throws the listen error, e.g. EADDRINUSE */
export async function startServer(port: number, host: string, options: ServerOptions): Promise<GatewayServer> {
  const { coalescer, registry, metrics, log } = options
  const admit = createAdmission({ coalescer, unknownStations: options.unknownStations })
  const http = createServer(options.onRequest)
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

  http.on('upgrade', (request, socket, head) => {
    socket.on('error', (error) => log.debug({ error: error.message }, 'socket failed during the handshake'))
    upgrade(request, socket, head).catch((error) => {
      log.error({ error }, 'handshake failed')
      refuse(socket, 503, 'try again later')
    })
  })

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const identity = identityFromUrl(request.url)
    if (identity === null) return refuse(socket, 404, 'no such address: stations call /ocpp/<identity>')
    const admission = await admit(identity, basicCredentials(request.headers.authorization))
    if ('refuse' in admission) {
      log.info({ station: identity, address: request.socket.remoteAddress, why: admission.why }, 'station refused')
      return refuse(socket, admission.refuse, admission.why)
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
      connect(webSocket, request, admission.station, protocol).catch((error) => {
        log.error({ error, station: identity }, 'connection could not be recorded')
        webSocket.close(1011, 'try again later')
      })
    })
  }

  async function connect(
    socket: WebSocket,
    request: IncomingMessage,
    station: GatewayStation,
    protocol: OcppVersion,
  ): Promise<void> {
    const connection = new StationConnection({
      station,
      protocol,
      socket,
      connectionId: randomUUID(),
      remoteAddress: request.socket.remoteAddress ?? '',
      bus: options.bus,
      screen: options.screen,
      onFact: options.onFact,
      onAsk: options.onAsk,
    })
    connection.peer = createPeer({
      version: protocol,
      callTimeoutMs: options.callTimeoutMs,
      send: (text) => socket.send(text),
      onCall(call) {
        options.inbox.receive(connection, call)
        return undefined // the inbox answers when it is committed
      },
      onExchange: (exchange) => options.inbox.log(connection, exchange),
      onFlood: () => {
        log.warn({ station: connection.identity }, 'closed: too many unanswered messages')
        socket.close(1008, 'too many unanswered messages')
      },
      onHandlerError: (error) => log.error({ error, station: connection.identity }, 'handler failed'),
    })
    // Frames may arrive with the handshake: they wait until the station's row says that this connection is its newest.
    let isReady = false
    const early: string[] = []
    socket.on('message', (data, isBinary) => {
      connection.heard()
      if (isBinary) return // OCPP-J knows text frames only
      const text = data.toString()
      if (isReady) connection.peer.receive(text)
      else if (early.push(text) > MAX_EARLY_FRAMES) socket.close(1008, 'too many messages at once')
    })
    socket.on('ping', () => connection.heard())
    socket.on('pong', () => connection.heard())
    socket.on('error', (error) => log.debug({ station: connection.identity, error: error.message }, 'socket error'))
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
  }

  async function recordArrival(connection: StationConnection): Promise<void> {
    const item = {
      stationId: connection.id,
      gatewayId: options.gatewayId,
      connectionId: connection.connectionId,
      protocol: connection.protocol,
      remoteAddress: connection.remoteAddress,
      at: new Date(),
    }
    const writes = [
      { writer: recordConnected, item } as Write,
      { writer: loadOpenSessions, item: connection.id } as Write,
    ]
    const [, open] = await coalescer.submit({ writes }, connection.id)
    for (const { evse, status } of open as { evse: number; status: never }[]) connection.sessionStates.set(evse, status)
  }

  function refuse(socket: Duplex, status: 401 | 404 | 429 | 503, why: string): void {
    metrics.handshakes.inc({ outcome: String(status) })
    const headers = [
      `HTTP/1.1 ${status} ${REASONS[status]}`,
      'Connection: close',
      'Content-Type: text/plain; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(why)}`,
      ...(status === 401 ? ['WWW-Authenticate: Basic realm="Laddvakt"'] : []),
      ...(status === 429 || status === 503 ? ['Retry-After: 30'] : []),
    ]
    if (socket.writable) socket.end(`${headers.join('\r\n')}\r\n\r\n${why}`)
  }

  await listen(http, port, host)
  return {
    port: (http.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve())
        http.closeIdleConnections()
      }),
  }
}

/** Frames a station may send before its connection is recorded. */
const MAX_EARLY_FRAMES = 100

const REASONS = { 401: 'Unauthorized', 404: 'Not Found', 429: 'Too Many Requests', 503: 'Service Unavailable' } as const

function listen(http: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen({ port, host, backlog: 4096 }, () => {
      http.off('error', reject)
      resolve()
    })
  })
}
