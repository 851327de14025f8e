import { Decimal, roundMoney } from '../kernel/money'
import type { FeePayer, ShareModel } from './agreement'

/** What a host gets, as its statements keep it. Decimal strings, SEK without VAT. */
export interface ShareTerms {
  readonly model: ShareModel
  readonly percent: string | null
  readonly perKwh: string | null
  readonly monthlyFee: string
  readonly feePayer: FeePayer
  readonly vatPercent: string
  /** `2026-11-01`; days in which its sessions ended. */
  readonly validFrom: string
  readonly validTo: string | null
}

/** Sums over sessions. Decimal strings. */
export interface Counted {
  readonly energyWh: string
  readonly revenueNet: string
  readonly energyCost: string
  readonly providerFees: string
}

export const NOTHING_COUNTED: Counted = { energyWh: '0', revenueNet: '0', energyCost: '0', providerFees: '0' }

export const plusCounted = (a: Counted, b: Counted): Counted => ({
  energyWh: new Decimal(a.energyWh).plus(b.energyWh).toFixed(),
  revenueNet: new Decimal(a.revenueNet).plus(b.revenueNet).toFixed(),
  energyCost: new Decimal(a.energyCost).plus(b.energyCost).toFixed(),
  providerFees: new Decimal(a.providerFees).plus(b.providerFees).toFixed(),
})

/** What the share is a share of, SEK or kWh. */
export function shareBase({ model }: Pick<ShareTerms, 'model'>, counted: Counted): Decimal {
  switch (model) {
    case 'net-share':
      return new Decimal(counted.revenueNet)
    case 'margin-share':
      return new Decimal(counted.revenueNet).minus(counted.energyCost).minus(counted.providerFees)
    case 'per-kwh':
      return new Decimal(counted.energyWh).dividedBy(1000)
  }
}

/** The host's share of a month, without VAT, rounded once. A month that went with a loss gives nothing; it never costs the host. */
export function shareOf(terms: Pick<ShareTerms, 'model' | 'percent' | 'perKwh'>, counted: Counted): Decimal {
  const rate = terms.model === 'per-kwh' ? new Decimal(terms.perKwh!) : new Decimal(terms.percent!).dividedBy(100)
  return Decimal.max(0, roundMoney(shareBase(terms, counted).times(rate), 'SEK'))
}

/** What is left to the operator of what the share is a share of; of a price per kWh: of the revenue. */
export function operatorPart(terms: Pick<ShareTerms, 'model' | 'percent' | 'perKwh'>, counted: Counted): Decimal {
  const whole = terms.model === 'per-kwh' ? new Decimal(counted.revenueNet) : shareBase(terms, counted)
  return whole.minus(shareOf(terms, counted))
}

/** The monthly fee for the days of a month in which the agreement holds. @param month `2026-11` */
export function feeOf(terms: Pick<ShareTerms, 'monthlyFee' | 'validFrom' | 'validTo'>, month: string): Decimal {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))]
  const days = new Date(Date.UTC(year, number, 0)).getUTCDate()
  let held = 0
  for (let day = 1; day <= days; day += 1) {
    const date = `${month}-${String(day).padStart(2, '0')}`
    if (date >= terms.validFrom && (terms.validTo === null || date <= terms.validTo)) held += 1
  }
  return roundMoney(new Decimal(terms.monthlyFee).times(held).dividedBy(days), 'SEK')
}
