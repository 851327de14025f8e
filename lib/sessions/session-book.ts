import { foldToken } from '../tokens/fold-token'
import { matchReadings, matchStop } from './match-stop'
import type { SessionMessage, SessionStart } from './session-message'
import type { SessionState } from './session-state'
import { eventKey, orphanKey, startKey } from './start-key'

/**
 * The sessions a batch of messages may touch, as loaded and as changed so far: messages of one batch see what those before them did.
 */
export class SessionBook {
  private readonly byId = new Map<bigint, SessionState>()
  private readonly byTransaction = new Map<string, bigint>()
  private readonly byKey = new Map<string, bigint>()
  private readonly byStation = new Map<bigint, Set<bigint>>()

  constructor(sessions: Iterable<SessionState>) {
    for (const session of sessions) this.put(session)
  }

  put(session: SessionState): void {
    if (!this.byId.has(session.id)) {
      this.byTransaction.set(place(session.stationId, session.ocppTransactionId), session.id)
      this.byKey.set(place(session.stationId, session.startKey), session.id)
      const ofStation = this.byStation.get(session.stationId)
      if (ofStation) ofStation.add(session.id)
      else this.byStation.set(session.stationId, new Set([session.id]))
    }
    this.byId.set(session.id, session)
  }

  get(id: bigint): SessionState | undefined {
    return this.byId.get(id)
  }

  /** The station's open sessions, oldest first. */
  open(stationId: bigint): SessionState[] {
    const open: SessionState[] = []
    for (const id of this.byStation.get(stationId) ?? []) {
      const session = this.byId.get(id)!
      if (session.status === 'active') open.push(session)
    }
    return open.sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime() || Number(a.id - b.id))
  }

  /** The session a message belongs to; null: none that is known. Always one of the sending station's own. */
  find(message: SessionMessage, evseCount: number): SessionState | null {
    switch (message.kind) {
      case 'start':
        return this.findStart(message)
      case 'event':
        return (
          this.withKey(message.stationId, eventKey(message)) ??
          this.withTransaction(message.stationId, message.transactionId)
        )
      case 'stop':
        return (
          this.withTransaction(message.stationId, message.transactionId) ??
          this.withKey(message.stationId, orphanKey(message)) ??
          this.alreadyStopped(message) ??
          matchStop(message, this.open(message.stationId), evseCount)
        )
      case 'metered':
        if (message.transactionId === null) return null
        return (
          this.withTransaction(message.stationId, message.transactionId) ??
          matchReadings(message, this.open(message.stationId))
        )
      case 'connector-state':
        return this.open(message.stationId).findLast((session) => session.evse === message.evse) ?? null
      case 'lapsed':
      case 'given-up':
        return this.withTransaction(message.stationId, message.transactionId)
    }
  }

  isKeyTaken(start: SessionStart): boolean {
    return this.byKey.has(place(start.stationId, startKey(start)))
  }

  /** A clock that is not set says the same time after every boot: then an ended session is not the same start. */
  private findStart(start: SessionStart): SessionState | null {
    const key = startKey(start)
    const same = this.withKey(start.stationId, key)
    if (start.at.doubt === null || same?.status === 'active') return same
    return this.open(start.stationId).find((session) => session.startKey.startsWith(`${key}#`)) ?? null
  }

  /** A repeat of a stop that was matched without its id: same end, same meter, same token. */
  private alreadyStopped(stop: SessionMessage & { kind: 'stop' }): SessionState | null {
    for (const id of this.byStation.get(stop.stationId) ?? []) {
      const session = this.byId.get(id)!
      const isSame =
        session.status === 'ended' &&
        session.endedAt?.getTime() === stop.at.at.getTime() &&
        foldToken(session.stopTokenValue ?? '') === foldToken(stop.token?.value ?? '') &&
        (stop.meterStopWh === null || session.meterStopWh?.equals(stop.meterStopWh) === true)
      if (isSame) return session
    }
    return null
  }

  private withTransaction(stationId: bigint, transactionId: string): SessionState | null {
    return this.held(this.byTransaction.get(place(stationId, transactionId)))
  }

  private withKey(stationId: bigint, key: string): SessionState | null {
    return this.held(this.byKey.get(place(stationId, key)))
  }

  private held(id: bigint | undefined): SessionState | null {
    return id === undefined ? null : (this.byId.get(id) ?? null)
  }
}

const place = (stationId: bigint, name: string): string => `${stationId}|${name}`
