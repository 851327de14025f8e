import { Decimal, formatMoney } from '../kernel/money'
import type { DISCOUNTED } from '../tariffs/agreement'
import { formatPrice } from '../tariffs/describe-tariff'
import type { PlanTerms } from './plan-terms'

type Part = (typeof DISCOUNTED)[number]

const WORDS = {
  sv: {
    fee: (price: string) => `${price} i månaden`,
    included: (kwh: string) => `${kwh} kWh ingår varje månad`,
    beyond: (price: string) => `därefter ${price}/kWh`,
    energy: (price: string) => `${price}/kWh, dygnet runt`,
    discount: (percent: string, on: string) => `${percent}\u00a0% rabatt på ${on}`,
    everything: 'allt',
    parts: { start: 'startavgift', energy: 'energi', time: 'laddtid', idle: 'uppställning', reservation: 'bokning' },
    freeCharging: (minutes: string) => `de första ${minutes} minuterna av varje laddning är gratis`,
    freeIdle: (minutes: string) => `${minutes} minuters uppställning ingår`,
    sessionCap: (price: string) => `högst ${price} per laddning`,
    monthCap: (price: string) => `högst ${price} i månaden för laddningar`,
    including: (percent: string) => `inkl. ${percent}\u00a0% moms`,
    excluding: (percent: string) => `exkl. ${percent}\u00a0% moms`,
    and: ' och ',
  },
  en: {
    fee: (price: string) => `${price} a month`,
    included: (kwh: string) => `${kwh} kWh included every month`,
    beyond: (price: string) => `then ${price}/kWh`,
    energy: (price: string) => `${price}/kWh at all hours`,
    discount: (percent: string, on: string) => `${percent}% off ${on}`,
    everything: 'everything',
    parts: {
      start: 'start fees',
      energy: 'energy',
      time: 'charging time',
      idle: 'idle time',
      reservation: 'reservations',
    },
    freeCharging: (minutes: string) => `the first ${minutes} minutes of each charge are free`,
    freeIdle: (minutes: string) => `${minutes} minutes of idling included`,
    sessionCap: (price: string) => `no charge costs more than ${price}`,
    monthCap: (price: string) => `charging costs at most ${price} a month`,
    including: (percent: string) => `incl. ${percent}% VAT`,
    excluding: (percent: string) => `excl. ${percent}% VAT`,
    and: ' and ',
  },
} as const

/** A plan as one plain sentence, in Swedish or English. */
export function describePlan(terms: PlanTerms, locale: string): string {
  const language = locale === 'sv' ? 'sv' : 'en'
  const words = WORDS[language]
  const number = (value: string | number) =>
    new Intl.NumberFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { maximumFractionDigits: 3 }).format(Number(value))
  const money = (amount: string) => {
    const whole = formatMoney(amount, terms.currency, language)
    return new Decimal(amount).isInteger() ? whole.replace(/[.,]00(?=\D|$)/, '') : whole
  }
  const perKwh = terms.energyPrice && formatPrice(terms.energyPrice, terms.currency, language)
  const parts: string[] = []
  if (terms.monthlyFee) parts.push(words.fee(money(terms.monthlyFee)))
  if (terms.includedKwh) {
    parts.push(words.included(number(terms.includedKwh)) + (perKwh ? `, ${words.beyond(perKwh)}` : ''))
  } else if (perKwh) parts.push(words.energy(perKwh))
  if (terms.discountPercent) {
    const on = terms.discountOn?.map((part: Part) => words.parts[part])
    parts.push(
      words.discount(number(terms.discountPercent), on === undefined ? words.everything : joined(on, words.and)),
    )
  }
  if (terms.freeChargingMinutes) parts.push(words.freeCharging(number(terms.freeChargingMinutes)))
  if (terms.freeIdleMinutes) parts.push(words.freeIdle(number(terms.freeIdleMinutes)))
  if (terms.sessionCap) parts.push(words.sessionCap(money(terms.sessionCap)))
  if (terms.monthCap) parts.push(words.monthCap(money(terms.monthCap)))
  const hasPrice = terms.monthlyFee !== undefined || terms.energyPrice !== undefined
  if (hasPrice) {
    const percent = number(terms.vatPercent)
    parts.push(terms.pricesIncludeVat ? words.including(percent) : words.excluding(percent))
  }
  const sentence = parts.join('; ')
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
}

const joined = (list: readonly string[], and: string): string =>
  list.length < 2 ? list.join('') : `${list.slice(0, -1).join(', ')}${and}${list.at(-1)}`
