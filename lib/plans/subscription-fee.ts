import type { Billable } from '../invoices/build-invoice'
import { daysBetween } from '../invoices/due-date'
import { Decimal, roundMoney } from '../kernel/money'
import { type Grant, partsOfMonth } from './grant'
import { daysIn } from './plan-month'

/** A part of a month in which one fee held. */
export interface FeePart {
  readonly planVersionId: bigint
  /** Both included. */
  readonly from: string
  readonly to: string
  readonly days: number
  readonly daysInMonth: number
  /** For the whole month, as the plan states it. */
  readonly monthlyFee: string
  readonly pricesIncludeVat: boolean
  readonly vatPercent: string
  readonly currency: string
  /** Including VAT, rounded once, and the VAT in it. */
  readonly amount: string
  readonly vat: string
}

/** What a fee's line was made from, kept with it so that it can be explained and worked out again. */
export interface FeeSource extends Omit<FeePart, 'planVersionId'> {
  readonly planVersionId: string
  readonly subscriptionId: string
  /** Its first day. */
  readonly month: string
  readonly plan: string
}

/** A month's fee of one subscription that is on no invoice. */
export interface FeeDue {
  readonly subscriptionId: string
  readonly month: string
  readonly plan: string
  /** The card, driver or vehicle it is for; null: the customer. */
  readonly whose: string | null
  readonly costCentre: { readonly id: string; readonly code: string; readonly name: string } | null
  readonly parts: readonly FeePart[]
}

/**
 * A month's fee, for the days the subscription ran, in parts where the plan changed. A part ends at what was due until its last day and
 * begins at what was due before its first, each rounded from the month's beginning: so however a month is cut, at the same fee its parts
 * sum to the whole to the öre.
 */
export function feeParts(grant: Pick<Grant, 'fromDay' | 'untilDay' | 'versions'>, month: string): readonly FeePart[] {
  const daysInMonth = daysIn(month)
  return partsOfMonth(grant, month).flatMap(({ from, to, days, version: { id, terms } }): FeePart[] => {
    if (terms?.monthlyFee === undefined) return []
    const { monthlyFee, pricesIncludeVat, vatPercent, currency } = terms
    const sums = feeOfPart({ monthlyFee, pricesIncludeVat, vatPercent, currency, from, days, daysInMonth, month })
    if (sums === null) return []
    return [
      {
        planVersionId: id,
        from,
        to,
        days,
        daysInMonth,
        monthlyFee,
        pricesIncludeVat,
        vatPercent,
        currency,
        ...sums,
      },
    ]
  })
}

/** What a part of a month costs, rounded once, and the VAT in it; null: nothing. */
export function feeOfPart(
  part: Pick<
    FeeSource,
    'monthlyFee' | 'pricesIncludeVat' | 'vatPercent' | 'currency' | 'from' | 'days' | 'daysInMonth' | 'month'
  >,
): Pick<FeePart, 'amount' | 'vat'> | null {
  const { monthlyFee, pricesIncludeVat, vatPercent, currency, from, days, daysInMonth, month } = part
  const dueAfter = (passed: number) =>
    roundMoney(new Decimal(monthlyFee).times(passed).dividedBy(daysInMonth), currency)
  const before = daysBetween(month, from)
  const said = dueAfter(before + days).minus(dueAfter(before))
  if (said.isZero()) return null
  const share = pricesIncludeVat
    ? new Decimal(vatPercent).dividedBy(new Decimal(vatPercent).plus(100))
    : new Decimal(vatPercent).dividedBy(100)
  const vat = roundMoney(said.times(share), currency)
  return { amount: (pricesIncludeVat ? said : said.plus(vat)).toFixed(), vat: vat.toFixed() }
}

const WORD = { sv: 'Abonnemang', en: 'Subscription' } as const

/** A month's fee as lines to be paid: one for each part. */
export function billFee(
  due: FeeDue,
  language: 'sv' | 'en',
): readonly (Billable & { readonly source: null; readonly session: null; readonly fee: FeeSource })[] {
  const { subscriptionId, month, plan, whose } = due
  return due.parts.map(({ planVersionId, ...part }) => ({
    kind: 'subscription',
    text: [`${WORD[language]} ${plan}`, periodInWords(part, language), whose].filter(Boolean).join(', '),
    quantity: new Decimal(part.days).dividedBy(part.daysInMonth).toDecimalPlaces(6).toFixed(),
    unit: 'month',
    rate: part.monthlyFee,
    amount: part.amount,
    vat: part.vat,
    vatPercent: part.vatPercent,
    isVatIncluded: part.pricesIncludeVat,
    session: null,
    source: null,
    fee: { ...part, planVersionId: String(planVersionId), subscriptionId, month, plan },
  }))
}

/** `november 2026`, or of a part of it `10–30 november 2026`. */
function periodInWords({ from, to, days, daysInMonth }: Omit<FeePart, 'planVersionId'>, language: 'sv' | 'en'): string {
  const whole = days === daysInMonth
  const format = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', {
    ...(whole ? {} : { day: 'numeric' }),
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  return whole ? format.format(new Date(from)) : format.formatRange(new Date(from), new Date(to))
}
