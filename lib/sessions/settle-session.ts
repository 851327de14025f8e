import { isPriced, type Price, priceSession, type Unpriced } from '../tariffs/price-session'
import { hasStop, missingEvents, withCompleteness } from './complete-session'
import { REVIEW_FLAGS, type Review, type ReviewFlag } from './review-flags'
import { type Applied, type Context, type EnergyReading, NEEDS_HISTORY, type SessionState } from './session-state'
import { corrections, measure } from './take-samples'

/** Where prices come from. */
export type Prices = Pick<Context, 'terms' | 'spot'>

/** The session's price, running (until `now`) or final; none while an ended one waits for missing events. */
export function priceOf(session: SessionState, prices: Prices, now: Date): Price | Unpriced {
  if (session.completeness === 'waiting') return { unpriced: 'events-awaited' }
  const until = session.endedAt ?? now
  return priceSession(prices.terms(session.tariffVersionId), {
    startedAt: session.startedAt,
    until,
    energyWh: session.isEnergyKnown ? session.energyWh : null,
    phases: session.phases,
    timeZone: session.timeZone ?? undefined,
    // Only tariffs that look at them have these worked out.
    get readings() {
      return session.history?.flatMap(({ at, energyWh }) => (energyWh === null ? [] : [{ at, energyWh }])) ?? []
    },
    get spot() {
      return session.priceArea === null ? [] : prices.spot(session.priceArea, session.startedAt, until)
    },
  })
}

/**
 * Brings an ended session's energy, price and flags to what all its messages together say. Called after every message to an ended
 * session, so that late ones correct it; with the same messages the result is the same in whatever order they came. While events are
 * missing that may still come it has no price, and what only the whole can tell is not flagged.
 */
export function settle(applied: Applied, prices: Prices, now: Date): Applied | typeof NEEDS_HISTORY {
  const session = applied.session
  if (session === null || session.status === 'active') return applied
  if (session.history === null) return NEEDS_HISTORY
  const measured = measure(session, session.history)
  const missing = missingEvents(session)
  const measuredSession: SessionState = {
    ...withCompleteness(session, missing, now),
    meterStartWh: measured.meterStartWh ?? session.meterStartWh,
    energyWh: measured.energyWh,
    isEnergyKnown: measured.isKnown,
    meter: measured.meter,
    powerW: null,
  }
  const isWaiting = measuredSession.completeness === 'waiting'
  const history = session.history.map((reading, index) => ({ ...reading, energyWh: measured.energies[index] ?? null }))
  const price = priceOf({ ...measuredSession, history }, prices, now)
  const lacking: Review[] = missing === null ? [] : [{ flag: 'events-missing', detail: missing }]
  const holding = [...applied.raised, ...lacking, ...measured.reviews, ...flagsAtEnd(measuredSession, price)]
  const raised = new Map<ReviewFlag, Review>()
  for (const review of isWaiting ? applied.raised : holding)
    if (!raised.has(review.flag)) raised.set(review.flag, review)
  const isStopped = hasStop(session)
  const takenBack = [...session.flags].flatMap(([flag, state]) =>
    state === 'open' &&
    REVIEW_FLAGS[flag] === 'passing' &&
    !holding.some((review) => review.flag === flag) &&
    (isStopped || !WAITS_FOR_STOP.has(flag))
      ? [flag]
      : [],
  )
  return {
    ...applied,
    session: measuredSession,
    raised: [...raised.values()],
    takenBack,
    price: isWaiting ? null : price,
    corrected: mergeCorrections(applied.corrected, corrections(session.history, measured)),
  }
}

/** Only the station's own stop answers these. */
const WAITS_FOR_STOP: ReadonlySet<ReviewFlag> = new Set(['closed-by-rule', 'superseded'])

/** What can only be said once a session is over. */
function flagsAtEnd(session: SessionState, price: Price | Unpriced): Review[] {
  const reviews: Review[] = []
  const isDelivered = session.energyWh.greaterThan(0)
  if (!isDelivered && session.isEnergyKnown && isPriced(price) && Number(price.total) > 0) {
    reviews.push({ flag: 'no-energy', detail: `${price.total} ${price.currency} without energy` })
  }
  if (isDelivered && session.authorisation !== null && session.authorisation !== 'accepted') {
    reviews.push({ flag: 'token-not-accepted', detail: session.authorisation })
  }
  return reviews
}

function mergeCorrections(first: readonly EnergyReading[], then: readonly EnergyReading[]): EnergyReading[] {
  const byPlace = new Map([...first, ...then].map((reading) => [`${reading.at}:${reading.context}`, reading]))
  return [...byPlace.values()]
}
