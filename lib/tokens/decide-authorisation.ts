import type { TokenStanding } from '../sessions/session-message'

/** What is known of a token that was shown. */
export interface KnownToken {
  readonly active: boolean
  readonly expiresAt: Date | null
  readonly groupName: string | null
}

export interface Authorisation {
  readonly standing: TokenStanding
  /** 1.6 parentIdTag, 2.x groupIdToken: tokens of one group may stop each other's sessions. */
  readonly group: string | null
}

/**
 * How a shown token stands. A blocked token is known and says so; only an unknown one is invalid. A token that has an open session
 * is not refused for it: a lost StopTransaction would lock its driver out for ever.
 * @param token the row with the same folded value, null when there is none
 */
export function decideAuthorisation(token: KnownToken | null, now: Date): Authorisation {
  if (token === null) return { standing: 'invalid', group: null }
  const group = token.groupName
  if (!token.active) return { standing: 'blocked', group }
  if (token.expiresAt !== null && token.expiresAt <= now) return { standing: 'expired', group }
  return { standing: 'accepted', group }
}

/** The station lets anyone charge (2.x NoAuthorization): there is no token to judge. */
export const NO_TOKEN_NEEDED: Authorisation = { standing: 'accepted', group: null }
