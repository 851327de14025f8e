import type { SaidToken } from '../lib/sessions/session-message'
import { quirksOf } from '../lib/stations/vendor-quirks'
import { sixByteToken } from '../lib/tokens/token-forms'
import type { ConnectedStation } from './route'

/**
 * A token as this station's reader shows it (SPEC D-33). Shown to a station that nobody has accepted yet it stands for nobody: anyone
 * could connect as a new station to try tokens, or to charge in another's name. What was charged is kept all the same (SPEC H-24).
 * A car's MAC address, which anybody can make up, stands for somebody only where the operator wants it (SPEC S-29).
 */
export function vouchedToken<Token extends SaidToken | null>(station: ConnectedStation, token: Token): Token {
  if (token === null) return token
  const read = isSixByteReader(station) ? sixByteToken(token) : token
  const isVouched = station.registration === 'accepted' && (token.type !== 'mac' || station.autocharge)
  return isVouched ? read : { ...read, isUnvouched: true }
}

const isSixByteReader = ({ live }: ConnectedStation) => live.vendor !== null && quirksOf(live).sixByteReader === true
