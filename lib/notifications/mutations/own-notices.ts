import { z } from 'zod'
import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { db } from '../../db/client'
import { DomainError } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { ownUserId } from '../../users/user'

const base64url = (length: number) => z.string().regex(new RegExp(`^[\\w-]{${length}}={0,2}$`), 'not-valid')

/** A browser's push subscription, as `PushSubscription.toJSON()` gives it. */
export const pushSubscriptionSchema = z.object({
  endpoint: z.url({ protocol: /^https?$/ }).max(2000, 'too-long'),
  keys: z.object({ p256dh: base64url(87), auth: base64url(22) }),
})
export type PushSubscriptionInput = z.input<typeof pushSubscriptionSchema>

const MOST_BROWSERS = 20

/** What the bell has rung for is read: one notice, or all so far. Somebody else's is nothing. */
export async function markNoticesRead(actor: Actor, id: bigint | null): Promise<void> {
  requireAct(actor, 'account.write')
  await db().delivery.updateMany({
    where: { userId: ownUserId(actor), channel: 'in-app', readAt: null, ...(id === null ? {} : { id }) },
    data: { readAt: new Date() },
  })
}

/** From now on this browser of one's own gets push messages. A browser belongs to whoever turned them on last. @throws DomainError invalid | conflict */
export async function savePushSubscription(
  actor: Actor,
  input: PushSubscriptionInput,
  userAgent: string,
): Promise<void> {
  requireAct(actor, 'account.write')
  const userId = ownUserId(actor)
  const { endpoint, keys } = validated(pushSubscriptionSchema, input)
  await db().$transaction(async (tx) => {
    if ((await tx.pushSubscription.count({ where: { userId, endpoint: { not: endpoint } } })) >= MOST_BROWSERS)
      throw new DomainError('conflict', `At most ${MOST_BROWSERS} browsers.`)
    const row = { userId, keys, userAgent: userAgent.slice(0, 300) }
    await tx.pushSubscription.upsert({ where: { endpoint }, create: { endpoint, ...row }, update: row })
  })
}

/** This browser gets no more push messages. */
export async function removePushSubscription(actor: Actor, endpoint: string): Promise<void> {
  requireAct(actor, 'account.write')
  await db().pushSubscription.deleteMany({ where: { userId: ownUserId(actor), endpoint } })
}
