import { isPriced, type Price, priceSession, type Unpriced } from '../tariffs/price-session'
import { REVIEW_FLAGS, type Review, type ReviewFlag } from './review-flags'
import {
  type Applied,
  type Context,
  type EnergyReading,
  isKeyedByStation,
  NEEDS_HISTORY,
  type SessionState,
} from './session-state'
import { corrections, measure } from './take-samples'

/** The session's price, running (until `now`) or final. */
export function priceOf(session: SessionState, terms: Context['terms'], now: Date): Price | Unpriced {
  return priceSession(terms(session.tariffVersionId), {
    startedAt: session.startedAt,
    until: session.endedAt ?? now,
    energyWh: session.isEnergyKnown ? session.energyWh : null,
    phases: session.phases,
  })
}

/**
 * Brings an ended session's energy, price and flags to what all its messages together say. Called after every message to an ended
 * session, so that late ones correct it; with the same messages the result is the same in whatever order they came.
 */
export function settle(applied: Applied, terms: Context['terms'], now: Date): Applied | typeof NEEDS_HISTORY {
  const session = applied.session
  if (session === null || session.status === 'active') return applied
  if (session.history === null) return NEEDS_HISTORY
  const measured = measure(session, session.history)
  const measuredSession: SessionState = {
    ...session,
    meterStartWh: measured.meterStartWh ?? session.meterStartWh,
    energyWh: measured.energyWh,
    isEnergyKnown: measured.isKnown,
    meter: measured.meter,
    powerW: null,
  }
  const price = priceOf(measuredSession, terms, now)
  const holding = [...measured.reviews, ...flagsAtEnd(measuredSession, price), ...applied.raised]
  const raised = new Map<ReviewFlag, Review>()
  for (const review of holding) if (!raised.has(review.flag)) raised.set(review.flag, review)
  const isStopped = hasStop(session)
  const takenBack = [...session.flags].flatMap(([flag, state]) =>
    state === 'open' &&
    REVIEW_FLAGS[flag] === 'passing' &&
    !raised.has(flag) &&
    (isStopped || !WAITS_FOR_STOP.has(flag))
      ? [flag]
      : [],
  )
  return {
    ...applied,
    session: measuredSession,
    raised: [...raised.values()],
    takenBack,
    price,
    corrected: mergeCorrections(applied.corrected, corrections(session.history, measured)),
  }
}

/** Only the station's own stop answers these. */
const WAITS_FOR_STOP: ReadonlySet<ReviewFlag> = new Set(['closed-by-rule', 'superseded'])

/** What can only be said once a session is over. */
function flagsAtEnd(session: SessionState, price: Price | Unpriced): Review[] {
  const reviews: Review[] = []
  const missing = missingEvents(session)
  if (missing !== null) reviews.push({ flag: 'events-missing', detail: missing })
  const isDelivered = session.energyWh.greaterThan(0)
  if (!isDelivered && session.isEnergyKnown && isPriced(price) && Number(price.total) > 0) {
    reviews.push({ flag: 'no-energy', detail: `${price.total} ${price.currency} without energy` })
  }
  if (isDelivered && session.authorisation !== null && session.authorisation !== 'accepted') {
    reviews.push({ flag: 'token-not-accepted', detail: session.authorisation })
  }
  return reviews
}

/**
 * 2.x numbers a transaction's events without gaps, from 0; older stations let one counter run over all their transactions
 * (then the first number is not 0 and other transactions may have taken numbers in between: only first and last are asked for).
 */
export function missingEvents(session: SessionState): string | null {
  if (!isKeyedByStation(session) || !hasStop(session)) return null
  let first: number | null = null
  let last: number | null = null
  const numbers = new Set<number>()
  for (const event of session.events) {
    const [number, type] = event.split(':')
    const seqNo = Number(number)
    numbers.add(seqNo)
    if (type === 'started') first = Math.min(first ?? seqNo, seqNo)
    if (type === 'ended') last = Math.max(last ?? seqNo, seqNo)
  }
  if (first === null) return 'the first event is missing'
  if (first !== 0 || last === null) return null
  const lost: number[] = []
  for (let seqNo = 0; seqNo <= last && lost.length < 20; seqNo += 1) if (!numbers.has(seqNo)) lost.push(seqNo)
  return lost.length === 0 ? null : `missing ${lost.join(', ')} of 0 to ${last}`
}

/** Whether the station itself has said that the session is over. */
export function hasStop(session: SessionState): boolean {
  for (const event of session.events) if (event.endsWith(':ended')) return true
  return false
}

function mergeCorrections(first: readonly EnergyReading[], then: readonly EnergyReading[]): EnergyReading[] {
  const byPlace = new Map([...first, ...then].map((reading) => [`${reading.at}:${reading.context}`, reading]))
  return [...byPlace.values()]
}
