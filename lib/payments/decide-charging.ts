import { Decimal } from '../kernel/money'
import type { Means } from './payment-machine'

/** From here on more is asked for, while there is still time for an answer. */
const ASK_AT = new Decimal('0.8')
/** From here on charging must end: what comes after the last reading is to be paid as well. */
const STOP_AT = new Decimal('0.95')
/** More than this many caps in all is nobody's charge. */
const MOST_CAPS = 4

/** `increment`: reserve up to `amount` in all. `stop`: nothing more can be paid for. */
export type ChargingStep =
  | { readonly step: 'go-on' }
  | { readonly step: 'increment'; readonly amount: Decimal }
  | { readonly step: 'stop' }

/**
 * What a running session's price calls for.
 * @param cost so far, incl. VAT; null: not known @param canIncrement the provider has not refused to reserve more
 */
export function decideCharging({
  cost,
  authorised,
  cap,
  means,
  canIncrement,
  isIncrementing,
  isCancelled,
}: {
  readonly cost: Decimal | null
  readonly authorised: Decimal
  readonly cap: Decimal
  readonly means: Means
  readonly canIncrement: boolean
  readonly isIncrementing: boolean
  readonly isCancelled: boolean
}): ChargingStep {
  if (isCancelled || authorised.isZero()) return { step: 'stop' }
  if (cost === null || cost.lessThan(authorised.times(ASK_AT))) return { step: 'go-on' }
  const next = authorised.plus(cap)
  const mayIncrement = means === 'reserve' && canIncrement && next.lessThanOrEqualTo(cap.times(MOST_CAPS))
  if (mayIncrement && !isIncrementing) return { step: 'increment', amount: next }
  return cost.greaterThanOrEqualTo(authorised.times(STOP_AT)) ? { step: 'stop' } : { step: 'go-on' }
}
