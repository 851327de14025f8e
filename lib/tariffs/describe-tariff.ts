import { Decimal, minorDigits } from '../kernel/money'
import { componentFor, type TariffTerms } from './tariff'

interface Words {
  readonly locale: string
  readonly energy: (price: string) => string
  readonly flat: (price: string) => string
  readonly time: (price: string) => string
  readonly idle: (price: string, graceMinutes: string | null) => string
  readonly including: (percent: string) => string
  readonly excluding: (percent: string) => string
  readonly withoutVat: string
  readonly free: string
}

const WORDS: Readonly<Record<'sv' | 'en', Words>> = {
  sv: {
    locale: 'sv-SE',
    energy: (price) => `${price}/kWh`,
    flat: (price) => `${price} per laddning`,
    time: (price) => `${price}/min under laddning`,
    idle: (price, grace) => (grace === null ? `fulladdad ${price}/min` : `efter ${grace} min fulladdad ${price}/min`),
    including: (percent) => `inkl. ${percent} % moms`,
    excluding: (percent) => `exkl. ${percent} % moms`,
    withoutVat: 'utan moms',
    free: 'Gratis',
  },
  en: {
    locale: 'en-GB',
    energy: (price) => `${price}/kWh`,
    flat: (price) => `${price} per session`,
    time: (price) => `${price}/min while charging`,
    idle: (price, grace) =>
      grace === null ? `${price}/min when done charging` : `${price}/min when done charging for ${grace} min`,
    including: (percent) => `incl. ${percent}% VAT`,
    excluding: (percent) => `excl. ${percent}% VAT`,
    withoutVat: 'no VAT',
    free: 'Free of charge',
  },
}

/** A price per unit with all its decimals, at least the currency's own: `3,90 kr`, `0,1234 kr`. */
export function formatPrice(price: string, currency: string, locale: string): string {
  const value = new Decimal(price)
  const digits = Math.max(minorDigits(currency), value.decimalPlaces())
  return new Intl.NumberFormat(WORDS[locale === 'sv' ? 'sv' : 'en'].locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: minorDigits(currency),
    maximumFractionDigits: digits,
  }).format(value.toFixed(digits) as unknown as number)
}

/** A tariff as one plain sentence: `3,90 kr/kWh; efter 30 min fulladdad 1,00 kr/min; inkl. 25 % moms`. Prices of 0 are left out. */
export function describeTariff(tariff: TariffTerms, locale: string): string {
  const words = WORDS[locale === 'sv' ? 'sv' : 'en']
  const money = (price: string) => formatPrice(price, tariff.currency, locale)
  const number = (value: Decimal) =>
    new Intl.NumberFormat(words.locale, { maximumFractionDigits: 2 }).format(value.toFixed() as unknown as number)

  const parts: string[] = []
  const flat = componentFor(tariff, 'flat')
  const energy = componentFor(tariff, 'energy')
  const time = componentFor(tariff, 'time')
  const idle = componentFor(tariff, 'idle')
  if (energy && !isFree(energy.price)) parts.push(words.energy(money(energy.price)))
  if (flat && !isFree(flat.price)) parts.push(words.flat(money(flat.price)))
  if (time && !isFree(time.price)) parts.push(words.time(money(time.price)))
  if (idle && !isFree(idle.price)) {
    const grace = idle.graceSeconds ? number(new Decimal(idle.graceSeconds).dividedBy(60)) : null
    parts.push(words.idle(money(idle.price), grace))
  }
  if (parts.length === 0) return words.free
  const vat = new Decimal(tariff.vatPercent)
  const percent = number(vat)
  parts.push(
    vat.isZero() ? words.withoutVat : tariff.pricesIncludeVat ? words.including(percent) : words.excluding(percent),
  )
  return parts.join('; ')
}

const isFree = (price: string) => new Decimal(price).isZero()
