import type { TokenStanding } from '../lib/sessions/session-message'
import type { ConnectedStation } from './route'

/**
 * What a station is told of a token. One that nobody has accepted yet is never told that a token is good: anyone could connect
 * as a new station to try tokens (SPEC H-24).
 */
export const toldStanding = ({ registration }: ConnectedStation, standing: TokenStanding): TokenStanding =>
  registration === 'accepted' ? standing : 'invalid'
