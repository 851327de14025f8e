import { isKeyedByStation, type SessionState } from './session-state'

/** A station that forgot to number has its events numbered by their second (SPEC B-7): beyond this no counter has counted. */
const NOT_COUNTED = 1_000_000_000
/** So many missing numbers are named. */
const MOST_NAMED = 20

/**
 * Which numbered events an ended 2.x transaction lacks, in plain English; null: none, as far as can be known (1.6 numbers nothing, and
 * before the last event nobody knows how many there are). Numbers begin at 0 with each transaction, or a counter runs on over all the
 * station's transactions: then those that other transactions of the station have are not missing here.
 */
export function missingEvents(session: SessionState): string | null {
  if (!isKeyedByStation(session) || !hasStop(session)) return null
  let first: number | null = null
  let last = 0
  const numbers = new Set<number>()
  for (const event of session.events) {
    const [number, type] = event.split(':')
    const seqNo = Number(number)
    numbers.add(seqNo)
    if (type === 'started') first = Math.min(first ?? seqNo, seqNo)
    if (type === 'ended') last = Math.max(last, seqNo)
  }
  if (first === null) return 'the first event is missing'
  if (last >= NOT_COUNTED) return null
  const lost: number[] = []
  for (let seqNo = first + 1; seqNo < last && lost.length < MOST_NAMED; seqNo += 1) {
    if (!numbers.has(seqNo) && !session.numbersElsewhere.has(seqNo)) lost.push(seqNo)
  }
  return lost.length === 0 ? null : `missing ${lost.join(', ')} of ${first} to ${last}`
}

/** Whether the station itself has said that the session is over. */
export function hasStop(session: SessionState): boolean {
  for (const event of session.events) if (event.endsWith(':ended')) return true
  return false
}

/**
 * An ended session with its completeness as its events now say. One that lacks events waits for them only from its end on and until
 * it is given up; one that has been priced is never taken back into waiting.
 */
export function withCompleteness(session: SessionState, missing: string | null, now: Date): SessionState {
  if (missing === null && hasStop(session)) return { ...session, completeness: 'complete', incompleteSince: null }
  const completeness = session.completeness === 'complete' ? 'incomplete' : session.completeness
  return { ...session, completeness, incompleteSince: session.incompleteSince ?? now }
}
