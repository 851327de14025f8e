import { Decimal } from '../kernel/money'
import type { Review } from './review-flags'

/** A register value at a moment. */
export interface RegisterValue {
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly registerWh: Decimal
}

/**
 * How far a meter has been believed. `base` is the last register that was taken as true, `energyWh` what had been delivered then.
 * `doubted` are the values since that do not follow from it: a drop-out, a spike, or the beginning of a reset.
 */
export interface MeterState {
  readonly base: RegisterValue
  readonly energyWh: Decimal
  readonly doubted: readonly RegisterValue[]
}

/** After this many values in a row that follow from each other, but not from the base, the meter has really moved. */
const BELIEVED_AFTER = 3
/** What a register may leap without being doubted: short charges, coarse clocks and late readings must pass. */
const STEP_ALLOWANCE_WH = 100_000
const TOTAL_ALLOWANCE_WH = 40_000
/** Assumed when the connector's power is not known. */
const DEFAULT_POWER_W = 500_000
const POWER_MARGIN = 1.25
const MS_PER_HOUR = 3_600_000

export const meterAt = (base: RegisterValue): MeterState => ({ base, energyWh: ZERO, doubted: [] })
const ZERO = new Decimal(0)

/**
 * Takes one more register value, in time order. Energy never falls: a drop-out (one low value, then back) adds nothing, a reset
 * (low, and counting on from there) adds what is counted after it, a spike (one high value, then back) is passed over.
 */
export function nextRegister(meter: MeterState, value: RegisterValue, reviews: Review[]): MeterState {
  if (follows(meter.base, value)) {
    return { base: value, energyWh: meter.energyWh.plus(value.registerWh.minus(meter.base.registerWh)), doubted: [] }
  }
  const last = meter.doubted.at(-1)
  // The same value told again confirms nothing.
  if (last?.at === value.at && last.registerWh.equals(value.registerWh)) return meter
  const doubted = last !== undefined && follows(last, value) ? [...meter.doubted, value] : [value]
  return doubted.length < BELIEVED_AFTER ? { ...meter, doubted } : believeDoubted({ ...meter, doubted }, reviews)
}

/**
 * Takes the register at the stop. It has no successor to confirm it, so two values that follow from each other are enough; a single
 * low one is not believed, and a single high one only when no reading speaks against it.
 */
export function lastRegister(
  meter: MeterState,
  value: RegisterValue,
  hadReadings: boolean,
  reviews: Review[],
): MeterState {
  const next = nextRegister(meter, value, reviews)
  if (next.doubted.length === 0) return next
  if (next.doubted.length >= 2) return believeDoubted(next, reviews)
  const detail = `stop ${value.registerWh} Wh, before ${meter.base.registerWh} Wh`
  if (value.registerWh.lessThan(meter.base.registerWh)) {
    reviews.push({ flag: 'register-backwards', detail })
    return { ...next, doubted: [] }
  }
  reviews.push({ flag: 'register-jump', detail })
  return hadReadings ? { ...next, doubted: [] } : believeJump(next, value)
}

/** Whether the register could have moved from one value to the next: not down, and not faster than any charger delivers. */
function follows(from: RegisterValue, to: RegisterValue): boolean {
  const step = to.registerWh.minus(from.registerWh)
  if (step.isNegative() && !step.isZero()) return false
  const limit = STEP_ALLOWANCE_WH + (DEFAULT_POWER_W * Math.max(0, to.at - from.at)) / MS_PER_HOUR
  return step.toNumber() <= limit
}

function believeDoubted(meter: MeterState, reviews: Review[]): MeterState {
  const first = meter.doubted[0]!
  const last = meter.doubted.at(-1)!
  const detail = `${meter.base.registerWh} Wh, then ${first.registerWh} Wh to ${last.registerWh} Wh`
  if (first.registerWh.greaterThan(meter.base.registerWh)) {
    reviews.push({ flag: 'register-jump', detail })
    return believeJump(meter, last)
  }
  reviews.push({ flag: 'register-reset', detail })
  // A register that was reset counts from zero; if that cannot be, only what was seen being counted is added.
  const sinceZero = follows({ at: meter.base.at, registerWh: ZERO }, last)
  const added = sinceZero ? last.registerWh : last.registerWh.minus(first.registerWh)
  return { base: last, energyWh: meter.energyWh.plus(added), doubted: [] }
}

function believeJump(meter: MeterState, value: RegisterValue): MeterState {
  return {
    base: value,
    energyWh: meter.energyWh.plus(value.registerWh.minus(meter.base.registerWh)),
    doubted: [],
  }
}

/** Whether a start register of 0 (or none) was only a blank: the next value is a meter's lifetime, not this session's energy. */
export const isBlankStart = (start: RegisterValue, first: RegisterValue): boolean =>
  start.registerWh.isZero() && !follows(start, first)

/** More than the connector can deliver in the time, with an allowance for coarse clocks. */
export function isImplausibleEnergy(energyWh: Decimal, durationMs: number, maxPowerW: number | null): boolean {
  const powerW = (maxPowerW ?? DEFAULT_POWER_W) * POWER_MARGIN
  return energyWh.greaterThan(TOTAL_ALLOWANCE_WH + (powerW * Math.max(0, durationMs)) / MS_PER_HOUR)
}
