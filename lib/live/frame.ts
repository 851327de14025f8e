import type { LiveEvent } from './events'

/**
 * How the stream is spelled on the wire (server-sent events). Names: `station`, `session`, `command`, `fault` carry one LiveEvent each;
 * `snapshot` carries `{part, parts, events}` and only its last part has an id, so that a half-received one is never resumed from;
 * `ping` carries the server's time.
 */
export const deltaFrame = (id: string, event: LiveEvent): string =>
  `id: ${id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`

export interface SnapshotPart {
  readonly part: number
  readonly parts: number
  readonly events: readonly LiveEvent[]
}

export function snapshotFrame(snapshot: SnapshotPart, id: string): string {
  const isLast = snapshot.part === snapshot.parts - 1
  return `${isLast ? `id: ${id}\n` : ''}event: snapshot\ndata: ${JSON.stringify(snapshot)}\n\n`
}

/** A comment for proxies that cut silent connections, an event for browsers, which cannot see comments. */
export const heartbeatFrame = (at: Date): string =>
  `: heartbeat\nevent: ping\ndata: ${JSON.stringify(at.toISOString())}\n\n`

/** Position in one hub's history. Another process, or the same one after a gap, has another epoch. */
export interface Position {
  readonly epoch: string
  readonly seq: number
}

export const formatPosition = ({ epoch, seq }: Position): string => `${epoch}-${seq}`

/** Null when it is not a position of any hub. */
export function parsePosition(value: string | null | undefined): Position | null {
  const match = /^([0-9a-z]{1,32})-(\d{1,15})$/.exec(value ?? '')
  return match ? { epoch: match[1] as string, seq: Number(match[2]) } : null
}
