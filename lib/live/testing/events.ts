import type { LiveCommand, LiveEvent, LiveFault, LiveSession, LiveStation } from '../events'

/** Live events for tests: say only what the test is about. */
export function stationEvent(id: string, fields: Partial<LiveStation> = {}): LiveEvent & { type: 'station' } {
  const station: LiveStation = {
    id,
    registration: 'accepted',
    online: true,
    lastSeenAt: '2026-01-01T10:00:00.000Z',
    protocol: 'ocpp1.6',
    vendor: 'Acme',
    model: 'One',
    firmware: '1.0',
    status: 'available',
    errorCode: null,
    connectors: [],
    ...fields,
  }
  return { type: 'station', station }
}

export function sessionEvent(id: string, fields: Partial<LiveSession> = {}): LiveEvent & { type: 'session' } {
  const session: LiveSession = {
    id,
    stationId: 'A',
    siteId: null,
    evse: 1,
    connector: 1,
    status: 'active',
    who: 'Anna',
    startedAt: '2026-01-01T09:00:00.000Z',
    endedAt: null,
    chargingState: 'charging',
    energyWh: 1000,
    powerW: 11_000,
    socPercent: null,
    lastReadingAt: null,
    total: null,
    currency: null,
    unpriced: null,
    reviewCount: 0,
    ...fields,
  }
  return { type: 'session', session }
}

export function commandEvent(id: string, fields: Partial<LiveCommand> = {}): LiveEvent & { type: 'command' } {
  const command: LiveCommand = {
    id,
    stationId: 'A',
    type: 'reset',
    stage: 'queued',
    error: null,
    problem: null,
    answerStatus: null,
    queuedAt: '2026-01-01T10:00:00.000Z',
    ...fields,
  }
  return { type: 'command', command }
}

export const aLiveFault = (id: string, fields: Partial<LiveFault> = {}): LiveFault => ({
  id,
  siteId: null,
  stationId: 'A',
  evse: 0,
  connector: 0,
  source: 'event',
  code: 'Connector.Problem',
  cause: 'unknown',
  severity: 2,
  isSafety: false,
  stage: 'new',
  assignee: null,
  acknowledgedAt: null,
  beganAt: '2026-01-01T10:00:00.000Z',
  openedAt: '2026-01-01T10:00:00.000Z',
  closedAt: null,
  promisedAt: null,
  recovering: null,
  ...fields,
})
