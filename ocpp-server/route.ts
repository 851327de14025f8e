import type { CommandInput } from '../lib/commands/command'
import type { StationFact } from '../lib/commands/confirm-command'
import type { Write } from '../lib/db/coalesce'
import type { FaultChange } from '../lib/faults/fault'
import type { LiveConnector, LiveStation } from '../lib/live/events'
import type { OcppVersion } from '../lib/ocpp-schemas/official'
import type { Showable } from '../lib/sessions/session-outcome'
import type { ConnectorStatus } from '../lib/stations/status'
import type { Holdings } from './holdings'
import type { Outside } from './security/outside'

/**
 * How a message from a station is handled, the same for every version: a route's handler only translates. It names the writes the
 * message causes and how their results become the answer; the inbox commits all writes of one tick (with the message log) in one
 * transaction and only then sends the answers and runs `committed`.
 */
export interface Route<Payload = never> {
  /** @throws OcppError when the message cannot be handled at all. Odd but readable input must be handled, not thrown at. */
  handle(payload: Payload, message: Inbound): Plan
}

/** One version's messages by action: what is not in the table is not supported. */
export type RouteTable = Readonly<Record<string, Route<never>>>

/** One CALL from a station, already parsed and leniently validated. */
export interface Inbound {
  readonly station: ConnectedStation
  readonly messageId: string
  readonly receivedAt: Date
}

export interface Plan {
  /**
   * Work outside the database that the answer needs (an OCSP responder's word), before the writes; the station's next message waits.
   * Rare messages only. Must not throw: that it failed is part of the answer.
   */
  prepare?(): Promise<void>
  /** Done in order within one transaction. */
  readonly writes: readonly Write[]
  /**
   * More writes, made from the others' results in the same transaction: only for what a message carries rarely (signed meter values).
   * Their writers must send one statement, at once.
   */
  afterwards?(results: readonly unknown[]): readonly Write[]
  /** The CALLRESULT payload, from the writes' results (same order). Pure: also runs before the commit, for the message log. */
  answer(results: readonly unknown[]): object
  /** After the commit: update the station's memory, publish live events. Must not throw. */
  committed?(results: readonly unknown[]): void
}

/** A plan with one write, typed. */
export function plan<Item, Result>(
  write: Write<Item, Result>,
  answer: (result: Result) => object,
  committed?: (result: Result) => void,
): Plan {
  return {
    writes: [write as Write],
    answer: ([result]) => answer(result as Result),
    committed: committed && (([result]) => committed(result as Result)),
  }
}

/** A plan without writes: the message log is its only trace. */
export const answerOnly = (payload: object): Plan => ({ writes: [], answer: () => payload })

/** The gateway's memory of one connected station: identity, settings and last known state. The registry owns it. */
export interface ConnectedStation {
  readonly id: bigint
  readonly identity: string
  readonly protocol: OcppVersion
  registration: 'pending' | 'accepted' | 'rejected'
  siteId: bigint | null
  /** IANA zone for timestamps without one. */
  clockZone: string
  /** A car's MAC address counts as a token here. */
  autocharge: boolean
  /** Responders, pools and roots that an answer may depend on. */
  readonly outside: Outside
  /** Where it fetches and brings files: `https://host:port`. */
  readonly reachedAt: string
  /** What browsers are shown; `registry.publish(station)` sends it. */
  live: LiveStation
  /** The running session's state per EVSE, which wins over a coarse status. Kept by handlers after commit. */
  readonly sessionStates: Map<number, ConnectorStatus>
  /** Reservations and charging profiles it keeps for us. */
  readonly holdings: Holdings
  /** Updates one connector in `live` (adds it when new) and publishes. Whole-station status: evse 0. */
  show(connector: LiveConnector): void
  /** Merges station-level fields into `live` and publishes. */
  showStation(fields: Partial<Omit<LiveStation, 'connectors' | 'id'>>): void
  /** Lets browsers see a session's new state, in time. */
  showSession(sessionId: bigint, state: Showable): void
  /** Lets browsers see a fault begin or end; what `recordFaults` gave back, null included. */
  showFault(change: FaultChange | null): void
  /** Lets waiting commands see what the station said, so that they can be confirmed. See lib/commands/confirm-command.ts. */
  noticed(fact: StationFact): void
  /** Makes a CALL whose answer changes nothing and that nobody asked for; the message log is its only trace. */
  tell(action: string, payload: object): void
  /** Queues a command of the gateway's own for this station, for `committed` to use; it is audited like anybody's. */
  ask(command: CommandInput): void
}
