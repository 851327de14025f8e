import { DAY_MS, HOUR_MS } from '../kernel/time'

/** What is known of an open session that has been silent for a while. */
export interface SilentSession {
  /** The last reading, change of state, or its start. */
  readonly heardAt: Date
  /** When we heard that another session had begun on its EVSE; null: none has. */
  readonly supersededAt: Date | null
  readonly isStationOnline: boolean
}

/** A stop that was queued comes within minutes of the next start. */
const SUPERSEDED_MS = HOUR_MS
const SILENT_ONLINE_MS = DAY_MS
/** A station that is away may still hold the stop in its queue. */
const SILENT_OFFLINE_MS = 7 * DAY_MS

/**
 * Whether an open session's stop must be taken as lost, and why (plain English, kept with the review flag); null: keep it open.
 * The session is then ended where it was last heard of, so nobody pays for silence; a stop that comes after all corrects it.
 */
export function decideLapse({ heardAt, supersededAt, isStationOnline }: SilentSession, now: Date): string | null {
  const silentMs = now.getTime() - heardAt.getTime()
  if (supersededAt !== null && now.getTime() - supersededAt.getTime() >= SUPERSEDED_MS && silentMs >= SUPERSEDED_MS) {
    return 'another session has run on the EVSE for an hour'
  }
  if (isStationOnline && silentMs >= SILENT_ONLINE_MS) return 'silent for a day while the station was online'
  if (silentMs >= SILENT_OFFLINE_MS) return 'silent for a week'
  return null
}
