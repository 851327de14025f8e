import { isLuhn, luhnDigit } from './luhn'

/**
 * How a Bankgiro agreement checks OCR references. `soft` and `hard` have a check digit and any length 2–25 (soft: the bank also lets
 * free text through, hard: it refuses); `length`: the digit before the check digit is the whole reference's length, modulo ten;
 * `fixed`: check digit and one of at most two agreed lengths. Source: Bankgirot, "OCR-referenskontroll" (levels 1–4).
 */
export type OcrCheck =
  | { readonly level: 'soft' | 'hard' | 'length' }
  | { readonly level: 'fixed'; readonly lengths: readonly number[] }

const LONGEST = 25

/**
 * Makes the payment reference of a number: its check digit, and the length digit where the agreement wants one.
 * For fixed lengths zeros are put before the number. `1234567` → `12345674` (hard), `123456790` (length).
 * @param number only digits
 * @returns null when no reference of the number fits (no digits, too long for 25 digits or the agreed lengths)
 */
export function makeOcr(number: string, check: OcrCheck): string | null {
  if (!/^\d+$/.test(number)) return null
  if (check.level === 'fixed') {
    const length = [...check.lengths].sort((a, b) => a - b).find((wanted) => wanted > number.length)
    return length === undefined || length > LONGEST ? null : withCheckDigit(number.padStart(length - 1, '0'))
  }
  const body = check.level === 'length' ? `${number}${(number.length + 2) % 10}` : number
  return body.length + 1 > LONGEST ? null : withCheckDigit(body)
}

const withCheckDigit = (body: string): string => `${body}${luhnDigit(body)}`

/** Whether a bank with the agreement takes the reference. Spaces that people type are let through. */
export function isOcr(reference: string, check: OcrCheck): boolean {
  const digits = plainOcr(reference)
  if (digits.length > LONGEST || !isLuhn(digits)) return false
  if (check.level === 'length') return Number(digits.at(-2)) === digits.length % 10
  return check.level !== 'fixed' || check.lengths.includes(digits.length)
}

/** The reference as it is compared: without the spaces and hyphens people type. Zeros in front belong to it. */
export const plainOcr = (reference: string): string => reference.replace(/[\s-]/g, '')
