import type { ChargingState } from '../live/events'
import type { ConnectorStatus } from './status'

/** What a running session's charging state makes of its connector. */
const STATUS_OF: Record<ChargingState, ConnectorStatus> = {
  connected: 'preparing',
  charging: 'charging',
  'suspended-ev': 'suspended-ev',
  'suspended-evse': 'suspended-evse',
  idle: 'finishing',
}

/**
 * The status a connector is shown with. OCPP 2.0.1 only says "Occupied" (Part 2, ConnectorStatusEnumType), so there the running
 * session says more; whatever else a station says of its connector stands.
 */
export function shownStatus(said: ConnectorStatus, session: ChargingState | null): ConnectorStatus {
  return said === 'occupied' && session !== null ? STATUS_OF[session] : said
}
