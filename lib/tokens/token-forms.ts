import type { SaidToken } from '../sessions/session-message'
import { foldToken } from './fold-token'

/** Every byte, as two hexadecimal digits. */
const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).toUpperCase().padStart(2, '0'))

type Shown = Pick<SaidToken, 'value' | 'isCut' | 'type'>

/**
 * The values under which a shown token may be known: itself first, then its other spellings (a car's address, a contract's eMAID;
 * SPEC T-24), or what its reader may have cut off (SPEC D-33). Cards have one spelling.
 */
export function tokenForms({ value, isCut, type }: Shown): readonly string[] {
  const folded = foldToken(value)
  if (isCut) return [folded, ...BYTES.map((byte) => folded + byte)]
  if (type === 'mac') return [...new Set([folded, ...addressForms(folded)])]
  if (type === 'emaid') return [...new Set([folded, ...contractForms(folded)])]
  return [folded]
}

/** A MAC address bare, with colons or with hyphens, each also as 1.6 stations mark it. Longer ones (EUI-64) likewise. */
function addressForms(folded: string): readonly string[] {
  if (!/^(?:VID:)?(?:[0-9A-F]{2}[:-]?){6,8}$/.test(folded)) return []
  const bytes = [...folded.replace('VID:', '').matchAll(/[0-9A-F]{2}/g)]
  return ['', 'VID:'].flatMap((mark) => ['', ':', '-'].map((between) => mark + bytes.join(between)))
}

const CHECK_DIGITS = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ']

/** An eMAID (ISO 15118-2 annex H) with and without its hyphens and its check digit, which anybody could work out. */
function contractForms(folded: string): readonly string[] {
  const parts = /^([A-Z]{2})-?([0-9A-Z]{3})-?([0-9A-Z]{9})(?:-?([0-9A-Z]))?$/.exec(folded)
  if (parts === null) return []
  const [, country, provider, contract, digit] = parts
  const digits = digit === undefined ? ['', ...CHECK_DIGITS] : [digit, '']
  return digits.flatMap((last) =>
    ['', '-'].map((between) => [country, provider, contract, last].filter(Boolean).join(between)),
  )
}

/**
 * The token that was shown, among those known (by `foldToken` of the value). Of one that is known only under other spellings, or of a
 * card without its last byte: the only one there is; when two fit, it is neither.
 */
export function knownToken<Known>(token: Shown, known: ReadonlyMap<string, Known>) {
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
