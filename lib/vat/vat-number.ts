import { isLuhn } from '../references/luhn'

/** What the form of a VAT number says about it. Whether a company bears it only a register knows. */
export type VatNumberForm = 'possible' | 'impossible' | 'unknown-country'

/** Letters and digits in capitals, without the spaces, dots and hyphens people write. */
export const plainVatNumber = (number: string): string => number.toUpperCase().replace(/[^A-Z0-9+*]/g, '')

/**
 * Checks a VAT number's length, characters and, where the country publishes the rule, its check digit.
 * Source: the European Commission's structure of VAT identification numbers (VIES), skatteverket.se, brreg.no.
 */
export function vatNumberForm(number: string): VatNumberForm {
  const plain = plainVatNumber(number)
  const [country, rest] = [plain.slice(0, 2), plain.slice(2)]
  const form = Object.hasOwn(FORMS, country) ? FORMS[country] : undefined
  if (form === undefined) return 'unknown-country'
  if (!form.test(rest)) return 'impossible'
  const digits = [...rest.replace(/\D/g, '')].map(Number)
  return CHECKS[country]?.(digits) === false ? 'impossible' : 'possible'
}

/** What follows the country's two letters. */
const FORMS: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CH: /^E\d{9}(MWST|TVA|IVA)?$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-Z0-9]{2}\d{9}$/,
  GB: /^(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(\d{7}[A-Z]{1,2}|\d[A-Z+*]\d{5}[A-Z])$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^[A-Z0-9+*]{10}\d{2}$/,
  NO: /^\d{9}(MVA)?$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{10}01$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  XI: /^(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
}

const weighted = (digits: readonly number[], weights: readonly number[]) =>
  weights.reduce((sum, weight, at) => sum + weight * digits[at]!, 0)

/** The check digit belongs to the number. Every form above gives at least as many digits as are read here. */
const CHECKS: Readonly<Record<string, (digits: readonly number[]) => boolean>> = {
  DE(digits) {
    let product = 10
    for (const digit of digits.slice(0, 8)) {
      const sum = (digit + product) % 10 || 10
      product = (sum * 2) % 11
    }
    return (11 - product) % 10 === digits[8]
  },
  DK: (digits) => weighted(digits, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
  FI: (digits) => (11 - (weighted(digits, [7, 9, 10, 5, 8, 4, 2]) % 11)) % 11 === digits[7],
  NO: (digits) => (11 - (weighted(digits, [3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === digits[8],
  /** Luhn over the organisation number. */
  SE: (digits) => isLuhn(digits.slice(0, 10).join('')),
}
