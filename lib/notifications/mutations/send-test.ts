import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { namesOf } from '../../audit/queries'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import type { Recipient } from '../plan-deliveries'

/** Whom a test goes to. */
export const testSchema = z.discriminatedUnion('channel', [
  z.object({ channel: z.literal('email'), email: z.string().trim().toLowerCase().pipe(z.email('not-an-email')) }),
  z.object({
    channel: z.literal('sms'),
    phone: z
      .string()
      .transform((text) => text.replace(/[\s()-]/g, ''))
      .pipe(z.string().regex(/^\+[1-9]\d{6,14}$/, 'not-a-phone')),
  }),
  z.object({ channel: z.literal('webhook'), webhookId: z.string().regex(/^[1-9]\d{0,17}$/, 'not-an-id') }),
])
export type TestInput = z.input<typeof testSchema>

/** Puts a test into the outbox; what becomes of it is in the delivery log. @throws DomainError forbidden | invalid | not-found */
export async function sendTest(actor: Actor, input: TestInput): Promise<{ id: bigint }> {
  requireAct(actor, 'notifications.write')
  requireAllSites(actor)
  const { channel, ...recipient } = validated(testSchema, input)
  const by = (await namesOf([actor.ref])).get(actor.ref) ?? actor.ref
  return db().$transaction(async (tx) => {
    if ('webhookId' in recipient) {
      const id = BigInt(recipient.webhookId)
      if ((await tx.webhook.count({ where: { id } })) === 0) throw notFound('webhook', id)
    }
    const { id } = await tx.delivery.create({
      data: {
        dedupeKey: `test:${randomUUID()}`,
        channel,
        recipient: recipient satisfies Recipient,
        template: 'test',
        content: { by },
        nextAt: new Date(),
      },
      select: { id: true },
    })
    await audit(tx, actor, 'delivery.test', `delivery:${id}`, { after: { channel } })
    return { id }
  })
}
