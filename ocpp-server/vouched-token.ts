import type { SaidToken } from '../lib/sessions/session-message'
import type { ConnectedStation } from './route'

/**
 * A token shown to a station that nobody has accepted yet stands for nobody: anyone could connect as a new station to try tokens,
 * or to charge in another's name. What was charged is kept all the same (SPEC H-24).
 */
export function vouchedToken<Token extends SaidToken | null>({ registration }: ConnectedStation, token: Token): Token {
  return token === null || registration === 'accepted' ? token : { ...token, isUnvouched: true }
}
