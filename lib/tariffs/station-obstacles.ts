import { Decimal } from '../kernel/money'
import { conditionOf, type Restrictions } from './restrictions'
import type { TariffComponent, TariffTerms } from './tariff'

/** What OCPP 2.1's Tariff has no words for. A price that would be told wrong is not told at all. */
export const STATION_OBSTACLES = [
  'spot-price',
  'idle-cap',
  'steps',
  /** A fee can depend on clocks and dates only. */
  'fee-conditions',
  'reservation-expired',
  /** Taxes stand once for all prices of a thing. */
  'mixed-vat',
] as const
export type StationObstacle = (typeof STATION_OBSTACLES)[number]

/** A price as a station looks it up. */
export interface StationPrice {
  readonly component: TariffComponent
  readonly restrictions: Restrictions
}

/** The things that a station prices; of a reservation only what it costs while it lasts. */
export const STATION_SUBJECTS = ['energy', 'time', 'idle', 'flat', 'reserved', 'reservedFlat'] as const
export type StationSubject = (typeof STATION_SUBJECTS)[number]

/** Each thing's prices in the order in which they are looked up, without those that are never met. */
export function stationPrices({ elements }: TariffTerms): Readonly<Record<StationSubject, readonly StationPrice[]>> {
  const prices: Record<StationSubject, StationPrice[]> = {
    energy: [],
    time: [],
    idle: [],
    flat: [],
    reserved: [],
    reservedFlat: [],
  }
  const isSettled = new Set<StationSubject>()
  for (const { components, restrictions = {} } of elements) {
    for (const component of components) {
      const subject = subjectOf(component.dimension, restrictions.reservation)
      if (subject === null || isSettled.has(subject)) continue
      prices[subject].push({ component, restrictions })
      if (conditionOf(restrictions) === null) isSettled.add(subject)
    }
  }
  return prices
}

function subjectOf(
  dimension: TariffComponent['dimension'],
  reservation: Restrictions['reservation'],
): StationSubject | null {
  if (reservation === undefined) return dimension
  if (reservation === 'expired') return null
  return dimension === 'flat' ? 'reservedFlat' : dimension === 'time' ? 'reserved' : null
}

const FEE_MAY_LOOK_AT: ReadonlySet<string> = new Set([
  'startTime',
  'endTime',
  'startDate',
  'endDate',
  'daysOfWeek',
  'reservation',
])

/** Why a station cannot be told these terms; empty when it can. */
export function stationObstacles(terms: TariffTerms): StationObstacle[] {
  const found = new Set<StationObstacle>()
  if (terms.elements.some(({ restrictions }) => restrictions?.reservation === 'expired'))
    found.add('reservation-expired')
  for (const [subject, prices] of Object.entries(stationPrices(terms))) {
    const rates = prices.map(({ component }) => new Decimal(component.vatPercent ?? terms.vatPercent).toFixed())
    if (new Set(rates).size > 1) found.add('mixed-vat')
    for (const { component, restrictions } of prices) {
      if (component.dimension === 'energy' && component.spot) found.add('spot-price')
      if (component.dimension === 'idle' && component.maxAmount !== undefined) found.add('idle-cap')
      if ('stepSize' in component && (component.stepSize ?? 1) > 1) found.add('steps')
      const isFee = subject === 'flat' || subject === 'reservedFlat'
      const looksAt = Object.entries(restrictions).flatMap(([key, value]) => (value === undefined ? [] : key))
      if (isFee && !looksAt.every((key) => FEE_MAY_LOOK_AT.has(key))) found.add('fee-conditions')
    }
  }
  return STATION_OBSTACLES.filter((obstacle) => found.has(obstacle))
}
