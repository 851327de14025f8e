import type { Decimal } from '../kernel/money'
import type { ChargingState } from '../live/events'
import type { Grant, Used } from '../plans/grant'
import type { Draw, SessionPlan } from '../plans/session-plan'
import type { Phase } from '../tariffs/idle-time'
import type { Price, Unpriced } from '../tariffs/price-session'
import type { SpotQuarter } from '../tariffs/spot'
import type { TariffTerms } from '../tariffs/tariff'
import type { MeterState } from './energy-from-register'
import type { Review, ReviewFlag } from './review-flags'
import type { Sample, StationSaid, TokenStanding } from './session-message'

/** A session as the rules see it: its row, with as much of its history as the messages at hand call for. */
export interface SessionState {
  readonly id: bigint
  readonly stationId: bigint
  /** The station's OCPP identity. */
  readonly stationIdentity: string
  readonly siteId: bigint | null
  /** 0: the station has not said yet. */
  readonly evse: number
  readonly connector: number
  readonly ocppTransactionId: string
  readonly startKey: string
  readonly token: SessionToken | null
  readonly customerId: bigint | null
  readonly authorisation: TokenStanding | null
  readonly status: 'active' | 'ended'
  readonly startedAt: Date
  readonly endedAt: Date | null
  readonly receivedAt: Date
  readonly meterStartWh: Decimal | null
  readonly meterStopWh: Decimal | null
  readonly energyWh: Decimal
  /** False only when a session has ended and its meter never said enough to know. */
  readonly isEnergyKnown: boolean
  readonly lastReadingAt: Date | null
  readonly powerW: number | null
  readonly socPercent: number | null
  readonly chargingState: ChargingState
  readonly stopReason: string | null
  readonly stopTokenValue: string | null
  readonly tariffVersionId: bigint | null
  /** IANA zone of the site, whose clocks its tariff means; null: it has no site. */
  readonly timeZone: string | null
  /** The site's price area; null: it has no site. */
  readonly priceArea: string | null
  readonly remoteStartId: number | null
  /** The plan it began under; null: none. */
  readonly plan: SessionPlan | null
  /** All of them, in order. */
  readonly phases: readonly Phase[]
  /** Flags ever raised. */
  readonly flags: ReadonlyMap<ReviewFlag, FlagState>
  /** Events known to be stored, as `seqNo:type`: all when `history` is there, else at least those the messages at hand repeat. */
  readonly events: ReadonlySet<string>
  /** Numbers that a station whose counter runs on over its transactions has given to events of others of its transactions. */
  readonly numbersElsewhere: ReadonlySet<number>
  readonly completeness: Completeness
  /** When an ended session was first seen to lack something; null while it runs and once it is complete. */
  readonly incompleteSince: Date | null
  /** What the messages at hand say of it in OCPP 2.1 only; null: nothing new. What is stored is not loaded. */
  readonly stationSaid: StationSaid | null
  /** 2.x: the first event has come, so `startedAt` is no guess. Always true for 1.6. */
  readonly isStartKnown: boolean
  /** How far the meter is believed, for readings that come in order; null: no register yet; 'unknown': only the history tells. */
  readonly meter: MeterState | null | 'unknown'
  /** All readings with energy, in no order; null while not loaded. */
  readonly history: readonly EnergyReading[] | null
  /** The connector's, for judging what is plausible; null when not known. */
  readonly maxPowerW: number | null
}

/**
 * `waiting`: it has ended, events are missing, and they may still come: it has no price yet. `incomplete`: they will not come, so it is
 * priced as it is, flagged. Running sessions are `complete` so far.
 */
export type Completeness = 'complete' | 'waiting' | 'incomplete'

/**
 * What a person has resolved stands; what we took back ourselves may be raised again. `corrected`: a person has set the energy, which
 * no later message changes.
 */
export type FlagState = 'open' | 'taken-back' | 'resolved' | 'corrected'

export interface SessionToken {
  /** As the station sent it. */
  readonly value: string
  readonly id: bigint | null
  readonly name: string
  readonly group: string | null
}

