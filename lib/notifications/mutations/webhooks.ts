import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { installationSecret } from '../../certificates/mutations/make-authority'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { seal } from '../../kernel/sealed'
import { validated } from '../../kernel/validated'
import { type WebhookInput, webhookSchema } from '../webhook-input'
import { newWebhookSecret, WEBHOOK_SECRETS } from '../webhook-signature'

const MOST_WEBHOOKS = 50
const sealed = (secret: string) => seal(Buffer.from(secret), installationSecret(), WEBHOOK_SECRETS)

/** Makes a webhook. `secret` is the only time anybody sees its key. @throws DomainError forbidden | invalid | conflict */
export async function createWebhook(actor: Actor, input: WebhookInput): Promise<{ id: bigint; secret: string }> {
  requireAct(actor, 'notifications.write')
  requireAllSites(actor)
  const webhook = validated(webhookSchema, input)
  const secret = newWebhookSecret()
  return db().$transaction(async (tx) => {
    if ((await tx.webhook.count()) >= MOST_WEBHOOKS)
      throw new DomainError('conflict', `There are ${MOST_WEBHOOKS} webhooks already.`)
    const { id } = await tx.webhook.create({
      data: { ...webhook, secret: sealed(secret), createdBy: actor.ref },
      select: { id: true },
    })
    await audit(tx, actor, 'webhook.create', `webhook:${id}`, { after: webhook })
    return { id, secret }
  })
}

/** @throws DomainError forbidden | not-found | invalid */
export async function editWebhook(actor: Actor, id: bigint, input: WebhookInput): Promise<void> {
  requireAct(actor, 'notifications.write')
  requireAllSites(actor)
  const webhook = validated(webhookSchema, input)
  await db().$transaction(async (tx) => {
    const before = await tx.webhook.findUnique({ where: { id }, select: SHOWN })
    if (!before) throw notFound('webhook', id)
    await tx.webhook.update({ where: { id }, data: webhook })
    await audit(tx, actor, 'webhook.edit', `webhook:${id}`, { before, after: webhook })
  })
}

/** A new key from now on; the old one signs nothing any more. @throws DomainError forbidden | not-found */
export async function renewWebhookSecret(actor: Actor, id: bigint): Promise<{ secret: string }> {
  requireAct(actor, 'notifications.write')
  requireAllSites(actor)
  const secret = newWebhookSecret()
  await db().$transaction(async (tx) => {
    const { count } = await tx.webhook.updateMany({ where: { id }, data: { secret: sealed(secret) } })
    if (count === 0) throw notFound('webhook', id)
    await audit(tx, actor, 'webhook.renew-secret', `webhook:${id}`)
  })
  return { secret }
}

/** Removes a webhook; what still waits for it is cancelled when its turn comes. @throws DomainError forbidden | not-found */
export async function deleteWebhook(actor: Actor, id: bigint): Promise<void> {
  requireAct(actor, 'notifications.write')
  requireAllSites(actor)
  await db().$transaction(async (tx) => {
    const before = await tx.webhook.findUnique({ where: { id }, select: SHOWN })
    if (!before) throw notFound('webhook', id)
    await tx.webhook.delete({ where: { id } })
    await audit(tx, actor, 'webhook.delete', `webhook:${id}`, { before })
  })
}

const SHOWN = { name: true, url: true, isEnabled: true } as const
