import type { Problem } from '../commands/problem'
import type { ConnectorStatus } from '../stations/status'

/**
 * What travels from the gateway (and console, for commands) over the bus to the browsers. Every event carries the whole new
 * state of one thing, so applying it twice is harmless and only the newest per key matters. Ids are strings, times ISO 8601 UTC.
 */
export type LiveEvent = StationChanged | SessionChanged | CommandChanged | FaultChanged

/** Scope travels beside the event so that each browser is sent only what its user may see. Never sent to browsers itself. */
export interface ScopedEvent {
  readonly event: LiveEvent
  readonly siteId: string | null
  readonly customerId: string | null
}

export interface StationChanged {
  readonly type: 'station'
  readonly station: LiveStation
}
export interface SessionChanged {
  readonly type: 'session'
  readonly session: LiveSession
}
export interface CommandChanged {
  readonly type: 'command'
  readonly command: LiveCommand
}

export interface FaultChanged {
  readonly type: 'fault'
  readonly fault: LiveFault
}

export interface LiveStation {
  /** The station's OCPP identity. */
  readonly id: string
  readonly registration: 'pending' | 'accepted' | 'rejected'
  readonly online: boolean
  readonly lastSeenAt: string | null
  readonly protocol: string | null
  readonly vendor: string | null
  readonly model: string | null
  readonly firmware: string | null
  /** Of the station as a whole (connector 0); a connector's own fault is never hidden by it. */
  readonly status: ConnectorStatus
  readonly errorCode: string | null
  readonly connectors: readonly LiveConnector[]
}

export interface LiveConnector {
  readonly evse: number
  readonly connector: number
  /** A running session's state wins over a coarse 2.0.1 "Occupied". */
  readonly status: ConnectorStatus
  readonly statusAt: string | null
  readonly errorCode: string | null
  readonly vendorErrorCode: string | null
}

export interface LiveSession {
  readonly id: string
  readonly stationId: string
  /** Where it was begun. */
  readonly siteId: string | null
  readonly evse: number
  readonly connector: number
  readonly status: 'active' | 'ended'
  /** The token's name, else its value with the middle masked. */
  readonly who: string
  readonly startedAt: string
  readonly endedAt: string | null
  readonly chargingState: ChargingState
  readonly energyWh: number
  readonly powerW: number | null
  readonly socPercent: number | null
  readonly lastReadingAt: string | null
  /** Running (or final) price including VAT as a decimal string; null when unpriced. */
  readonly total: string | null
  readonly currency: string | null
  readonly unpriced: string | null
  readonly reviewCount: number
}

export type ChargingState = 'connected' | 'charging' | 'suspended-ev' | 'suspended-evse' | 'idle'

export interface LiveCommand {
  readonly id: string
  readonly stationId: string
  readonly type: string
  readonly stage: CommandStage
  readonly error: string | null
  /** What `error` was made from when it is the gateway's own sentence. */
  readonly problem: Problem | null
  /** The station's own answer status, e.g. Accepted, Rejected, RebootRequired. */
  readonly answerStatus: string | null
  readonly queuedAt: string
}

export type CommandStage =
  | 'queued'
  | 'sent'
  | 'accepted'
  | 'rejected'
  | 'failed'
  | 'timed-out'
  | 'expired'
  | 'confirmed'

/** One thing wrong at one place, from when it was first told of until it was over. */
export interface LiveFault {
  readonly id: string
  readonly siteId: string | null
  /** OCPP identity; null: the whole site has it. */
  readonly stationId: string | null
  /** 0: the whole station. */
  readonly evse: number
  readonly connector: number
  readonly source: FaultSource
  /** "Component.Variable", the security event's type, or the rule's name. */
  readonly code: string
  /** Key into the knowledge base. */
  readonly cause: string
  /** 0 danger … 9 debug, as OCPP 2.x counts. */
  readonly severity: number
  /** Only a person on the spot may clear it. */
  readonly isSafety: boolean
  readonly stage: FaultStage
  readonly assignee: ShownUser | null
  readonly acknowledgedAt: string | null
  /** The first sign of it. */
  readonly beganAt: string
  readonly openedAt: string
  readonly closedAt: string | null
  /** When drivers are told that it will work again: the promise that stands. */
  readonly promisedAt: string | null
  /** What self-recovery is doing about it; null: nothing. */
  readonly recovering: RecoveringStep | null
  /** What its cause is called, of causes that pages do not know by heart (makers' codes); null or left out: they do, or nobody does. */
  readonly causeWords?: CauseWords | null
}

/** A cause's name, and whether it keeps nobody from charging. */
export interface CauseWords {
  readonly sv: string
  readonly en: string
  readonly isHarmless: boolean
}

/** Somebody, as a reader may know them: colleagues by name; others learn only that it is somebody (both null). */
export interface ShownUser {
  readonly id: string | null
  readonly name: string | null
}
export const SOMEBODY: ShownUser = { id: null, name: null }

/** A playbook's newest step, and which try of how many it is. */
export interface RecoveringStep {
  readonly step: string
  readonly attempt: number
  readonly of: number
}

/** event: a monitored variable; security: a security event; rule: what detection saw by itself. */
export type FaultSource = 'event' | 'security' | 'rule'

/** Where an open fault is on its way to being mended, in that order. */
export const FAULT_STAGES = ['new', 'diagnosing', 'recovering', 'dispatched', 'verify'] as const
export type FaultStage = (typeof FAULT_STAGES)[number]

/** The key under which only the newest event matters. */
export function eventKey(event: LiveEvent): string {
  switch (event.type) {
    case 'station':
      return `station:${event.station.id}`
    case 'session':
      return `session:${event.session.id}`
    case 'command':
      return `command:${event.command.id}`
    case 'fault':
      return `fault:${event.fault.id}`
  }
}
