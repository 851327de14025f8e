import { db } from '../../db/client'
import { subscriberTokenHash } from '../subscriber-link'

export interface Subscription {
  /** What people call the place. */
  readonly place: string
  readonly identity: string | null
  readonly isConfirmed: boolean
}

/** What a subscriber's link is for; null when it is over, or never was. The secret in the link is the permission. */
export async function findSubscription(token: string, now: Date): Promise<Subscription | null> {
  const row = await db().subscriber.findUnique({
    where: { tokenHash: subscriberTokenHash(token) },
    select: {
      confirmedAt: true,
      expiresAt: true,
      station: { select: { identity: true, name: true } },
      site: { select: { name: true } },
    },
  })
  if (!row || row.expiresAt <= now) return null
  const { station, site } = row
  return {
    place: station?.name || station?.identity || site?.name || '',
    identity: station?.identity ?? null,
    isConfirmed: row.confirmedAt !== null,
  }
}
