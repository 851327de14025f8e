/**
 * The check digit that makes `digits + check` divisible by ten (Luhn, "modulus 10": weights 2, 1 from the right, digits of products summed).
 * Source: Bankgirot, "10-modulen"; the same rule serves OCR, Bankgiro, Plusgiro, organisation and personal identity numbers.
 * @param digits only digits, at least one
 */
export function luhnDigit(digits: string): number {
  return (10 - (luhnSum(`${digits}0`) % 10)) % 10
}

/** Whether the last digit checks those before it. Anything but digits, and the empty string, is false. */
export const isLuhn = (digits: string): boolean => /^\d{2,}$/.test(digits) && luhnSum(digits) % 10 === 0

function luhnSum(digits: string): number {
  let sum = 0
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place])
    const weighted = place % 2 === 0 ? digit : digit * 2
    sum += weighted > 9 ? weighted - 9 : weighted
  }
  return sum
}
