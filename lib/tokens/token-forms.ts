import type { SaidToken } from '../sessions/session-message'
import { foldToken } from './fold-token'

/** Every byte, as two hexadecimal digits. */
const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).toUpperCase().padStart(2, '0'))

/** The values under which a shown token may be known; one, unless the reader has dropped its last byte (SPEC D-33). */
export function tokenForms({ value, isCut }: Pick<SaidToken, 'value' | 'isCut'>): readonly string[] {
  const folded = foldToken(value)
  return isCut ? [folded, ...BYTES.map((byte) => folded + byte)] : [folded]
}

/**
 * The token that was shown, among those known (by `foldToken` of the value). Of a card without its last byte: the only one that
 * begins with the rest; when two do, it is neither.
 */
export function knownToken<Known>(token: Pick<SaidToken, 'value' | 'isCut'>, known: ReadonlyMap<string, Known>) {
  const [itself, ...longer] = tokenForms(token).map((form) => known.get(form))
  if (itself !== undefined) return itself
  const found = longer.filter((one) => one !== undefined)
  return found.length === 1 ? found[0] : undefined
}

/**
 * A token as a reader with six bytes shows it (SPEC D-33): four bytes with two zero bytes behind are the four; any other six may be a
 * seven-byte card without its last byte. What is no such value is left as it is.
 */
export function sixByteToken<Token extends SaidToken>(token: Token): Token {
  const value = token.value.trim()
  if (token.type !== 'rfid' || !/^[0-9a-f]{12}$/i.test(value)) return token
  return value.endsWith('0000') ? { ...token, value: value.slice(0, 8) } : { ...token, isCut: true }
}
