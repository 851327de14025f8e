import type { ChargingState, ScopedEvent } from '../live/events'
import type { ConnectorStatus } from '../stations/status'
import type { Price, Unpriced } from '../tariffs/price-session'
import type { TokenStanding } from './session-message'

/** What became of a SessionMessage: what the station must be answered, and what browsers are to be shown. */
export interface SessionOutcome {
  /** Null: it belonged to no session (readings outside a session, a status without one). */
  readonly sessionId: bigint | null
  /** As the station knows the session: 1.6 our id, 2.x its own. '' when there is none. */
  readonly transactionId: string
  /** It had been said before: nothing changed. */
  readonly duplicate: boolean
  /** How the token in this message stands; null when the message carried none. */
  readonly standing: TokenStanding | null
  readonly tokenGroup: string | null
  /** The session's new state, once per session and batch (with its last message); null otherwise. */
  readonly live: Showable | null
  /** What the session makes of its connector; null: nothing to say. `status` null: the session is over. */
  readonly sessionState: { readonly evse: number; readonly status: ConnectorStatus | null } | null
  /** The session has ended and events of it are missing. */
  readonly isWaiting: boolean
  /** What the session costs after this message, so far or in all; null when there is no session. Worked out when asked for. */
  price(): Price | Unpriced | null
  /** What this message was the first to tell; for commands that wait for proof. */
  readonly news: 'started' | 'ended' | null
  /** The session's token as sent, and the command that started it, when said. */
  readonly token: string | null
  readonly remoteStartId: number | null
}

/** A session's state for browsers, with its price: worked out only when it is really shown. */
export interface Showable {
  /** The session has ended: this state is not followed by others soon. */
  readonly isOver: boolean
  show(): ScopedEvent
}

/** A running session's state as its connector's status; it wins over a coarse 2.0.1 "Occupied". */
export function connectorStatusOf(state: ChargingState): ConnectorStatus {
  switch (state) {
    case 'charging':
    case 'suspended-ev':
    case 'suspended-evse':
      return state
    case 'connected':
      return 'preparing'
    case 'idle':
      return 'finishing'
  }
}
