import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { WebSocket } from 'ws'
import type { Coalescer, Write } from '../lib/db/coalesce'
import type { OcppVersion } from '../lib/ocpp-schemas/official'
import { loadOpenSessions } from '../lib/sessions/queries/open-sessions'
import { recordConnected } from '../lib/stations/mutations/record-connections'
import { type Held, loadHoldings } from '../lib/stations/queries/load-holdings'
import type { LetIn } from './admission'
import { channelOf } from './channel'
import { reachedAt } from './files/reached-at'
import { StationConnection, type Surroundings } from './station-connection'
import { type LineSurroundings, StationLine } from './station-line'
import type { StationRegistry } from './station-registry'
import { createPeer } from './wire/peer'

export interface ConnectOptions extends Surroundings, LineSurroundings {
  readonly gatewayId: string
  readonly coalescer: Coalescer
  readonly registry: StationRegistry
}

/** A station that was let in, on the socket it has opened. */
export interface Arrival extends LetIn {
  readonly socket: WebSocket
  readonly request: IncomingMessage
  readonly protocol: OcppVersion
  readonly address: string
}

/** From an open socket to a station that is heard: its connection, its line, its row in the database. */
export function createConnect(options: ConnectOptions): (arrival: Arrival) => Promise<void> {
  const { coalescer, registry, log } = options

  return async function connect({ socket, request, station, profile, protocol, address }) {
    const connection = new StationConnection(options, {
      station,
      protocol,
      socket,
      connectionId: randomUUID(),
      remoteAddress: address,
      securityProfile: profile,
      certificate: profile === 3 ? (channelOf(request, false).certificate?.fingerprint ?? null) : null,
      reachedAt: reachedAt(request),
    })
    const line = new StationLine(connection, options)
    connection.peer = createPeer(line)
    listen(socket, connection, line)
    registry.add(connection)
    await recordArrival(connection)
    line.open()
    connection.publishState()
    connection.noticed({ kind: 'connected', securityProfile: connection.securityProfile })
  }

  function listen(socket: WebSocket, connection: StationConnection, line: StationLine): void {
    const heard = () => connection.heard()
    socket.on('message', (data, isBinary) => line.receive(data, isBinary))
    socket.on('ping', heard)
    socket.on('pong', heard)
    socket.on('error', (error) => line.failed(error))
    socket.on('close', () => {
      registry
        .remove(connection)
        .catch((error) => log.error({ error, station: connection.identity }, 'close not recorded'))
    })
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
}
