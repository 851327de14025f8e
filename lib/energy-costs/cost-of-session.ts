import { localTime } from '../kernel/local-clock'
import { Decimal } from '../kernel/money'
import { DAY_MS } from '../kernel/time'
import { cutUsage } from '../tariffs/cut-usage'
import { type Condition, conditionOf } from '../tariffs/restrictions'
import { QUARTER_MS, quarterOf, type SpotQuarter } from '../tariffs/spot'
import { energyUntil, type Usage } from '../tariffs/usage'
import type { EnergyTerms, GridTime } from './energy-terms'

/** What terms are in: the books' currency. */
export const COST_CURRENCY = 'SEK'

/** Why a charge's electricity has no known cost. */
export const UNKNOWN_COSTS = ['terms-missing', 'spot-missing', 'rate-missing', 'meter-missing'] as const
export type UnknownCost = (typeof UNKNOWN_COSTS)[number]

/** Decimal strings with four decimals, SEK without VAT; `cost` is the sum of the three. */
export interface EnergyCost {
  readonly cost: string
  readonly spotCost: string
  readonly gridCost: string
  readonly otherCost: string
}

const PER_KWH = 1000
const DECIMALS = 4

/**
 * What the electricity of a charge cost: every quarter of an hour's energy, with the losses on the way to it, at the exchange's price of
 * that quarter and the supplier's mark-up (or the fixed price), the grid's fee at that time of day and year, and energy tax. Cut as prices
 * are: energy inside a meter interval is interpolated between the readings. Each of the three sums is rounded once, to four decimals.
 * A charge without energy costs nothing; a missing exchange price makes the cost unknown, never less.
 */
export function costOfSession(
  usage: Usage,
  terms: EnergyTerms,
  quarters: ReadonlyMap<number, SpotQuarter>,
): EnergyCost | UnknownCost {
  if (usage.energyWh === null) return 'meter-missing'
  const fees = gridFees(terms.gridTimes)
  const drawn = new Decimal(terms.lossesPercent).plus(100).dividedBy(100 * PER_KWH)
  let [supply, grid, kwh] = [new Decimal(0), new Decimal(0), new Decimal(0)]
  for (const slice of cutUsage(usage, fees.length === 0 ? [MIDNIGHTS] : [MIDNIGHTS, ...fees.map(({ when }) => when)])) {
    const fee = fees.find(({ holds }) => holds(slice.from, usage.timeZone))?.fee ?? terms.gridFee
    let wh = slice.fromWh!
    for (let from = slice.from; from <= slice.to; ) {
      const to = terms.supply === 'fixed' ? slice.to : Math.min(slice.to, quarterOf(from) + QUARTER_MS)
      const toWh = to === slice.to ? slice.toWh! : Decimal.min(slice.toWh!, energyUntil(usage, to))
      if (toWh.greaterThan(wh)) {
        const price = supplyPrice(terms, quarters.get(quarterOf(from)))
        if (typeof price === 'string') return price
        const part = toWh.minus(wh).times(drawn)
        supply = supply.plus(part.times(price))
        grid = grid.plus(part.times(fee))
        kwh = kwh.plus(part)
        wh = toWh
      }
      if (to === slice.to) break
      from = to
    }
  }
  const [spotCost, gridCost, otherCost] = [supply, grid, kwh.times(terms.energyTax)].map((sum) =>
    sum.toDecimalPlaces(DECIMALS, Decimal.ROUND_HALF_UP),
  ) as [Decimal, Decimal, Decimal]
  return {
    cost: spotCost.plus(gridCost).plus(otherCost).toFixed(DECIMALS),
    spotCost: spotCost.toFixed(DECIMALS),
    gridCost: gridCost.toFixed(DECIMALS),
    otherCost: otherCost.toFixed(DECIMALS),
  }
}

function supplyPrice(terms: EnergyTerms, quarter: SpotQuarter | undefined): Decimal | UnknownCost {
  if (terms.supply === 'fixed') return new Decimal(terms.energyPrice)
  if (quarter === undefined) return 'spot-missing'
  if (quarter.currency !== COST_CURRENCY && terms.exchangeRate === null) return 'rate-missing'
  const rate = quarter.currency === COST_CURRENCY ? '1' : terms.exchangeRate!
  return new Decimal(quarter.perMwh).times(rate).dividedBy(PER_KWH).plus(terms.energyPrice)
}

/** Other months begin at midnights. */
const MIDNIGHTS: Condition = {
  holds: () => true,
  clocksMs: [0],
  kwh: [],
  seconds: [],
  needsPower: false,
  needsClock: true,
}

const gridFees = (times: readonly GridTime[]) =>
  times.map(({ fee, months, days, from, to }) => {
    const when = conditionOf({
      startTime: from,
      endTime: to,
      ...(days.length > 0 && { daysOfWeek: [...days] }),
    })!
    return {
      fee,
      when,
      holds: (at: number, timeZone: string) => {
        const local = localTime(at, timeZone)
        const month = new Date(local.day * DAY_MS).getUTCMonth() + 1
        const moment = { local, kwh: 0, seconds: 0, currentA: null, powerKw: null }
        return (months.length === 0 || months.includes(month)) && when.holds(moment)
      },
    }
  })
