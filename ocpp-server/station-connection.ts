import type { WebSocket } from 'ws'
import type { Bus } from '../lib/bus/bus'
import type { CommandInput } from '../lib/commands/command'
import type { StationFact } from '../lib/commands/confirm-command'
import type { FaultChange } from '../lib/faults/fault'
import { faultEvent, liveFault } from '../lib/faults/live-fault'
import type { LiveConnector, LiveStation } from '../lib/live/events'
import type { OcppVersion } from '../lib/ocpp-schemas/official'
import { strictFault } from '../lib/ocpp-schemas/strict-fault'
import type { Showable } from '../lib/sessions/session-outcome'
import type { GatewayStation } from '../lib/stations/queries/gateway-stations'
import type { ConnectorStatus } from '../lib/stations/status'
import { Holdings } from './holdings'
import type { ConnectedStation } from './route'
import type { Outside } from './security/outside'
import type { SessionScreen } from './session-screen'
import type { Peer } from './wire/peer'

/** What every connection of a gateway shares. */
export interface Surroundings {
  readonly outside: Outside
  readonly bus: Bus
  readonly screen: SessionScreen
  onFact(station: StationConnection, fact: StationFact): void
  onAsk(station: StationConnection, command: CommandInput): void
}

export interface ConnectionFacts {
  readonly station: GatewayStation
  readonly connectionId: string
  readonly protocol: OcppVersion
  readonly remoteAddress: string
  /** With which it has come. */
  readonly securityProfile: 0 | 1 | 2 | 3
  /** Fingerprint of the certificate it has come with (profile 3). */
  readonly certificate: string | null
  readonly reachedAt: string
  readonly socket: WebSocket
}

/** One station on one socket: what it is, what it last said, and how to reach it. Lives as long as the socket. */
export class StationConnection implements ConnectedStation {
  readonly id: bigint
  readonly identity: string
  readonly protocol: OcppVersion
  readonly connectionId: string
  readonly remoteAddress: string
  readonly securityProfile: 0 | 1 | 2 | 3
  readonly certificate: string | null
  readonly reachedAt: string
  readonly socket: WebSocket
  readonly sessionStates = new Map<number, ConnectorStatus>()
  readonly holdings = new Holdings()
  registration: GatewayStation['registration']
  siteId: bigint | null
  clockZone: string
  autocharge: boolean
  live: LiveStation
  /** Set right after construction; the peer needs the connection and the connection the peer. */
  peer!: Peer
  /** Something was heard since the last ping. */
  isAlive = true
  lastHeardAt: number
  /** When it last showed a token or told of a session, epoch milliseconds; null: not on this connection. */
  somebodyAt: number | null = null
  /** What `last_seen_at` in the database says, epoch milliseconds. */
  lastSeenWrittenAt: number

  /** What it is made from is not kept: thousands of stations are held, and most say nothing most of the time. */
  constructor(
    private readonly around: Surroundings,
    { station, ...facts }: ConnectionFacts,
  ) {
    this.id = station.id
    this.identity = station.identity
    this.registration = station.registration
    this.siteId = station.siteId
    this.clockZone = station.clockZone
    this.autocharge = station.autocharge
    this.securityProfile = facts.securityProfile
    this.certificate = facts.certificate
    this.protocol = facts.protocol
    this.connectionId = facts.connectionId
    this.remoteAddress = facts.remoteAddress
    this.reachedAt = facts.reachedAt
    this.socket = facts.socket
    this.lastHeardAt = Date.now()
    this.lastSeenWrittenAt = this.lastHeardAt
    this.live = { ...station.live, online: true, protocol: facts.protocol }
  }

  get outside(): Outside {
    return this.around.outside
  }

  heard(): void {
    this.isAlive = true
    this.lastHeardAt = Date.now()
  }

  show(connector: LiveConnector): void {
    const isSame = (known: LiveConnector) => known.evse === connector.evse && known.connector === connector.connector
    const connectors = this.live.connectors.some(isSame)
      ? this.live.connectors.map((known) => (isSame(known) ? connector : known))
      : [...this.live.connectors, connector].sort((a, b) => a.evse - b.evse || a.connector - b.connector)
    this.live = { ...this.live, connectors }
    this.publishState()
  }

  showStation(fields: Partial<Omit<LiveStation, 'connectors' | 'id'>>): void {
    this.live = { ...this.live, ...fields }
    this.publishState()
  }

  publishState(): void {
    this.live = { ...this.live, lastSeenAt: new Date(this.lastHeardAt).toISOString() }
    this.around.bus.publish('live', {
      event: { type: 'station', station: this.live },
      siteId: this.siteId?.toString() ?? null,
      customerId: null,
    })
  }

  showSession(sessionId: bigint, state: Showable): void {
    this.around.screen.show(sessionId, state)
  }

  showFault(change: FaultChange | null): void {
    if (change !== null) this.around.bus.publish('live', faultEvent(liveFault(change, this.identity), this.siteId))
  }

  noticed(fact: StationFact): void {
    this.around.onFact(this, fact)
  }

  tell(action: string, payload: object): void {
    // A refusal or silence is in the message log; a gateway that says what the schema forbids would be our own mistake.
    if (strictFault(this.protocol, action, 'request', payload) === null) this.peer.call(action, payload).catch(() => {})
  }

  ask(command: CommandInput): void {
    this.around.onAsk(this, command)
  }
}
