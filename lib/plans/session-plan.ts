import { Decimal, minorDigits } from '../kernel/money'
import type { Agreement } from '../tariffs/agreement'
import { isPriced, type Price, type Unpriced } from '../tariffs/price-session'
import type { TariffTerms } from '../tariffs/tariff'
import { chooseGrant, type Grant, NOTHING_USED, partsOfMonth, type Used, versionOn } from './grant'
import { dayAt, daysIn, monthAt } from './plan-month'
import type { PlanTerms } from './plan-terms'

/** The plan a session began under: which version of it never changes again. */
export interface SessionPlan {
  readonly grant: Grant
  readonly versionId: bigint
  /** As it was priced before; null: it was not, or not by the plan. */
  readonly was: Priced | null
}

/** What a session drew when it was priced. */
export interface Priced extends Used {
  /** The month's first day. */
  readonly month: string
  readonly agreement: Agreement
}

/** What a plan gives one session, and which month it is taken from. */
export interface Draw {
  readonly subscriptionId: bigint
  readonly month: string
  readonly agreement: Agreement
}

const ZERO = new Decimal(0)

/** The plan of a session that begins now; null: none. */
export function planAtStart(grants: readonly Grant[], startedAt: Date): SessionPlan | null {
  if (grants.length === 0) return null
  const day = dayAt(startedAt)
  const grant = chooseGrant(grants, day)
  const version = grant && versionOn(grant.versions, day)
  return grant && version && { grant, versionId: version.id, was: null }
}

/** What a subscription gives in a month: its days' share of what a whole one has. Energy by the versions that were in effect. */
export function allowanceOf(
  grant: Grant,
  { monthCap, currency }: PlanTerms,
  month: string,
): { readonly includedWh: Decimal; readonly monthCap: Decimal | null } {
  const all = daysIn(month)
  const parts = partsOfMonth(grant, month)
  const includedWh = parts.reduce(
    (sum, { version, days }) => sum.plus(new Decimal(version.terms?.includedKwh ?? 0).times(1000).times(days)),
    ZERO,
  )
  const days = parts.reduce((sum, part) => sum + part.days, 0)
  return {
    includedWh: includedWh.dividedBy(all).toDecimalPlaces(0),
    monthCap:
      monthCap === undefined
        ? null
        : new Decimal(monthCap)
            .times(days)
            .dividedBy(all)
            .toDecimalPlaces(minorDigits(currency), Decimal.ROUND_HALF_UP),
  }
}

/**
 * What the engine is given for a session: the plan's terms, and what is left of its month. A session belongs to the month in which it
 * began. One that is priced anew keeps what it used: what others have drawn since is only taken from what it had left over, and what
 * they have given back it does not get. So the same messages again lead to the same price, and no month gives more than it has.
 * @param others what the month's other priced sessions have drawn
 * @returns null: the plan does not apply (its currency is not the tariff's)
 */
export function drawFor(
  plan: SessionPlan,
  startedAt: Date,
  tariff: Pick<TariffTerms, 'currency' | 'pricesIncludeVat' | 'vatPercent'>,
  others: Used,
): Draw | null {
  const { grant, versionId } = plan
  const terms = grant.versions.find(({ id }) => id === versionId)?.terms
  if (!terms || terms.currency !== tariff.currency) return null
  const month = monthAt(startedAt)
  const allowance = allowanceOf(grant, terms, month)
  const was = plan.was?.month === month ? plan.was : null

  const left = Decimal.max(0, allowance.includedWh.minus(others.wh))
  const includedWh = was === null ? left : between(left, was.wh, was.agreement.includedWh ?? 0)
  const agreement: Agreement = {
    ...(terms.discountPercent !== undefined && { discountPercent: terms.discountPercent }),
    ...(terms.discountOn !== undefined && { discountOn: terms.discountOn }),
    ...(terms.energyPrice !== undefined && { energyPrice: energyPriceIn(tariff, terms) }),
    ...(includedWh.greaterThan(0) && { includedWh: includedWh.toNumber() }),
    ...(terms.freeChargingMinutes !== undefined && { freeChargingSeconds: terms.freeChargingMinutes * 60 }),
    ...(terms.freeIdleMinutes !== undefined && { freeIdleSeconds: terms.freeIdleMinutes * 60 }),
    ...(terms.sessionCap !== undefined && { sessionCap: terms.sessionCap }),
    ...(allowance.monthCap !== null && { monthCap: capAfter(allowance.monthCap, others, was) }),
  }
  return { subscriptionId: grant.subscriptionId, month, agreement }
}

/** Never less than was used, never more than was given. */
const between = (left: Decimal, used: Decimal.Value, given: Decimal.Value): Decimal =>
  Decimal.max(used, Decimal.min(given, left))

function capAfter(limit: Decimal, others: Used, was: Priced | null): NonNullable<Agreement['monthCap']> {
  const left = Decimal.max(0, limit.minus(others.amount))
  const before = was?.agreement.monthCap
  const room =
    was === null || before === undefined
      ? left
      : between(left, was.amount, Decimal.max(0, new Decimal(before.limit).minus(before.used)))
  const most = Decimal.max(limit, room)
  return { limit: most.toFixed(), used: most.minus(room).toFixed() }
}

/** The plan's price per kWh as the tariff states its own: with or without VAT. */
function energyPriceIn(
  tariff: Pick<TariffTerms, 'pricesIncludeVat' | 'vatPercent'>,
  { energyPrice = '0', pricesIncludeVat }: PlanTerms,
): string {
  if (tariff.pricesIncludeVat === pricesIncludeVat) return energyPrice
  const factor = new Decimal(tariff.vatPercent).plus(100).dividedBy(100)
  const price = pricesIncludeVat ? new Decimal(energyPrice).dividedBy(factor) : new Decimal(energyPrice).times(factor)
  return price.toDecimalPlaces(6, Decimal.ROUND_HALF_UP).toFixed()
}

/** What a price has drawn of its month. */
export function drawnBy(price: Price | Unpriced, { includedWh = 0 }: Agreement): Used {
  if (!isPriced(price)) return NOTHING_USED
  const kwh = price.lines.reduce(
    (sum, { reason, quantity }) => (reason === 'plan-included' ? sum.plus(quantity) : sum),
    ZERO,
  )
  // Steps may round a line up beyond what was given.
  return { wh: Decimal.min(kwh.times(1000), includedWh).toFixed(), amount: price.total }
}

/** A month's use without a session's own part in it. */
export function withoutOwn(all: Used, own: Used | null): Used {
  if (own === null) return all
  return {
    wh: new Decimal(all.wh).minus(own.wh).toFixed(),
    amount: new Decimal(all.amount).minus(own.amount).toFixed(),
  }
}

/** What the other sessions of its month had drawn when a session was read. */
export function othersAsRead({ grant, was }: SessionPlan, month: string): Used {
  return withoutOwn(grant.used.get(month) ?? NOTHING_USED, was?.month === month ? was : null)
}
