import { Decimal, minorDigits } from '../kernel/money'
import { HOUR_MS, MINUTE_MS } from '../kernel/time'
import { type Condition, conditionOf } from './restrictions'
import type { PriceLimit, SpotTerms, TariffComponent, TariffTerms } from './tariff'

/** One price of a tariff, ready to be used. */
export interface Rate {
  /** Which component of which element, from 0. */
  readonly part: { readonly element: number; readonly component: number }
  readonly price: string
  readonly priceDecimal: Decimal
  readonly unit: 'session' | 'kWh' | 'min' | 'h'
  /** Wh or ms in one unit. */
  readonly perUnit: Decimal
  /** The price of one Wh or ms, when it has an end as a decimal: multiplying is much cheaper than dividing. */
  readonly perRaw: Decimal | null
  readonly vat: VatRate
  /** Null: always. */
  readonly condition: Condition | null
  /** Wh or ms; null: billed as it is. */
  readonly step: number | null
  readonly graceMs: number
  readonly maxAmount: Decimal | null
  readonly spot: SpotTerms | null
}

export interface VatRate {
  readonly percent: string
  readonly percentDecimal: Decimal
  /** What the amount a price states is divided by to get its VAT's share: 100 + percent when it is included, else 100. */
  readonly divisor: Decimal
  /** percent / divisor, when it has an end as a decimal. */
  readonly share: Decimal | null
}

/** What a lookup is for. Each is looked up on its own, in the tariff's order (OCPI). */
export type Subject = 'flat' | 'energy' | 'time' | 'idle' | 'reserved' | 'expired' | 'reservedFlat' | 'expiredFlat'

export interface CompiledTariff {
  readonly currency: string
  readonly digits: number
  readonly isVatIncluded: boolean
  readonly vat: VatRate
  readonly limits: { readonly min?: PriceLimit; readonly max?: PriceLimit } | null
  readonly rates: Readonly<Record<Subject, readonly Rate[]>>
  readonly hasSpot: boolean
  /** What the conditions look at, over all rates. */
  readonly conditions: readonly Condition[]
}

/** Whether a price by these terms asks for more than the session's sums: clocks, readings, exchange prices. */
export const looksAround = (terms: TariffTerms): boolean => {
  const { conditions, hasSpot } = compileTariff(terms)
  return conditions.length > 0 || hasSpot
}

const compiled = new WeakMap<TariffTerms, CompiledTariff>()

/** A tariff read once and then priced many times: terms are never changed after they were read. */
export function compileTariff(terms: TariffTerms): CompiledTariff {
  let found = compiled.get(terms)
  if (found === undefined) {
    found = compile(terms)
    compiled.set(terms, found)
  }
  return found
}

function compile(terms: TariffTerms): CompiledTariff {
  const rates: Record<Subject, Rate[]> = {
    flat: [],
    energy: [],
    time: [],
    idle: [],
    reserved: [],
    expired: [],
    reservedFlat: [],
    expiredFlat: [],
  }
  const conditions = new Set<Condition>()
  for (const [element, { components, restrictions }] of terms.elements.entries()) {
    const condition = restrictions === undefined ? null : conditionOf(restrictions)
    for (const [index, component] of components.entries()) {
      const subject = subjectOf(component.dimension, restrictions?.reservation)
      if (subject === null) continue
      const list = rates[subject]
      // Behind one that always holds nothing is ever found.
      if (list.at(-1)?.condition === null) continue
      list.push(rateOf(component, element, index, condition, terms))
      if (condition !== null) conditions.add(condition)
    }
  }
  return {
    currency: terms.currency,
    digits: minorDigits(terms.currency),
    isVatIncluded: terms.pricesIncludeVat,
    vat: vatRate(terms.vatPercent, terms.pricesIncludeVat),
    limits: terms.limits ?? null,
    rates,
    hasSpot: rates.energy.some(({ spot }) => spot !== null),
    conditions: [...conditions],
  }
}

/** Only a reservation's time and fee have prices of their own; nothing is delivered during one. */
function subjectOf(dimension: TariffComponent['dimension'], reservation?: 'reserved' | 'expired'): Subject | null {
  if (reservation === undefined) return dimension
  if (dimension === 'flat') return reservation === 'reserved' ? 'reservedFlat' : 'expiredFlat'
  return dimension === 'time' ? reservation : null
}

const ONE = new Decimal(1)
const WH_PER_KWH = new Decimal(1000)
const MS_PER_MINUTE = new Decimal(MINUTE_MS)
const MS_PER_HOUR = new Decimal(HOUR_MS)

function rateOf(
  component: TariffComponent,
  element: number,
  index: number,
  condition: Condition | null,
  terms: TariffTerms,
): Rate {
  const { dimension, price } = component
  const isHourly = (dimension === 'time' || dimension === 'idle') && component.per === 'hour'
  const time = isHourly ? (['h', MS_PER_HOUR] as const) : (['min', MS_PER_MINUTE] as const)
  const [unit, perUnit] =
    dimension === 'flat' ? (['session', ONE] as const) : dimension === 'energy' ? (['kWh', WH_PER_KWH] as const) : time
  const step = 'stepSize' in component ? (component.stepSize ?? null) : null
  return {
    part: { element, component: index },
    price,
    priceDecimal: new Decimal(price),
    perRaw: endingQuotient(new Decimal(price), perUnit),
    unit,
    perUnit,
    vat: vatRate(component.vatPercent ?? terms.vatPercent, terms.pricesIncludeVat),
    condition,
    step: step !== null && dimension !== 'energy' ? step * 1000 : step,
    graceMs: dimension === 'idle' ? (component.graceSeconds ?? 0) * 1000 : 0,
    maxAmount: dimension === 'idle' && component.maxAmount !== undefined ? new Decimal(component.maxAmount) : null,
    spot: dimension === 'energy' ? (component.spot ?? null) : null,
  }
}

export function vatRate(percent: string, isIncluded: boolean): VatRate {
  const percentDecimal = new Decimal(percent)
  const divisor = isIncluded ? percentDecimal.plus(100) : new Decimal(100)
  return { percent, percentDecimal, divisor, share: endingQuotient(percentDecimal, divisor) }
}

/** What the amount that prices state comes to, exactly. */
export const saidFor = (raw: Decimal, rate: Rate): Decimal =>
  rate.perRaw === null ? raw.times(rate.priceDecimal).dividedBy(rate.perUnit) : raw.times(rate.perRaw)

function endingQuotient(dividend: Decimal, divisor: Decimal): Decimal | null {
  const quotient = dividend.dividedBy(divisor)
  return quotient.decimalPlaces() <= 12 && quotient.times(divisor).equals(dividend) ? quotient : null
}
