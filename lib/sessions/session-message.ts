/**
 * What a station says about a session, in the house's own words. OCPP versions end before here: `ocpp-server/v16` and `v201`
 * translate into these, `record-session-messages` decides and stores them. Nothing here is ever refused: doubtful input is
 * stored and flagged for review.
 */
export type SessionMessage =
  | SessionStart
  | SessionMetered
  | SessionStop
  | SessionEvent
  | ConnectorStateSaid
  | SessionLapsed
  | SessionGivenUp

interface Said {
  readonly stationId: bigint
  readonly receivedAt: Date
}

/** OCPP 1.6 StartTransaction. Idempotency key: station, connector, token, time, meter. */
export interface SessionStart extends Said {
  readonly kind: 'start'
  readonly evse: number
  readonly connector: number
  readonly token: SaidToken
  readonly at: SaidTime
  readonly meterStartWh: number | null
}

/** OCPP 1.6 MeterValues, 2.0.1 MeterValues (always outside a session). transactionId null, '-1' or '0': not said or not known. */
export interface SessionMetered extends Said {
  readonly kind: 'metered'
  readonly evse: number
  readonly transactionId: string | null
  readonly samples: readonly Sample[]
}

/** OCPP 1.6 StopTransaction. */
export interface SessionStop extends Said {
  readonly kind: 'stop'
  readonly transactionId: string
  readonly at: SaidTime
  readonly meterStopWh: number | null
  readonly reason: string // OCPP word, 'Local' when absent
  readonly token: SaidToken | null
  readonly samples: readonly Sample[]
}

/** OCPP 2.x TransactionEvent, in any order of arrival; keyed by (station, transactionId, seqNo). */
export interface SessionEvent extends Said {
  readonly kind: 'event'
  readonly type: 'started' | 'updated' | 'ended'
  readonly transactionId: string
  readonly seqNo: number
  readonly trigger: string
  readonly offline: boolean
  readonly at: SaidTime
  readonly evse: number | null
  readonly connector: number | null
  readonly token: SaidToken | null
  readonly chargingState: 'connected' | 'charging' | 'suspended-ev' | 'suspended-evse' | 'idle' | null
  readonly stoppedReason: string | null
  readonly remoteStartId: number | null
  readonly samples: readonly Sample[]
  /** What only OCPP 2.1 says of a transaction (its own sum, limits, mode …), as sent; absent or null: nothing of that kind. */
  readonly stationSaid?: StationSaid | null
}

export type StationSaid = Readonly<Record<string, unknown>>

/** OCPP 1.6 StatusNotification seen from the session: it moves the running session's charging state, never ends or bills it. */
export interface ConnectorStateSaid extends Said {
  readonly kind: 'connector-state'
  readonly evse: number
  readonly state: 'charging' | 'suspended-ev' | 'suspended-evse' | 'idle' // idle: Finishing
  readonly at: SaidTime
}

/** Said by ourselves: no stop has come and none is to be expected (see lib/sessions/mutations/close-lapsed-sessions.ts). */
export interface SessionLapsed extends Said {
  readonly kind: 'lapsed'
  readonly transactionId: string
  /** Which rule, in plain English: kept with the review flag. */
  readonly why: string
}

/** Said by ourselves: what is missing of an ended 2.x transaction will not come (see complete-session.ts). It is priced as it is, flagged. */
export interface SessionGivenUp extends Said {
  readonly kind: 'given-up'
  readonly transactionId: string
  /** How we know, in plain English: kept with the review flag. */
  readonly why: string
}

export interface SaidToken {
  /** As the station sent it. Compared folded (trimmed, upper case). */
  readonly value: string
  readonly type: 'rfid' | 'app' | 'emaid' | 'mac' | 'key-code' | 'central' | 'local' | 'none'
  /** Shown to a station nobody has accepted yet: it stands for nobody and is invalid, whoever owns it. */
  readonly isUnvouched?: boolean
  /** Its reader may have dropped the last byte. */
  readonly isCut?: boolean
  /** 2.1: a payment terminal at the station has taken the money. */
  readonly isPaidAtTerminal?: boolean
}

/** A station's clock may be wrong: `at` is what we use (its own time, or the receive time when that is missing or impossible). */
export interface SaidTime {
  readonly at: Date
  /** As sent, null when it was not. Tells a repeated message from a new one where `at` had to be our own receive time. */
  readonly said?: string | null
  /** null: fine. Otherwise why it is doubtful; becomes a review flag. */
  readonly doubt: 'missing' | 'unreadable' | 'before-2015' | 'future' | null
}

/** One sampling moment, units normalised (Wh, W, A, V, percent), multipliers applied. Absent measurands are null. */
export interface Sample {
  readonly at: SaidTime
  /** OCPP reading context, e.g. Sample.Periodic, Transaction.Begin, Transaction.End. */
  readonly context: string
  /** Energy.Active.Import.Register over all phases; when only L1..L3 were sent, their sum. */
  readonly registerWh: number | null
  /** True when registerWh was summed from per-phase values. */
  readonly isPhaseSum: boolean
  /** Energy.Active.Import.Interval; used only when a session's meter has no register. */
  readonly intervalWh?: number | null
  readonly powerW: number | null
  readonly currentA: readonly [number | null, number | null, number | null]
  readonly voltageV: readonly [number | null, number | null, number | null]
  readonly socPercent: number | null
  /** Measurands without a column, as sent. */
  readonly extra: readonly Readonly<Record<string, unknown>>[]
}

/** How a token stands, as told to the station. `no-credit`: it is known, but payment is asked for first, and nobody pays. */
export type TokenStanding = 'accepted' | 'blocked' | 'expired' | 'invalid' | 'no-credit'
