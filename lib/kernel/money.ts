import { Decimal } from 'decimal.js'

/** Exact decimals everywhere money or metered energy is worked out; never a float. */
export { Decimal }

/** Digits after the decimal point in a currency's smallest unit (SEK, EUR, NOK, DKK: 2), from the runtime's CLDR data. */
export function minorDigits(currency: string): number {
  let digits = digitsOf.get(currency)
  if (digits === undefined) {
    digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
    digitsOf.set(currency, digits)
  }
  return digits
}
// Making a formatter costs more than pricing a session.
const digitsOf = new Map<string, number>()

/** Rounds to the currency's smallest unit, half away from zero: the one rounding rule, used once per line. */
export function roundMoney(amount: Decimal.Value, currency: string): Decimal {
  return new Decimal(amount).toDecimalPlaces(minorDigits(currency), Decimal.ROUND_HALF_UP)
}

/** The decimal string that leaves the house in JSON: `"12.50"`. */
export function moneyString(amount: Decimal.Value, currency: string): string {
  return new Decimal(amount).toFixed(minorDigits(currency), Decimal.ROUND_HALF_UP)
}

/** Money as people read it: `1 234,50 kr` in Swedish, `SEK 1,234.50` in English. The only money formatter. */
export function formatMoney(amount: Decimal.Value, currency: string, locale: string): string {
  return new Intl.NumberFormat(locale === 'sv' ? 'sv-SE' : 'en-GB', { style: 'currency', currency }).format(
    new Decimal(amount).toFixed(minorDigits(currency)) as unknown as number,
  )
}

/** For figures in big letters: öre are left out of sums that have six digits without them. */
export function formatFigure(amount: Decimal.Value, currency: string, locale: string): string {
  if (new Decimal(amount).abs().lessThan(100_000)) return formatMoney(amount, currency, locale)
  return new Intl.NumberFormat(locale === 'sv' ? 'sv-SE' : 'en-GB', {
    style: 'currency',
    currency,
    maximumFractionDigits: 0,
  }).format(new Decimal(amount).toFixed(0, Decimal.ROUND_HALF_UP) as unknown as number)
}

/** The same without the currency, for columns that have it in their heading: `1 234,50` in Swedish, `1,234.50` in English. */
export function formatAmount(amount: Decimal.Value, currency: string, locale: string): string {
  const digits = minorDigits(currency)
  const key = `${locale} ${digits}`
  let format = amountFormats.get(key)
  if (format === undefined) {
    format = new Intl.NumberFormat(locale === 'sv' ? 'sv-SE' : 'en-GB', {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    })
    amountFormats.set(key, format)
  }
  return format.format(new Decimal(amount).toFixed(digits) as unknown as number)
}
const amountFormats = new Map<string, Intl.NumberFormat>()
