import { isLuhn } from './luhn'

/**
 * A Swedish organisation or personal identity number as its ten digits; null when it is none (form or check digit).
 * Takes `NNNNNN-NNNN`, ten digits, and the twelve-digit forms with century or `16` before a company's number.
 */
export function plainOrgNumber(value: string): string | null {
  const form = /^(?:16|18|19|20)?(\d{6})[-+]?(\d{4})$/.exec(value.replace(/\s/g, ''))
  if (form === null) return null
  const digits = `${form[1]}${form[2]}`
  return isLuhn(digits) ? digits : null
}

export const isOrgNumber = (value: string): boolean => plainOrgNumber(value) !== null

/** A company's third digit is 2 or more; a person's number has a month there. Personal numbers are not to be shown where they need not be. */
export const isPersonNumber = (value: string): boolean => {
  const digits = plainOrgNumber(value)
  return digits !== null && digits[2]! < '2'
}

/** As people read it: `556047-3521`. What is not a number is given back as it is. */
export function formatOrgNumber(value: string): string {
  const digits = plainOrgNumber(value)
  return digits === null ? value : `${digits.slice(0, 6)}-${digits.slice(6)}`
}

/** The VAT number that a Swedish organisation number gives: `SE556047352101`. */
export function vatNumberOf(orgNumber: string): string | null {
  const digits = plainOrgNumber(orgNumber)
  return digits === null ? null : `SE${digits}01`
}
