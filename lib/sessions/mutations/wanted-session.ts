import type { SaidToken, SessionMessage } from '../session-message'
import { eventKey, orphanKey, startKey } from '../start-key'

/** What the load statement is told about one message; names match the columns there. */
export interface Wanted {
  readonly i: number
  readonly st: string
  readonly kind: SessionMessage['kind']
  readonly ev: number | null
  readonly co: number | null
  readonly tx: string | null
  readonly key: string | null
  readonly seq: number | null
  readonly at: string | null
  /** First sample, or now when the whole history is wanted. */
  readonly first: string | null
  readonly hist: boolean
  readonly open: boolean
  readonly make: boolean
}

/** How the session of a message is found, and how much of it is needed. */
export function wantedBy(message: SessionMessage, i: number, withHistory: boolean): Wanted {
  const base: Wanted = {
    i,
    st: String(message.stationId),
    kind: message.kind,
    ev: null,
    co: null,
    tx: null,
    key: null,
    seq: null,
    at: null,
    first: null,
    hist: withHistory,
    open: false,
    make: false,
  }
  switch (message.kind) {
    case 'start':
      return {
        ...base,
        ev: message.evse,
        co: message.connector,
        key: startKey(message),
        at: tariffTime(message),
        open: true,
        make: true,
      }
    case 'event':
      return {
        ...base,
        ev: message.evse,
        co: message.connector,
        tx: message.transactionId,
        key: eventKey(message),
        seq: message.seqNo,
        at: tariffTime(message),
        first: firstSample(message),
        hist: withHistory || message.type === 'ended',
        open: message.type !== 'updated',
        make: true,
      }
    case 'stop':
      return {
        ...base,
        tx: message.transactionId,
        key: orphanKey(message),
        at: message.at.at.toISOString(),
        hist: true,
        open: true,
        make: true,
      }
    case 'metered':
      return message.transactionId === null
        ? base
        : { ...base, tx: message.transactionId, ev: message.evse, first: firstSample(message) }
    case 'connector-state':
      return { ...base, ev: message.evse, open: true }
    case 'lapsed':
    case 'given-up':
      return { ...base, tx: message.transactionId, hist: true }
  }
}

/** An hour-old start is priced as things stood then; one from now as they stand now, whatever the station's clock says. */
function tariffTime({ at, receivedAt }: SessionMessage & { kind: 'start' | 'event' }): string {
  const isFresh = Math.abs(receivedAt.getTime() - at.at.getTime()) < 5 * 60_000
  return (isFresh ? receivedAt : at.at).toISOString()
}

function firstSample(message: SessionMessage & { kind: 'event' | 'metered' }): string | null {
  let first: Date | null = null
  for (const { at } of message.samples) if (first === null || at.at < first) first = at.at
  return first?.toISOString() ?? null
}

export function tokenOf(message: SessionMessage): SaidToken | null {
  return message.kind === 'start' || message.kind === 'stop' || message.kind === 'event' ? message.token : null
}
