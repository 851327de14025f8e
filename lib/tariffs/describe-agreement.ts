import { Decimal } from '../kernel/money'
import type { Agreement } from './agreement'
import { formatPrice } from './describe-tariff'

const WORDS = {
  sv: {
    locale: 'sv-SE',
    discount: (percent: string, on: string) => `${percent} % rabatt på ${on}`,
    all: 'allt',
    on: { start: 'startavgift', energy: 'energi', time: 'laddtid', idle: 'uppehåll', reservation: 'bokning' },
    energy: (price: string) => `avtalat pris ${price}/kWh`,
    included: (kwh: string) => `${kwh} kWh kvar av det som ingår när laddningen började`,
    freeCharging: (minutes: string) => `${minutes} min laddtid utan avgift`,
    freeIdle: (minutes: string) => `${minutes} min uppehåll utan avgift`,
    sessionCap: (price: string) => `högst ${price} per laddning`,
    monthCap: (limit: string, used: string) => `högst ${limit} per månad, varav ${used} var använt`,
  },
  en: {
    locale: 'en-GB',
    discount: (percent: string, on: string) => `${percent} % off ${on}`,
    all: 'everything',
    on: { start: 'start fee', energy: 'energy', time: 'charging time', idle: 'idle time', reservation: 'booking' },
    energy: (price: string) => `agreed price ${price}/kWh`,
    included: (kwh: string) => `${kwh} kWh left of what is included when charging began`,
    freeCharging: (minutes: string) => `${minutes} min of charging time free`,
    freeIdle: (minutes: string) => `${minutes} min of idle time free`,
    sessionCap: (price: string) => `at most ${price} per charge`,
    monthCap: (limit: string, used: string) => `at most ${limit} a month, of which ${used} was used`,
  },
} as const

/** What a session's agreement said, a clause each. @param currency the tariff's */
export function describeAgreement(agreement: Agreement, currency: string, language: 'sv' | 'en'): string[] {
  const words = WORDS[language]
  const price = (amount: string) => formatPrice(amount, currency, language)
  const number = (value: Decimal.Value) =>
    new Intl.NumberFormat(words.locale, { maximumFractionDigits: 3 }).format(new Decimal(value).toNumber())
  const { discountPercent, discountOn, energyPrice, includedWh, freeChargingSeconds, freeIdleSeconds } = agreement
  const on = discountOn?.map((kind) => words.on[kind]).join(', ') ?? words.all
  return [
    ...(discountPercent === undefined ? [] : [words.discount(number(discountPercent), on)]),
    ...(energyPrice === undefined ? [] : [words.energy(price(energyPrice))]),
    ...(includedWh === undefined ? [] : [words.included(number(new Decimal(includedWh).dividedBy(1000)))]),
    ...(freeChargingSeconds === undefined ? [] : [words.freeCharging(number(freeChargingSeconds / 60))]),
    ...(freeIdleSeconds === undefined ? [] : [words.freeIdle(number(freeIdleSeconds / 60))]),
    ...(agreement.sessionCap === undefined ? [] : [words.sessionCap(price(agreement.sessionCap))]),
    ...(agreement.monthCap === undefined
      ? []
      : [words.monthCap(price(agreement.monthCap.limit), price(agreement.monthCap.used))]),
  ]
}
