import { z } from 'zod'
import { retryDelivery } from '@/lib/notifications/mutations/retry-deliveries'
import { createRule, deleteRule, editRule } from '@/lib/notifications/mutations/rules'
import { createWebhook, deleteWebhook, editWebhook, renewWebhookSecret } from '@/lib/notifications/mutations/webhooks'
import { CHANNELS, DELIVERY_STATES } from '@/lib/notifications/notice'
import { type DeliveryRow, getDelivery, listDeliveries } from '@/lib/notifications/queries/list-deliveries'
import { listRules, listWebhooks, type WebhookRow } from '@/lib/notifications/queries/list-rules'
import type { Rule } from '@/lib/notifications/rule'
import { operation } from '../operation'
import { idField, idInput, iso, isoOrNull, listOf, pageOf, pageQuery } from '../schemas/fields'
import { deliveryField, ruleField, ruleInput, secretField, webhookField, webhookInput } from '../schemas/notifications'

const tag = 'Notifications'
const act = 'notifications.write'
const ruleParams = z.object({ id: idInput('notification rule') })
const webhookParams = z.object({ id: idInput('webhook') })
const deliveryParams = z.object({ id: idInput('delivery') })
const removed = z.object({ removed: z.literal(true) })
const GONE = { removed: true } as const

const ruleShown = ({ id, ...rule }: Rule) => ({ id: String(id), ...rule })
const webhookShown = ({ id, createdAt, lastDeliveredAt, ...webhook }: WebhookRow) => ({
  ...webhook,
  id: String(id),
  createdAt: iso(createdAt),
  lastDeliveredAt: isoOrNull(lastDeliveredAt),
})
const deliveryShown = ({ id, createdAt, faultId, nextAt, deliveredAt, ...row }: DeliveryRow) => ({
  id: String(id),
  createdAt: iso(createdAt),
  channel: row.channel,
  to: row.to,
  title: row.title,
  ruleName: row.ruleName,
  faultId: faultId === null ? null : String(faultId),
  state: row.state,
  attempts: row.attempts,
  nextAt: iso(nextAt),
  deliveredAt: isoOrNull(deliveredAt),
  lastError: row.lastError,
  answer: row.answer,
})

