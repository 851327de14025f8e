import type { Shape } from '../kernel/pack-rows'
import type { LiveConnector, LiveSession, LiveStation } from './events'

/** How live rows travel inside a server-rendered page; see lib/kernel/pack-rows.ts. */
export const LIVE_CONNECTOR: Shape<LiveConnector> = {
  evse: true,
  connector: true,
  status: true,
  statusAt: true,
  errorCode: true,
  vendorErrorCode: true,
}

export const LIVE_STATION: Shape<LiveStation> = {
  id: true,
  registration: true,
  online: true,
  lastSeenAt: true,
  protocol: true,
  vendor: true,
  model: true,
  firmware: true,
  status: true,
  errorCode: true,
  connectors: [LIVE_CONNECTOR],
}

export const LIVE_SESSION: Shape<LiveSession> = {
  id: true,
  stationId: true,
  siteId: true,
  evse: true,
  connector: true,
  status: true,
  who: true,
  startedAt: true,
  endedAt: true,
  chargingState: true,
  energyWh: true,
  powerW: true,
  socPercent: true,
  lastReadingAt: true,
  total: true,
  currency: true,
  unpriced: true,
  reviewCount: true,
}
