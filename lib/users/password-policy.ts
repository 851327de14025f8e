export const PASSWORD_MIN_LENGTH = 10
/** Longer ones only cost hashing time. */
export const PASSWORD_MAX_LENGTH = 128

export type PasswordFault = 'password-too-short' | 'password-too-long' | 'password-too-guessable'

// What guessing programs try first among passwords that are long enough, letters only.
const GUESSED = [
  'password',
  'losenord',
  'lösenord',
  'qwertyuiop',
  'laddvakt',
  'laddstation',
  'administrator',
  'letmein',
  'welcome',
  'valkommen',
  'välkommen',
]

/**
 * Length before composition (NIST SP 800-63B 3.1.1.2): no rules about digits and signs, but nothing that is guessed in the first
 * thousand tries. @param email whose password it becomes @returns what is wrong, null when it is good
 */
export function passwordFault(password: string, email: string): PasswordFault | null {
  if ([...password].length < PASSWORD_MIN_LENGTH) return 'password-too-short'
  if ([...password].length > PASSWORD_MAX_LENGTH) return 'password-too-long'
  const folded = password.toLowerCase()
  if (new Set(folded).size < 4 || isRun(folded)) return 'password-too-guessable'
  const letters = folded.replaceAll(/[^\p{L}]/gu, '')
  if (GUESSED.includes(letters)) return 'password-too-guessable'
  const [name = ''] = email.toLowerCase().split('@')
  if (folded === email.toLowerCase() || (name.length >= 4 && letters === name.replaceAll(/[^\p{L}]/gu, ''))) {
    return 'password-too-guessable'
  }
  return null
}

/** `1234567890`, `abcdefghij`, `9876543210`: each sign follows from the one before. */
function isRun(text: string): boolean {
  const steps = [...text].slice(1).map((sign, index) => (sign.codePointAt(0) ?? 0) - (text.codePointAt(index) ?? 0))
  const odd = steps.filter((step) => step !== 1 && step !== -1 && step !== 0)
  return odd.length <= 1
}
