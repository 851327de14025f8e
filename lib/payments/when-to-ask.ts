import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../kernel/time'
import { FINAL_STATES, type Means, type PaymentState } from './payment-machine'

/** Waits between tries of one call: somebody stands at the station first, an outage takes hours. */
const WAITS_MS = [
  2 * SECOND_MS,
  5 * SECOND_MS,
  15 * SECOND_MS,
  MINUTE_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
  DAY_MS,
] as const

/**
 * When a provider that gave no clear answer is asked again under the same key; null: given up, for a person to look at.
 * @param tries so far @param askedMs how long the provider asks us to wait, heeded up to an hour
 */
export function nextTry(tries: number, now: Date, askedMs = 0): Date | null {
  const wait = WAITS_MS[tries - 1]
  if (wait === undefined) return null
  return new Date(now.getTime() + Math.max(wait, Math.min(askedMs, HOUR_MS)))
}

/** The driver waits before the page: closely at first. */
const YOUNG_MS = 15 * MINUTE_MS

/**
 * When the provider is asked next how a payment stands, whatever it has told by itself; null: no more.
 * @param settledAt when the payment came to its end @param wasAsked it was asked since
 */
export function nextCheck(
  {
    state,
    means,
    createdAt,
    settledAt,
  }: {
    readonly state: PaymentState
    readonly means: Means
    readonly createdAt: Date
    readonly settledAt: Date | null
  },
  now: Date,
): Date | null {
  const later = (ms: number) => new Date(now.getTime() + ms)
  if (FINAL_STATES.includes(state)) {
    // One look back the day after: refunds made by hand, reservations that lapsed.
    const lookBack = (settledAt ?? now).getTime() + DAY_MS
    return lookBack > now.getTime() ? new Date(lookBack) : null
  }
  switch (state) {
    case 'created':
    case 'declined':
      return later(now.getTime() - createdAt.getTime() < YOUNG_MS ? 5 * SECOND_MS : MINUTE_MS)
    case 'settling':
    case 'releasing':
      return later(means === 'prepay' ? 15 * SECOND_MS : MINUTE_MS)
    case 'held':
      return later(HOUR_MS)
    default:
      return later(10 * MINUTE_MS)
  }
}
