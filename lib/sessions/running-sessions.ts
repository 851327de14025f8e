import { MINUTE_MS } from '../kernel/time'
import type { ConnectorStateSaid, SessionMessage, SessionMetered } from './session-message'
import type { SessionState } from './session-state'

/** A session as it was last stored, and the version of its row then. */
export interface Held {
  readonly session: SessionState
  readonly version: string
  /** When it was last loaded, epoch milliseconds. */
  readonly loadedAt: number
}

const MOST_HELD = 20_000
/** Longer than this a session is not carried from batch to batch: what a row's version does not tell (a token's new name) is read then. */
const LOADED_EVERY_MS = 10 * MINUTE_MS

/**
 * Running sessions as a lane has just stored them, so that the next readings and statuses need nothing to be loaded. Never the truth: a
 * change made from here is stored only while the row still has the version it was made from (`storeSessions`). Only what the row's
 * version vouches for is held: whatever else changes about a session (phases, events, flags raised, that another one has followed on
 * its EVSE) is stored together with its row.
 */
export class RunningSessions {
  private readonly byTransaction = new Map<string, Held>()
  /** By station and EVSE, the key of the newest open session, as of when all open sessions of the station were last loaded. */
  private readonly newest = new Map<bigint, ReadonlyMap<number, string>>()

  /**
   * By the message's place in the batch, the session it belongs to, when that is held and the message needs nothing more. Never for
   * a station with other news in the batch: those messages see all its sessions, and they are loaded and locked.
   */
  heldFor(messages: readonly SessionMessage[], now = Date.now()): ReadonlyMap<number, Held> {
    const held = new Map<number, Held>()
    const loading = new Set<bigint>()
    for (const [index, message] of messages.entries()) {
      const found = this.find(message, now)
      if (found === null) loading.add(message.stationId)
      else held.set(index, found)
    }
    for (const index of held.keys()) if (loading.has(messages[index]!.stationId)) held.delete(index)
    return held
  }

  /**
   * Takes in all sessions a batch has stored.
   * @param version of their rows
   * @param wasHeld whether this batch had a session from here, not loaded
   */
  remember(stored: readonly SessionState[], version: string, wasHeld: (id: bigint) => boolean, now = Date.now()): void {
    for (const session of stored) {
      const key = place(session.stationId, session.ocppTransactionId)
      const before = this.byTransaction.get(key)
      this.byTransaction.delete(key) // so that the newest takes the last place
      if (!isPlain(session)) continue
      const loadedAt = before !== undefined && wasHeld(session.id) ? before.loadedAt : now
      this.byTransaction.set(key, {
        session: session.history === null ? session : { ...session, history: null },
        version,
        loadedAt,
      })
    }
    for (const key of this.byTransaction.keys()) {
      if (this.byTransaction.size <= MOST_HELD) break
      this.byTransaction.delete(key)
    }
  }

  /** @param loaded the messages of the batch that were not served from here */
  rememberNewest(loaded: readonly SessionMessage[], open: (stationId: bigint) => readonly SessionState[]): void {
    for (const { stationId } of loaded) this.newest.delete(stationId)
    for (const message of loaded) {
      if (!seesAllOpen(message) || this.newest.has(message.stationId)) continue
      const byEvse = new Map<number, string>()
      for (const { evse, ocppTransactionId } of open(message.stationId)) {
        byEvse.set(evse, place(message.stationId, ocppTransactionId))
      }
      if (byEvse.size > 0) this.newest.set(message.stationId, byEvse)
    }
  }

  private find(message: SessionMessage, now: number): Held | null {
    const key = this.keyOf(message)
    const held = key === undefined ? undefined : this.byTransaction.get(key)
    if (held === undefined || now - held.loadedAt > LOADED_EVERY_MS) return null
    const isNews =
      message.kind === 'metered'
        ? areNewReadings(message, held.session)
        : message.kind === 'connector-state' && isNewState(message, held.session)
    return isNews ? held : null
  }

  private keyOf(message: SessionMessage): string | undefined {
    if (message.kind === 'connector-state') return this.newest.get(message.stationId)?.get(message.evse)
    if (message.kind !== 'metered' || message.transactionId === null) return undefined
    return place(message.stationId, message.transactionId)
  }
}

/** Late or repeated readings, and intervals, are judged by the history. */
function areNewReadings({ samples }: SessionMetered, { lastReadingAt }: SessionState): boolean {
  const last = lastReadingAt?.getTime() ?? Number.NEGATIVE_INFINITY
  return (
    samples.length > 0 &&
    samples.every(
      ({ at, registerWh, intervalWh }) => at.at.getTime() > last && (registerWh !== null || intervalWh == null),
    )
  )
}

/** Late or repeated states may change nothing; then nothing would be stored that could tell whether the session is still so. */
function isNewState({ at }: ConnectorStateSaid, { startedAt, phases }: SessionState): boolean {
  const last = phases.at(-1)?.at ?? startedAt
  return at.at > last && at.at > startedAt
}

/** For these all open sessions of the station are loaded. */
function seesAllOpen(message: SessionMessage): boolean {
  if (message.kind === 'event') return message.type !== 'updated'
  return message.kind === 'start' || message.kind === 'stop' || message.kind === 'connector-state'
}

/** Runs, is believed, and has nothing on it that a person may settle meanwhile. */
function isPlain({ status, flags, history, meter, lastReadingAt }: SessionState): boolean {
  if (status !== 'active' || flags.size > 0 || (history !== null && history.length > 0)) return false
  if (meter === null) return lastReadingAt === null
  return meter !== 'unknown' && meter.doubted.length === 0
}

const place = (stationId: bigint, transactionId: string): string => `${stationId}|${transactionId}`
