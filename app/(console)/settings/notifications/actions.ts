'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { retryDeadDeliveries, retryDelivery } from '@/lib/notifications/mutations/retry-deliveries'
import { createRule, deleteRule, editRule } from '@/lib/notifications/mutations/rules'
import { sendTest, testSchema } from '@/lib/notifications/mutations/send-test'
import { createWebhook, deleteWebhook, editWebhook, renewWebhookSecret } from '@/lib/notifications/mutations/webhooks'
import { CHANNELS } from '@/lib/notifications/notice'
import { getDelivery } from '@/lib/notifications/queries/list-deliveries'
import { ruleSchema } from '@/lib/notifications/rule'
import { webhookSchema } from '@/lib/notifications/webhook-input'

const id = z.string().regex(/^[1-9]\d{0,17}$/, 'not-an-id')
const byId = z.object({ id })

export const createRuleAction = defineAction(z.object({ rule: ruleSchema }), async (actor, { rule }) => {
  await createRule(actor, rule)
})

export const editRuleAction = defineAction(z.object({ id, rule: ruleSchema }), (actor, { id, rule }) =>
  editRule(actor, BigInt(id), rule),
)

export const deleteRuleAction = defineAction(byId, (actor, { id }) => deleteRule(actor, BigInt(id)))

export const createWebhookAction = defineAction(z.object({ webhook: webhookSchema }), async (actor, { webhook }) => ({
  secret: (await createWebhook(actor, webhook)).secret,
}))

export const editWebhookAction = defineAction(z.object({ id, webhook: webhookSchema }), (actor, { id, webhook }) =>
  editWebhook(actor, BigInt(id), webhook),
)

export const renewWebhookSecretAction = defineAction(byId, (actor, { id }) => renewWebhookSecret(actor, BigInt(id)))

export const deleteWebhookAction = defineAction(byId, (actor, { id }) => deleteWebhook(actor, BigInt(id)))

export const retryDeliveryAction = defineAction(byId, (actor, { id }) => retryDelivery(actor, BigInt(id)))

export const retryDeadDeliveriesAction = defineAction(
  z.object({ channel: z.enum(CHANNELS) }),
  async (actor, { channel }) => ({ count: await retryDeadDeliveries(actor, channel) }),
)

export const readDeliveryAction = defineAction(byId, async (actor, { id }) => {
  const { name, text } = await getDelivery(actor, BigInt(id))
  return { name, text }
})

export const sendTestAction = defineAction(z.object({ to: testSchema }), async (actor, { to }) => {
  await sendTest(actor, to)
})
