import type { CommandInput } from '../../lib/commands/command'
import type { StationFact } from '../../lib/commands/confirm-command'
import { faultEvent, liveFault } from '../../lib/faults/live-fault'
import type { LiveConnector, LiveStation, ScopedEvent } from '../../lib/live/events'
import type { SaidToken } from '../../lib/sessions/session-message'
import type { SessionOutcome } from '../../lib/sessions/session-outcome'
import type { ConnectorStatus } from '../../lib/stations/status'
import { noVatRegister } from '../../lib/vat/vat-register'
import { Holdings } from '../holdings'
import { planCall } from '../plan-call'
import type { ConnectedStation, Inbound } from '../route'
import { noContractPool } from '../security/contract-pool'
import type { Outside } from '../security/outside'

/** A connected station that remembers what it was told to show and publish. */
export interface FakeStation extends ConnectedStation {
  readonly facts: StationFact[]
  /** CALLs of the gateway's own, of no consequence. */
  readonly told: [action: string, payload: object][]
  /** Commands the gateway wishes of its own. */
  readonly asked: CommandInput[]
  readonly published: ScopedEvent[]
}

/** Nobody outside answers, and no root is trusted. */
const NOBODY: Outside = {
  ocsp: { ask: async () => null },
  contracts: noContractPool,
  vat: noVatRegister,
  trust: { current: { authorities: [], roots: () => [], stationRootsPem: [] } },
}

export function aStation(over: Partial<ConnectedStation> = {}): FakeStation {
  const facts: StationFact[] = []
  const told: [string, object][] = []
  const asked: CommandInput[] = []
  const published: ScopedEvent[] = []
  const station: FakeStation = {
    id: 7n,
    identity: 'CP-7',
    protocol: 'ocpp1.6',
    registration: 'accepted',
    siteId: null,
    clockZone: 'UTC',
    autocharge: false,
    outside: NOBODY,
    reachedAt: 'http://gateway:9000',
    live: aLiveStation(),
    sessionStates: new Map<number, ConnectorStatus>(),
    holdings: new Holdings(),
    show(connector: LiveConnector) {
      const others = station.live.connectors.filter(
        ({ evse, connector: number }) => evse !== connector.evse || number !== connector.connector,
      )
      station.live = { ...station.live, connectors: [...others, connector] }
    },
    showStation(fields) {
      station.live = { ...station.live, ...fields }
    },
    showSession: (_id, state) => published.push(state.show()),
    showFault: (change) => {
      if (change !== null) published.push(faultEvent(liveFault(change, 'CP-7'), null))
    },
    noticed: (fact) => facts.push(fact),
    tell: (action, payload) => told.push([action, payload]),
    ask: (command) => asked.push(command),
    facts,
    told,
    asked,
    published,
    ...over,
  }
  return station
}

const aLiveStation = (): LiveStation => ({
  id: 'CP-7',
  registration: 'accepted',
  online: true,
  lastSeenAt: null,
  protocol: 'ocpp1.6',
  vendor: null,
  model: null,
  firmware: null,
  status: 'unknown',
  errorCode: null,
  connectors: [],
})

export const RECEIVED_AT = new Date('2026-11-20T08:00:00.000Z')

export const anInbound = (station: ConnectedStation, receivedAt = RECEIVED_AT): Inbound => ({
  station,
  messageId: 'm-1',
  receivedAt,
})

export const anOutcome = (over: Partial<SessionOutcome> = {}): SessionOutcome => ({
  sessionId: 41n,
  transactionId: '41',
  duplicate: false,
  standing: null,
  tokenGroup: null,
  live: null,
  sessionState: null,
  isWaiting: false,
  price: () => null,
  news: null,
  token: null,
  remoteStartId: null,
  ...over,
})

export interface Planned {
  /** Writer name and item, as plain JSON (bigints and dates as strings). */
  readonly writes: readonly { readonly writer: string; readonly item: unknown }[]
  readonly answer: object
}

/** Plans one CALL and plays the writers' part: each write gets the result its writer would most likely give. */
export function planned(
  station: ConnectedStation,
  action: string,
  payload: unknown,
  results: Readonly<Record<string, unknown>> = {},
  receivedAt = RECEIVED_AT,
): Planned {
  const plan = planCall(action, payload, anInbound(station, receivedAt))
  const given = plan.writes.map(({ writer, item }) => results[writer.name] ?? likelyResult(writer.name, item))
  const answer = plan.answer(given)
  plan.committed?.(given)
  return { writes: plan.writes.map(({ writer, item }) => ({ writer: writer.name, item: plain(item) })), answer }
}

function likelyResult(writer: string, item: unknown): unknown {
  const said = item as { token?: SaidToken | null; errorCode?: string | null; isLast?: boolean }
  if (writer === 'statuses') return { errorCode: said.errorCode ?? null }
  if (writer === 'authorise-tokens') return { standing: 'accepted', group: null }
  if (writer === 'record-session-messages')
    return anOutcome({ standing: said.token ? (said.token.isUnvouched ? 'invalid' : 'accepted') : null })
  if (writer === 'command-reports') return { isWhole: said.isLast }
  if (writer === 'settlements') return 12n
  if (writer === 'charging-places') return { profiles: [], maxPowerW: null, session: null }
  return writer === 'faults' || writer === 'dynamic-schedule' ? null : undefined
}

export const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_key, inner) => (typeof inner === 'bigint' ? String(inner) : inner)))