export const notificationOperations = [
  operation({
    id: 'listNotificationRules',
    method: 'GET',
    path: '/notifications/rules',
    tag,
    summary: 'Who hears of what, by which way and when',
    act,
    status: 200,
    response: z.object({ data: z.array(ruleField) }),
    handler: async (actor) => ({ data: (await listRules(actor)).map(ruleShown) }),
  }),
  operation({
    id: 'createNotificationRule',
    method: 'POST',
    path: '/notifications/rules',
    tag,
    summary: 'Add a notification rule',
    act,
    body: ruleInput,
    status: 201,
    response: z.object({ id: idField('notification rule') }),
    handler: async (actor, { body }) => ({ id: String((await createRule(actor, body)).id) }),
    location: ({ id }) => `/notifications/rules/${id}`,
  }),
  operation({
    id: 'replaceNotificationRule',
    method: 'PUT',
    path: '/notifications/rules/{id}',
    tag,
    summary: 'Replace a notification rule',
    description: 'What is on its way already stays as it was planned.',
    act,
    params: ruleParams,
    body: ruleInput,
    status: 200,
    response: z.object({ id: idField('notification rule') }),
    handler: async (actor, { params: { id }, body }) => {
      await editRule(actor, id, body)
      return { id: String(id) }
    },
  }),
  operation({
    id: 'listWebhooks',
    method: 'GET',
    path: '/notifications/webhooks',
    tag,
    summary: 'Systems that are called when something happens',
    act,
    status: 200,
    response: z.object({ data: z.array(webhookField) }),
    handler: async (actor) => ({ data: (await listWebhooks(actor)).map(webhookShown) }),
  }),
  operation({
    id: 'createWebhook',
    method: 'POST',
    path: '/notifications/webhooks',
    tag,
    summary: 'Add a webhook',
    description:
      'Calls are signed by the Standard Webhooks specification: webhook-id (the same at every try), webhook-timestamp, webhook-signature.',
    act,
    body: webhookInput,
    status: 201,
    response: z.object({ id: idField('webhook'), secret: secretField }),
    handler: async (actor, { body }) => {
      const { id, secret } = await createWebhook(actor, body)
      return { id: String(id), secret }
    },
    location: ({ id }) => `/notifications/webhooks/${id}`,
  }),
  operation({
    id: 'replaceWebhook',
    method: 'PUT',
    path: '/notifications/webhooks/{id}',
    tag,
    summary: 'Replace a webhook; its key stays',
    act,
    params: webhookParams,
    body: webhookInput,
    status: 200,
    response: z.object({ id: idField('webhook') }),
    handler: async (actor, { params: { id }, body }) => {
      await editWebhook(actor, id, body)
      return { id: String(id) }
    },
  }),
  operation({
    id: 'renewWebhookSecret',
    method: 'POST',
    path: '/notifications/webhooks/{id}/secret',
    tag,
    summary: 'Give a webhook a new key',
    act,
    params: webhookParams,
    status: 200,
    response: z.object({ secret: secretField }),
    handler: (actor, { params: { id } }) => renewWebhookSecret(actor, id),
  }),
  operation({
    id: 'listDeliveries',
    method: 'GET',
    path: '/notifications/deliveries',
    tag,
    summary: 'The delivery log, newest first',
    act,
    query: z.object({
      channel: z.enum(CHANNELS).optional(),
      state: z.enum(DELIVERY_STATES).optional(),
      faultId: idInput('fault').optional(),
      ...pageQuery,
    }),
    status: 200,
    response: listOf(deliveryField),
    handler: async (actor, { query: { channel, state, ...query } }) => {
      const filter = { ...query, channels: channel && [channel], states: state && [state] }
      return pageOf(await listDeliveries(actor, filter), deliveryShown)
    },
  }),
  operation({
    id: 'getDelivery',
    method: 'GET',
    path: '/notifications/deliveries/{id}',
    tag,
    summary: 'One delivery, with its message',
    act,
    params: deliveryParams,
    status: 200,
    response: deliveryField.extend({
      name: z.string().meta({ description: 'Its name to the outside: Message-ID, webhook-id.', example: 'Zm9v' }),
      text: z.string().meta({ description: 'What the reader gets.', example: 'New fault: …' }),
    }),
    handler: async (actor, { params: { id } }) => {
      const delivery = await getDelivery(actor, id)
      return { ...deliveryShown(delivery), name: delivery.name, text: delivery.text }
    },
  }),
  operation({
    id: 'retryDelivery',
    method: 'POST',
    path: '/notifications/deliveries/{id}/retry',
    tag,
    summary: 'Try a delivery again that was given up',
    act,
    params: deliveryParams,
    status: 202,
    response: z.object({ id: idField('delivery') }),
    handler: async (actor, { params: { id } }) => {
      await retryDelivery(actor, id)
      return { id: String(id) }
    },
  }),
  operation({
    id: 'deleteNotificationRule',
    method: 'DELETE',
    path: '/notifications/rules/{id}',
    tag,
    summary: 'Remove a notification rule',
    description: 'What waits because of it is not sent.',
    act,
    params: ruleParams,
    status: 200,
    response: removed,
    handler: async (actor, { params: { id } }) => {
      await deleteRule(actor, id)
      return GONE
    },
  }),
  operation({
    id: 'deleteWebhook',
    method: 'DELETE',
    path: '/notifications/webhooks/{id}',
    tag,
    summary: 'Remove a webhook',
    act,
    params: webhookParams,
    status: 200,
    response: removed,
    handler: async (actor, { params: { id } }) => {
      await deleteWebhook(actor, id)
      return GONE
    },
  }),
]
