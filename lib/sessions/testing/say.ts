import type {
  ConnectorStateSaid,
  SaidTime,
  SaidToken,
  Sample,
  SessionEvent,
  SessionGivenUp,
  SessionLapsed,
  SessionMetered,
  SessionStart,
  SessionStop,
} from '../session-message'

/** Session messages for tests: pass only what the test is about. Times are minutes after noon UTC on a day in 2026. */
export const NOON = Date.parse('2026-11-18T12:00:00Z')
export const clock = (minutes: number): Date => new Date(NOON + Math.round(minutes * 60_000))
export const time = (minutes: number): SaidTime => ({
  at: clock(minutes),
  said: clock(minutes).toISOString(),
  doubt: null,
})
export const card = (value = 'CARD-1'): SaidToken => ({ value, type: 'rfid' })

export const sample = (minutes: number, registerWh: number | null, over: Partial<Sample> = {}): Sample => ({
  at: time(minutes),
  context: 'Sample.Periodic',
  registerWh,
  isPhaseSum: false,
  powerW: null,
  currentA: [null, null, null],
  voltageV: [null, null, null],
  socPercent: null,
  extra: [],
  ...over,
})

export const begin = (minutes: number, registerWh: number) =>
  sample(minutes, registerWh, { context: 'Transaction.Begin' })
export const end = (minutes: number, registerWh: number) => sample(minutes, registerWh, { context: 'Transaction.End' })

export const start = (stationId: bigint, over: Partial<SessionStart> = {}): SessionStart => ({
  kind: 'start',
  stationId,
  receivedAt: over.at?.at ?? clock(0),
  evse: 1,
  connector: 1,
  token: card(),
  at: time(0),
  meterStartWh: 1000,
  ...over,
})

export const metered = (
  stationId: bigint,
  transactionId: string | null,
  samples: readonly Sample[],
  over: Partial<SessionMetered> = {},
): SessionMetered => ({
  kind: 'metered',
  stationId,
  receivedAt: samples.at(-1)?.at.at ?? clock(0),
  evse: 1,
  transactionId,
  samples,
  ...over,
})

export const stop = (stationId: bigint, transactionId: string, over: Partial<SessionStop> = {}): SessionStop => ({
  kind: 'stop',
  stationId,
  receivedAt: over.at?.at ?? clock(60),
  transactionId,
  at: time(60),
  meterStopWh: 11_000,
  reason: 'Local',
  token: null,
  samples: [],
  ...over,
})

export const state = (
  stationId: bigint,
  minutes: number,
  said: ConnectorStateSaid['state'],
  over: Partial<ConnectorStateSaid> = {},
): ConnectorStateSaid => ({
  kind: 'connector-state',
  stationId,
  receivedAt: clock(minutes),
  evse: 1,
  state: said,
  at: time(minutes),
  ...over,
})

export const event = (
  stationId: bigint,
  seqNo: number,
  type: SessionEvent['type'],
  minutes: number,
  over: Partial<SessionEvent> = {},
): SessionEvent => ({
  kind: 'event',
  stationId,
  receivedAt: clock(minutes),
  type,
  transactionId: 'tx-1',
  seqNo,
  trigger: type === 'started' ? 'CablePluggedIn' : type === 'ended' ? 'EVDeparted' : 'MeterValuePeriodic',
  offline: false,
  at: time(minutes),
  evse: 1,
  connector: 1,
  token: null,
  chargingState: null,
  stoppedReason: null,
  remoteStartId: null,
  samples: [],
  ...over,
})

export const givenUp = (stationId: bigint, minutes: number, why = 'nothing more is queued'): SessionGivenUp => ({
  kind: 'given-up',
  stationId,
  transactionId: 'tx-1',
  receivedAt: clock(minutes),
  why,
})

export const lapsed = (stationId: bigint, minutes: number, why = 'silent'): SessionLapsed => ({
  kind: 'lapsed',
  stationId,
  transactionId: 'tx-1',
  receivedAt: clock(minutes),
  why,
})
