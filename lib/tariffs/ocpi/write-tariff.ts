import { Decimal } from '../../kernel/money'
import type { PriceLimit, TariffComponent, TariffTerms } from '../tariff'

export interface OcpiMeta {
  /** ISO 3166 alpha-2 and the party's three letters. */
  readonly countryCode: string
  readonly partyId: string
  readonly id: string
  readonly lastUpdated: Date
  readonly startsAt: Date | null
}

/** Why a tariff cannot be told in OCPI's words: what it has that OCPI has no words for. */
export const OCPI_OBSTACLES = ['spot-price', 'idle-grace', 'idle-cap'] as const
export type OcpiObstacle = (typeof OCPI_OBSTACLES)[number]

const RESERVATION = { reserved: 'RESERVATION', expired: 'RESERVATION_EXPIRES' } as const

/**
 * A tariff of ours as an OCPI Tariff object. Prices of time become prices per hour, exactly. In 2.2.1 prices are without VAT, so a
 * tariff that includes it is told in 2.3.0 only.
 * @returns what stands in the way, when something does
 */
export function ocpiOfTerms(
  terms: TariffTerms,
  version: '2.2.1' | '2.3.0',
  meta: OcpiMeta,
): object | OcpiObstacle[] | 'includes-vat' {
  if (version === '2.2.1' && terms.pricesIncludeVat && hasVat(terms)) return 'includes-vat'
  const obstacles = new Set(terms.elements.flatMap(({ components }) => components.flatMap(obstaclesOf)))
  if (obstacles.size > 0) return [...obstacles]
  const limit = ({ exclVat, inclVat }: PriceLimit) => {
    // OCPI must have one without VAT and holds each on its own: the same figure twice would be another limit.
    const [net, gross] = [exclVat ?? withoutVat(inclVat!, terms.vatPercent), inclVat]
    return version === '2.2.1'
      ? { excl_vat: Number(net), ...(gross !== undefined && { incl_vat: Number(gross) }) }
      : { before_taxes: Number(net), ...(gross !== undefined && { after_taxes: Number(gross) }) }
  }
  const { min, max } = terms.limits ?? {}
  return {
    country_code: meta.countryCode,
    party_id: meta.partyId,
    id: meta.id,
    currency: terms.currency,
    ...(version === '2.3.0' && { tax_included: hasVat(terms) ? (terms.pricesIncludeVat ? 'YES' : 'NO') : 'N/A' }),
    ...(min && { min_price: limit(min) }),
    ...(max && { max_price: limit(max) }),
    elements: terms.elements.map(({ components, restrictions }) => ({
      price_components: components.map((component) => ocpiComponent(component, terms)),
      ...(restrictions && Object.keys(restrictions).length > 0 && { restrictions: ocpiRestrictions(restrictions) }),
    })),
    ...(meta.startsAt && { start_date_time: instant(meta.startsAt) }),
    last_updated: instant(meta.lastUpdated),
  }
}

const LIMIT_DECIMALS = 4
const withoutVat = (amount: string, percent: string): Decimal =>
  new Decimal(amount).times(100).dividedBy(new Decimal(percent).plus(100)).toDecimalPlaces(LIMIT_DECIMALS)

const instant = (at: Date) => at.toISOString().replace(/\.\d{3}Z$/, 'Z')

const hasVat = ({ vatPercent, elements }: TariffTerms) =>
  [vatPercent, ...elements.flatMap(({ components }) => components.flatMap((one) => one.vatPercent ?? []))].some(
    (percent) => Number(percent) > 0,
  )

function obstaclesOf(component: TariffComponent): OcpiObstacle[] {
  if (component.dimension === 'energy') return component.spot ? ['spot-price'] : []
  if (component.dimension === 'idle') {
    return [
      ...(component.graceSeconds ? (['idle-grace'] as const) : []),
      ...(component.maxAmount === undefined ? [] : (['idle-cap'] as const)),
    ]
  }
  return []
}

const TYPES = { flat: 'FLAT', energy: 'ENERGY', time: 'TIME', idle: 'PARKING_TIME' } as const

function ocpiComponent(component: TariffComponent, terms: TariffTerms): object {
  const isTime = component.dimension === 'time' || component.dimension === 'idle'
  const perHour =
    isTime && component.per !== 'hour' ? new Decimal(component.price).times(60) : new Decimal(component.price)
  const vat = component.vatPercent ?? terms.vatPercent
  return {
    type: TYPES[component.dimension],
    price: perHour.toNumber(),
    ...((Number(vat) > 0 || component.vatPercent !== undefined) && { vat: Number(vat) }),
    step_size: ('stepSize' in component && component.stepSize) || 1,
  }
}

function ocpiRestrictions(said: NonNullable<TariffTerms['elements'][number]['restrictions']>): object {
  const fields = {
    start_time: said.startTime,
    end_time: said.endTime,
    start_date: said.startDate,
    end_date: said.endDate,
    min_kwh: said.minKwh,
    max_kwh: said.maxKwh,
    min_current: said.minCurrentA,
    max_current: said.maxCurrentA,
    min_power: said.minPowerKw,
    max_power: said.maxPowerKw,
    min_duration: said.minDurationSeconds,
    max_duration: said.maxDurationSeconds,
    day_of_week: said.daysOfWeek?.map((day) => day.toUpperCase()),
    reservation: said.reservation && RESERVATION[said.reservation],
  }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
