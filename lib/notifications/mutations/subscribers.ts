import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { installationSecret } from '../../certificates/mutations/make-authority'
import { db, type Prisma, type Transaction } from '../../db/client'
import { sameText } from '../../db/like'
import { DomainError, notFound } from '../../kernel/errors'
import { DAY_MS, MINUTE_MS } from '../../kernel/time'
import { validated } from '../../kernel/validated'
import { hasPublicPage, PUBLIC_PAGE } from '../../public-station/has-public-page'
import { subscriberToken, subscriberTokenHash } from '../subscriber-link'
import { pushSubscriptionSchema } from './own-notices'

/** How long somebody hears of a place; then they may ask again. */
export const SUBSCRIPTION_DAYS = 30
/** A link in a letter that nobody opens. */
const UNCONFIRMED_MS = DAY_MS
/** Asking again sends no second letter within this time. */
const LETTER_EVERY_MS = 10 * MINUTE_MS
const MOST_AT_A_STATION = 2_000

export const subscribeSchema = z.object({
  /** OCPP identity of the station. */
  station: z.string().min(1).max(48),
  locale: z.enum(['sv', 'en']),
  to: z.discriminatedUnion('channel', [
    z.object({
      channel: z.literal('email'),
      email: z.string().trim().toLowerCase().max(254, 'too-long').pipe(z.email('not-an-email')),
    }),
    z.object({ channel: z.literal('push'), subscription: pushSubscriptionSchema }),
  ]),
})
export type SubscribeInput = z.input<typeof subscribeSchema>

/**
 * A driver without an account wants to hear of a station. By e-mail it begins when the link in a letter is opened; the answer is the
 * same whoever asked for the address before. A browser's push permission is its own proof.
 * @returns the secret of the subscription, for a browser to end it with; null for e-mail, where only the letter has it
 * @throws DomainError invalid | not-found | conflict (too many)
 */
export async function subscribe(input: SubscribeInput, now: Date): Promise<{ readonly token: string | null }> {
  const { station: identity, locale, to } = validated(subscribeSchema, input)
  return db().$transaction(async (tx) => {
    const station = await tx.station.findFirst({
      where: { identity: sameText(identity), registration: 'accepted' },
      select: { id: true, identity: true, name: true, ...PUBLIC_PAGE },
    })
    if (!station || !hasPublicPage(station)) throw notFound('station', identity)
    const address = to.channel === 'email' ? { email: to.email } : to.subscription
    const addressHash = createHash('sha256')
      .update('email' in address ? address.email : address.endpoint)
      .digest('hex')
    const place = { channel: to.channel, addressHash, stationId: station.id, siteId: null }
    const known = await tx.subscriber.findFirst({ where: place })
    if (!known && (await tx.subscriber.count({ where: { stationId: station.id } })) >= MOST_AT_A_STATION)
      throw new DomainError('conflict', 'Too many want to hear of this station.')
    const nonce = nonceOf(known?.address) ?? randomBytes(16).toString('base64url')
    const token = subscriberToken(nonce, installationSecret())
    const isProven = to.channel === 'push' || known?.confirmedAt != null
    const row = {
      address: { ...address, nonce } as unknown as Prisma.InputJsonObject,
      locale,
      tokenHash: subscriberTokenHash(token),
      confirmedAt: known?.confirmedAt ?? (to.channel === 'push' ? now : null),
      expiresAt: new Date(now.getTime() + (isProven ? SUBSCRIPTION_DAYS * DAY_MS : UNCONFIRMED_MS)),
    }
    const { id } = known
      ? await tx.subscriber.update({ where: { id: known.id }, data: row, select: { id: true } })
      : await tx.subscriber.create({ data: { ...place, ...row, createdAt: now }, select: { id: true } })
    if (!isProven) await askToConfirm(tx, id, station.name || station.identity, locale, now)
    return { token: to.channel === 'push' ? token : null }
  })
}

/** One letter at a time, however often somebody asks. */
async function askToConfirm(tx: Transaction, id: bigint, place: string, locale: string, now: Date): Promise<void> {
  await tx.delivery.createMany({
    skipDuplicates: true,
    data: {
      dedupeKey: `confirm:${id}:${Math.floor(now.getTime() / LETTER_EVERY_MS)}`,
      channel: 'email',
      recipient: { subscriberId: String(id) },
      locale,
      template: 'confirm',
      content: { place },
      nextAt: now,
    },
  })
}

/** The link in the letter was opened: from now on they hear. Again is no harm. @throws DomainError not-found */
export async function confirmSubscription(token: string, now: Date): Promise<void> {
  const { count } = await db().subscriber.updateMany({
    where: { tokenHash: subscriberTokenHash(token), expiresAt: { gt: now } },
    data: { confirmedAt: now, expiresAt: new Date(now.getTime() + SUBSCRIPTION_DAYS * DAY_MS) },
  })
  if (count === 0) throw notFound('subscription', 'of this link')
}

/** They have heard enough: address and all are forgotten at once. Again, or never there, is no harm. */
export async function endSubscription(token: string): Promise<void> {
  await db().subscriber.deleteMany({ where: { tokenHash: subscriberTokenHash(token) } })
}

function nonceOf(address: Prisma.JsonValue | undefined): string | null {
  const isObject = typeof address === 'object' && address !== null && !Array.isArray(address)
  return isObject && typeof address.nonce === 'string' ? address.nonce : null
}
