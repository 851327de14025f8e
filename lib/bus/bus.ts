import type { ScopedEvent } from '../live/events'
import type { Tail, Tailed } from '../messages/tail'

/** What processes tell each other. A message is a hint to look, never the only copy: everything here is also in the database. */
export interface BusMessages {
  /** New state for browsers. From the gateway (stations, sessions, commands) and the console (commands). */
  live: ScopedEvent
  /** A command was queued: the gateway that holds the station's socket claims it. */
  command: { readonly commandId: string; readonly stationId: string }
  /** People changed a station (accepted, password, tariff …): its gateway reloads it. `identity` is the OCPP identity. */
  station: { readonly identity: string; readonly change: 'registration' | 'settings' | 'credentials' | 'deleted' }
  /** Whose certificates are trusted has changed; with a station, one of its certificates was revoked. Gateways read it again. */
  trust: { readonly stationIdentity: string | null }
  /** Where payment is asked for first has changed: gateways read it again. */
  payPlaces: Record<string, never>
  /** Somebody watches the message log: for a while gateways tell what they log. From the console; said again while it lasts. */
  tail: Tail
  /** What was logged and somebody watches, or how much of it was too much. From gateways. */
  tailed: Tailed
}
export type Topic = keyof BusMessages

/** What a subscriber may want to know of its connection. */
export interface ConnectionWatch {
  /** Messages are being missed from now on. */
  onDown?(): void
  /** Messages may have been missed; from now on they come again. */
  onGap?(): void
}

/**
 * Publish/subscribe between processes. `publish` never throws and never waits: messages are gathered for a moment (<= 20 ms) and
 * sent together, after the caller's transaction has committed. Delivery is at most once; a subscriber that reconnects is told so.
 */
export interface Bus {
  publish<T extends Topic>(topic: T, message: BusMessages[T]): void
  /** Hears every message from now on. Returns how to stop hearing. */
  subscribe<T extends Topic>(
    topic: T,
    onMessage: (message: BusMessages[T]) => void,
    connection?: ConnectionWatch,
  ): Promise<() => Promise<void>>
  close(): Promise<void>
}
