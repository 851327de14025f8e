import { Decimal } from '../../lib/kernel/money'
import { findTariffToSend, type TariffToSend } from '../../lib/tariffs/queries/tariff-to-send'
import type { Restrictions } from '../../lib/tariffs/restrictions'
import {
  type StationPrice,
  type StationSubject,
  stationObstacles,
  stationPrices,
} from '../../lib/tariffs/station-obstacles'
import type { PriceLimit, TariffComponent, TariffTerms } from '../../lib/tariffs/tariff'
import { CannotSend } from '../station-answer'

/** What a station may be told has at most six decimals (OCPP 2.x, "decimal"). */
const DECIMALS = 6

/** The name under which a station knows a version of a tariff of ours: a version never changes, so neither does what it stands for. */
export const tariffKey = ({ tariffId, number }: Pick<TariffToSend, 'tariffId' | 'number'>): string =>
  `tariff-${tariffId}-v${number}`

/** @throws CannotSend when there is no such tariff, or it cannot be said */
export async function tariffToSend(tariffId: string, version: number | undefined): Promise<TariffToSend> {
  const found = await findTariffToSend(BigInt(tariffId), version ?? null)
  if (found === null)
    throw version
      ? new CannotSend('no-tariff-version', { tariff: tariffId, version })
      : new CannotSend('no-tariff', { tariff: tariffId })
  if (found.isArchived) throw new CannotSend('archived-tariff', { name: found.name })
  return found
}

/**
 * A tariff of ours in OCPP 2.1's words (SPEC V-30): prices without tax and the tax beside them, time per minute, energy per kWh, the
 * start fee as a fixed fee, free idling at first as an idle price that begins later, restrictions as conditions, the least and the most
 * as costs. Nothing is made up: what is free has no price, and what these words cannot say is not told at all.
 * @throws CannotSend
 */
export function wireTariff(tariff: TariffToSend): object {
  const { terms, name } = tariff
  if (terms === null) throw new CannotSend('newer-tariff', { name })
  if (stationObstacles(terms).length > 0) throw new CannotSend('tariff-says-more', { name })
  const prices = stationPrices(terms)
  const part = (subject: StationSubject, field: 'priceKwh' | 'priceMinute' | 'priceFixed') =>
    prices[subject].length === 0
      ? null
      : {
          prices: prices[subject].flatMap((price, index) =>
            wirePrices(price, field, terms, index < prices[subject].length - 1),
          ),
          taxRates: [{ type: 'VAT', tax: Number(prices[subject][0]!.component.vatPercent ?? terms.vatPercent) }],
        }
  const { min, max } = terms.limits ?? {}
  const said = {
    energy: part('energy', 'priceKwh'),
    chargingTime: part('time', 'priceMinute'),
    idleTime: part('idle', 'priceMinute'),
    fixedFee: part('flat', 'priceFixed'),
    reservationTime: part('reserved', 'priceMinute'),
    reservationFixed: part('reservedFlat', 'priceFixed'),
    minCost: min ? wireLimit(min) : null,
    maxCost: max ? wireLimit(max) : null,
  }
  return {
    tariffId: tariffKey(tariff),
    currency: terms.currency,
    description: [{ format: 'UTF8', content: name.slice(0, 1024) }],
    ...withoutNothing(said),
  }
}

/** @param hasNext whether another price follows, which free idling at first must not fall through to */
function wirePrices(
  { component, restrictions }: StationPrice,
  field: 'priceKwh' | 'priceMinute' | 'priceFixed',
  terms: TariffTerms,
  hasNext: boolean,
): object[] {
  const isHourly = 'per' in component && component.per === 'hour'
  const price = withoutTax(component, isHourly ? 60 : 1, terms)
  const conditions = wireConditions(restrictions)
  const grace = component.dimension === 'idle' ? (component.graceSeconds ?? 0) : 0
  const told = (amount: number, own: object) => ({
    [field]: amount,
    ...(Object.keys(own).length > 0 && { conditions: own }),
  })
  if (grace === 0) return [told(price, conditions)]
  const later = { ...conditions, minIdleTime: grace }
  return hasNext ? [told(0, { ...conditions, maxIdleTime: grace }), told(price, later)] : [told(price, later)]
}

const WH_PER_KWH = 1000
const capital = (day: string) => day.slice(0, 1).toUpperCase() + day.slice(1)
const thousands = (amount: number | undefined) =>
  amount === undefined ? undefined : new Decimal(amount).times(WH_PER_KWH).toNumber()

/** Energy in Wh, power in W, durations in seconds; clocks and dates are the station's own local ones, as ours are the site's. */
function wireConditions(said: Restrictions): object {
  // From six to six is all day here; what a station would make of it nobody knows.
  const isAllDay = said.startTime !== undefined && said.startTime === said.endTime
  return withoutNothing({
    startTimeOfDay: isAllDay ? undefined : said.startTime,
    endTimeOfDay: isAllDay ? undefined : said.endTime,
    dayOfWeek: said.daysOfWeek?.map(capital),
    validFromDate: said.startDate,
    validToDate: said.endDate,
    minEnergy: thousands(said.minKwh),
    maxEnergy: thousands(said.maxKwh),
    minCurrent: said.minCurrentA,
    maxCurrent: said.maxCurrentA,
    minPower: thousands(said.minPowerKw),
    maxPower: thousands(said.maxPowerKw),
    minTime: said.minDurationSeconds,
    maxTime: said.maxDurationSeconds,
  })
}

const wireLimit = ({ exclVat, inclVat }: PriceLimit): object =>
  withoutNothing({
    exclTax: exclVat === undefined ? undefined : Number(exclVat),
    inclTax: inclVat === undefined ? undefined : Number(inclVat),
  })

const withoutNothing = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined && item !== null))

/** Six decimals keep a month of charging right to the smallest coin. */
function withoutTax(component: TariffComponent, per: number, { pricesIncludeVat, vatPercent }: TariffTerms): number {
  const said = new Decimal(component.price).dividedBy(per)
  const percent = new Decimal(component.vatPercent ?? vatPercent)
  const net = pricesIncludeVat ? said.times(100).dividedBy(percent.plus(100)) : said
  return net.toDecimalPlaces(DECIMALS).toNumber()
}
