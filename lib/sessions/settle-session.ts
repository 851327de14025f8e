import { monthAt } from '../plans/plan-month'
import { type Draw, drawFor, othersAsRead } from '../plans/session-plan'
import { isPriced, type Price, priceSession, type Unpriced } from '../tariffs/price-session'
import { hasStop, missingEvents, withCompleteness } from './complete-session'
import { REVIEW_FLAGS, type Review, type ReviewFlag } from './review-flags'
import { type Applied, type Context, type EnergyReading, NEEDS_HISTORY, type SessionState } from './session-state'
import { corrections, measure } from './take-samples'

/** Where prices come from. */
export type Prices = Pick<Context, 'terms' | 'spot' | 'drawnByOthers'>

/** The session's price, running (until `now`) or final; none while an ended one waits for missing events. */
export const priceOf = (session: SessionState, prices: Prices, now: Date): Price | Unpriced =>
  priceWithPlan(session, prices, now).price

/** The price, and what the session's plan gave it. */
function priceWithPlan(
  session: SessionState,
  prices: Prices,
  now: Date,
): { readonly price: Price | Unpriced; readonly draw: Draw | null } {
  if (session.completeness === 'waiting') return { price: { unpriced: 'events-awaited' }, draw: null }
  const until = session.endedAt ?? now
  const terms = prices.terms(session.tariffVersionId)
  const draw = drawOf(session, terms, prices)
  const price = priceSession(terms, {
    agreement: draw?.agreement ?? null,
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
  return { price, draw }
}

function drawOf(session: SessionState, terms: ReturnType<Prices['terms']>, prices: Prices): Draw | null {
  const { plan, startedAt } = session
  if (plan === null || terms === null || terms === 'unreadable') return null
  const month = monthAt(startedAt)
  const others = prices.drawnByOthers?.(session, plan, month) ?? othersAsRead(plan, month)
  return drawFor(plan, startedAt, terms, others)
}

/**
 * Brings an ended session's energy, price and flags to what all its messages together say. Called after every message to an ended
 * session, so that late ones correct it; with the same messages the result is the same in whatever order they came. While events are
 * missing that may still come it has no price, and what only the whole can tell is not flagged.
 */
export function settle(
  applied: Applied,
  prices: Prices & Pick<Context, 'asksPaymentFirst'>,
  now: Date,
): Applied | typeof NEEDS_HISTORY {
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
  const { price, draw } = priceWithPlan({ ...measuredSession, history }, prices, now)
  const lacking: Review[] = missing === null ? [] : [{ flag: 'events-missing', detail: missing }]
  const holding = [...applied.raised, ...lacking, ...measured.reviews, ...flagsAtEnd(measuredSession, price, prices)]
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
    draw: isWaiting ? null : draw,
    corrected: mergeCorrections(applied.corrected, corrections(session.history, measured)),
  }
}

/** Only the station's own stop answers these. */
const WAITS_FOR_STOP: ReadonlySet<ReviewFlag> = new Set(['closed-by-rule', 'superseded'])

/** What can only be said once a session is over. */
function flagsAtEnd(
  session: SessionState,
  price: Price | Unpriced,
  { asksPaymentFirst }: Pick<Context, 'asksPaymentFirst'>,
): Review[] {
  const reviews: Review[] = []
  const isDelivered = session.energyWh.greaterThan(0)
  if (!isDelivered && session.isEnergyKnown && isPriced(price) && Number(price.total) > 0) {
    reviews.push({ flag: 'no-energy', detail: `${price.total} ${price.currency} without energy` })
  }
  const isUnpaid = session.authorisation === 'no-credit' || (session.authorisation === null && asksPaymentFirst)
  if (isDelivered && isUnpaid) reviews.push({ flag: 'payment-missing', detail: session.authorisation ?? 'no token' })
  else if (isDelivered && session.authorisation !== null && session.authorisation !== 'accepted') {
    reviews.push({ flag: 'token-not-accepted', detail: session.authorisation })
  }
  return reviews
}

function mergeCorrections(first: readonly EnergyReading[], then: readonly EnergyReading[]): EnergyReading[] {
  const byPlace = new Map([...first, ...then].map((reading) => [`${reading.at}:${reading.context}`, reading]))
  return [...byPlace.values()]
}
