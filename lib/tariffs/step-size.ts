import { Decimal } from '../kernel/money'
import type { Rate } from './compile-tariff'

interface Stepped {
  readonly rate: Rate
  readonly price: string
  raw: Decimal
  said: Decimal
}

/**
 * Rounds what is paid of one kind (energy, or time) up to whole steps, once per session: the step is that of the last price in use, the
 * total is rounded, and what that adds is paid at the last price. A total that is a whole number of steps stays.
 * Source: OCPI 2.2.1/2.3.0 mod_cdrs and mod_tariffs, step_size.
 */
export function stepUp(lines: readonly Stepped[]): void {
  const last = lines.at(-1)
  if (last === undefined || last.rate.step === null) return
  const { step, perUnit } = last.rate
  const total = lines.reduce((sum, { raw }) => sum.plus(raw), new Decimal(0))
  const surplus = total.dividedBy(step).ceil().times(step).minus(total)
  if (!surplus.greaterThan(0)) return
  last.raw = last.raw.plus(surplus)
  last.said = last.said.plus(surplus.times(last.price).dividedBy(perUnit))
}