/** A stored reading, as far as energy is concerned. */
export interface EnergyReading {
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly context: string
  readonly registerWh: Decimal | null
  readonly intervalWh: Decimal | null
  /** As stored; null: not believed, or none. */
  readonly energyWh: Decimal | null
}

/** A token row for the token a message carries, or how it stands without one. */
export interface ShownTokenFacts {
  readonly id: bigint | null
  readonly name: string
  readonly group: string | null
  readonly customerId: bigint | null
  /** The terms that were promised to whoever uses it, whatever applies at the plug; null: those of the place. */
  readonly tariffVersionId: bigint | null
  readonly standing: TokenStanding
  /** It is of a payment, or of a customer who may pay by invoice. */
  readonly isPaidFor: boolean
  /** The plans it may charge under. */
  readonly grants: readonly Grant[]
}

/** Where a session begins: what its station and connector are set to. */
export interface Place {
  readonly stationIdentity: string
  readonly siteId: bigint | null
  readonly tariffVersionId: bigint | null
  readonly timeZone: string | null
  readonly priceArea: string | null
  readonly maxPowerW: number | null
}

/** What the rules may know besides the session and the message. */
export interface Context {
  /** For a session that this message may bring into being. */
  readonly newId: bigint
  /** An older session has this start's key: the station's clock is not set and says the same time again. */
  readonly isKeyTaken: boolean
  readonly place: Place
  /** The message's token; null when it carries none. */
  readonly token: ShownTokenFacts | null
  /** Nothing may start unpaid where the message is from. */
  readonly asksPaymentFirst: boolean
  /** The station's open sessions. */
  readonly open: readonly SessionState[]
  /** How many EVSEs the station has, as far as known. */
  readonly evseCount: number
  terms(tariffVersionId: bigint | null): TariffTerms | null | 'unreadable'
  /** The exchange's prices as far as this process knows them. */
  spot(area: string, from: Date, until: Date): readonly SpotQuarter[]
  /** What the other sessions of a plan's month have drawn; without it, as far as was read with the session. */
  drawnByOthers?(session: SessionState, plan: SessionPlan, month: string): Used
}

export interface NewReading {
  readonly evse: number
  readonly sample: Sample
  /** Since session start; null: outside the session, not believed, or no energy in it. */
  readonly energyWh: Decimal | null
}

export interface NewEvent {
  readonly seqNo: number
  readonly type: 'started' | 'updated' | 'ended'
  readonly trigger: string | null
  readonly offline: boolean
  readonly at: Date
}

/** What one message does to one session. */
export interface Applied {
  /** Null: the message belongs to no session. */
  readonly session: SessionState | null
  readonly readings: readonly NewReading[]
  readonly phases: readonly Phase[]
  readonly events: readonly NewEvent[]
  readonly raised: readonly Review[]
  readonly takenBack: readonly ReviewFlag[]
  /** Stored readings whose energy is now known better. */
  readonly corrected: readonly EnergyReading[]
  /** To be stored; only when the session has ended. */
  readonly price: Price | Unpriced | null
  /** What its plan gave that price; null: none, or no price. */
  readonly draw: Draw | null
  /** Other sessions whose flags this message raised. */
  readonly others: readonly SessionState[]
  readonly duplicate: boolean
  readonly news: 'started' | 'ended' | null
}

/** The message needs the session's whole history to be judged: load it and apply the message again. */
export const NEEDS_HISTORY = 'needs-history'

export const nothing = (session: SessionState | null, duplicate = false): Applied => ({
  session,
  readings: [],
  phases: [],
  events: [],
  raised: [],
  takenBack: [],
  corrected: [],
  price: null,
  draw: null,
  others: [],
  duplicate,
  news: null,
})

/** Sessions of OCPP 2.x are keyed by the station's own transaction id, those of 1.6 by what their start said. */
export const isKeyedByStation = (session: SessionState): boolean => session.startKey.startsWith(TX_PREFIX)
export const TX_PREFIX = 'tx:'
