import type { TokenStanding } from '../sessions/session-message'

/** What is known of a token that was shown. */
export interface KnownToken {
  readonly active: boolean
  readonly expiresAt: Date | null
  readonly groupName: string | null
  /** It starts nothing that is not paid for: it is of a payment, or of a customer who is invoiced. */
  readonly isPaidFor: boolean
}

export interface Authorisation {
  readonly standing: TokenStanding
  /** 1.6 parentIdTag, 2.x groupIdToken: tokens of one group may stop each other's sessions. */
  readonly group: string | null
  /** Who uses it pays first, or may pay by invoice. */
  readonly isPaidFor: boolean
}

/**
 * How a shown token stands. A blocked token is known and says so; only an unknown one is invalid. A token that has an open session
 * is not refused for it: a lost StopTransaction would lock its driver out for ever.
 * @param token the row with the same folded value, null when there is none
 */
export function decideAuthorisation(token: KnownToken | null, now: Date): Authorisation {
  if (token === null) return { standing: 'invalid', group: null, isPaidFor: false }
  const { groupName: group, isPaidFor } = token
  if (!token.active) return { standing: 'blocked', group, isPaidFor }
  if (token.expiresAt !== null && token.expiresAt <= now) return { standing: 'expired', group, isPaidFor }
  return { standing: 'accepted', group, isPaidFor }
}

/** How the same token stands where payment is asked for first: what nobody pays for starts nothing. */
export const wherePaidFirst = <Judged extends { standing: TokenStanding; isPaidFor: boolean }>(
  judged: Judged,
): Judged => (judged.standing === 'accepted' && !judged.isPaidFor ? { ...judged, standing: 'no-credit' } : judged)

/** The station lets anyone charge (2.x NoAuthorization): there is no token to judge. */
export const NO_TOKEN_NEEDED: Authorisation = { standing: 'accepted', group: null, isPaidFor: false }
