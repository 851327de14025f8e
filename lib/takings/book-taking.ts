import { apportion } from '../invoices/apportion'
import { Decimal, roundMoney } from '../kernel/money'
import { ACCOUNTS, salesAccounts } from '../ledger/accounts'
import type { Entry } from '../ledger/book'

/** A rate's part of what a driver paid. Decimal strings. */
export interface TakingPart {
  readonly percent: string
  readonly net: string
  readonly vat: string
}

/** What of a session's price is at which rate, with VAT. */
export interface RatePart {
  readonly percent: string
  readonly gross: string
}

/**
 * What of a payment is revenue: what was taken and not given back, but no more than the price; what was taken in advance beyond it is on
 * its way back.
 */
export const revenueOf = (payment: { captured: string; refunded: string; price: string | null }): Decimal => {
  const kept = Decimal.max(0, new Decimal(payment.captured).minus(payment.refunded))
  return payment.price === null ? kept : Decimal.min(kept, payment.price)
}

/** Splits an amount over the rates as the price was split, to the öre: the parts sum to it. VAT is taken out of each part and rounded once. */
export function partsOf(amount: Decimal, rates: readonly RatePart[]): TakingPart[] {
  const ore = (value: Decimal.Value) => BigInt(roundMoney(value, 'SEK').times(100).toFixed(0))
  const weights = rates.map(({ gross }) => ore(gross))
  const whole = weights.reduce((sum, weight) => sum + weight, 0n)
  if (whole <= 0n) return []
  const shares = apportion(weights, ore(amount), whole, ore(amount))
  return rates.map(({ percent }, at) => {
    const gross = new Decimal(String(shares[at])).dividedBy(100)
    const vat = roundMoney(gross.times(percent).dividedBy(new Decimal(percent).plus(100)), 'SEK')
    return { percent: new Decimal(percent).toFixed(), net: gross.minus(vat).toFixed(2), vat: vat.toFixed(2) }
  })
}

/** What is to be booked so that `booked` becomes `now`, rate by rate; nothing where they agree. */
export function difference(now: readonly TakingPart[], booked: readonly TakingPart[]): TakingPart[] {
  const percents = [...new Set([...now, ...booked].map(({ percent }) => percent))]
  const sum = (parts: readonly TakingPart[], percent: string, field: 'net' | 'vat') =>
    parts.reduce((all, part) => (part.percent === percent ? all.plus(part[field]) : all), new Decimal(0))
  return percents.flatMap((percent) => {
    const net = sum(now, percent, 'net').minus(sum(booked, percent, 'net'))
    const vat = sum(now, percent, 'vat').minus(sum(booked, percent, 'vat'))
    return net.isZero() && vat.isZero() ? [] : [{ percent, net: net.toFixed(2), vat: vat.toFixed(2) }]
  })
}

export const grossOf = (parts: readonly TakingPart[]): Decimal =>
  parts.reduce((sum, { net, vat }) => sum.plus(net).plus(vat), new Decimal(0))

/** Whether there are accounts for its rates: a tariff may have come with the VAT of another country. */
export const canBook = (parts: readonly TakingPart[]): boolean =>
  parts.every(({ percent }) => RATES.some((rate) => rate === new Decimal(percent).toFixed()))
const RATES = ['25', '12', '6', '0'] as const

/**
 * A day's sales, or refunds, of one provider as one voucher. Swish pays into the bank at once; a card's money is the provider's debt
 * until it pays out.
 */
export function bookTakings(provider: string, parts: readonly TakingPart[]): Entry[] {
  const sums = new Map<string, Decimal>()
  const add = (account: string, amount: Decimal.Value) =>
    sums.set(account, (sums.get(account) ?? new Decimal(0)).plus(amount))
  add(provider === 'swish' ? ACCOUNTS.bank : ACCOUNTS.cardClaims, grossOf(parts))
  for (const { percent, net, vat } of parts) {
    const accounts = salesAccounts(new Decimal(percent).isZero() ? 'Z' : 'S', percent)
    add(accounts.sales, new Decimal(net).negated())
    if (accounts.vat !== null) add(accounts.vat, new Decimal(vat).negated())
  }
  return [...sums].flatMap(([account, amount]) => (amount.isZero() ? [] : [{ account, amount: amount.toFixed() }]))
}
