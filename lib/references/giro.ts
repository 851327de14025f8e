import { isLuhn } from './luhn'

/** A Bankgiro number as its 7 or 8 digits; null when it is none (length or check digit). Source: Bankgirot. */
export function plainBankgiro(value: string): string | null {
  const digits = value.replace(/[\s-]/g, '')
  return /^\d{7,8}$/.test(digits) && isLuhn(digits) ? digits : null
}

/** A Plusgiro number as its 2–8 digits; null when it is none. Source: PlusGirot. */
export function plainPlusgiro(value: string): string | null {
  const digits = value.replace(/[\s-]/g, '')
  return /^\d{2,8}$/.test(digits) && isLuhn(digits) ? digits : null
}

/** As printed: `160-9908`, `5050-1055`. What is not a number is given back as it is. */
export function formatBankgiro(value: string): string {
  const digits = plainBankgiro(value)
  return digits === null ? value : `${digits.slice(0, -4)}-${digits.slice(-4)}`
}

/** As printed: `28 65 43-4`: pairs from the right before the check digit. What is not a number is given back as it is. */
export function formatPlusgiro(value: string): string {
  const digits = plainPlusgiro(value)
  if (digits === null) return value
  const pairs = digits.slice(0, -1).replace(/\B(?=(\d{2})+$)/g, ' ')
  return `${pairs}-${digits.slice(-1)}`
}
