import type { SessionOutcome } from '../lib/sessions/session-outcome'
import type { ConnectorStatus } from '../lib/stations/status'
import type { ConnectedStation, Inbound } from './route'

/** After the commit: what a session message means to browsers, to later statuses and to commands waiting for proof. */
export function showSession({ station }: Inbound, outcome: SessionOutcome): void {
  if (outcome.sessionState !== null) refine(station, outcome.sessionState.evse, outcome.sessionState.status)
  if (outcome.sessionId === null) return
  if (outcome.live !== null) station.showSession(outcome.sessionId, outcome.live)
  if (outcome.news === 'started') {
    station.noticed({
      kind: 'session-started',
      evse: outcome.sessionState?.evse ?? null,
      sessionId: outcome.sessionId,
      token: outcome.token,
      remoteStartId: outcome.remoteStartId,
    })
  } else if (outcome.news === 'ended') {
    station.noticed({ kind: 'session-ended', sessionId: outcome.sessionId })
  }
}

/** What only a session can have made of an "Occupied" connector. */
const FROM_SESSION: ReadonlySet<ConnectorStatus> = new Set([
  'preparing',
  'charging',
  'suspended-ev',
  'suspended-evse',
  'finishing',
])

/** 2.0.1 says "Occupied" once and then only session events; 1.6 tells every change of status itself. */
function refine(station: ConnectedStation, evse: number, status: ConnectorStatus | null): void {
  if (status === null) station.sessionStates.delete(evse)
  else station.sessionStates.set(evse, status)
  if (station.protocol === 'ocpp1.6') return
  for (const connector of station.live.connectors) {
    const isOccupied = connector.status === 'occupied' || FROM_SESSION.has(connector.status)
    const shown = status ?? 'occupied'
    if (connector.evse === evse && isOccupied && connector.status !== shown)
      station.show({ ...connector, status: shown })
  }
}
