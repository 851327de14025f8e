import { z } from 'zod'
import { CHANNELS, DELIVERY_STATES } from '@/lib/notifications/notice'
import { ruleSchema } from '@/lib/notifications/rule'
import { webhookSchema } from '@/lib/notifications/webhook-input'
import { idField, instantField } from './fields'

const RULE = {
  name: 'On call',
  isEnabled: true,
  filter: { notices: ['opened', 'closed'], leastSeverity: 3, siteIds: [], causes: [], onlySafety: false },
  recipients: {
    userIds: [],
    roles: ['technician'],
    emails: ['on-call@example.com'],
    phones: ['+46701234567'],
    webhookIds: [],
    drivers: false,
  },
  channels: ['in-app', 'push'],
  quietHours: { from: '22:00', until: '06:00', weekends: false, exceptSafety: true, timeZone: 'Europe/Stockholm' },
  digest: 'at-once',
  escalate: null,
}

const WEBHOOK = { name: 'Ticket system', url: 'https://tickets.example.com/hooks/laddvakt', isEnabled: true }

export const ruleInput = ruleSchema.meta({ id: 'NotificationRuleInput', example: RULE })
export const webhookInput = webhookSchema.meta({ id: 'WebhookInput', example: WEBHOOK })

/** As it stands; the parts are those of the input, with every default filled in. */
export const ruleField = z
  .object({
    id: idField('notification rule'),
    name: z.string(),
    isEnabled: z.boolean(),
    filter: z.record(z.string(), z.unknown()),
    recipients: z.record(z.string(), z.unknown()),
    channels: z.array(z.string()),
    quietHours: z.record(z.string(), z.unknown()).nullable(),
    digest: z.string(),
    escalate: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({
    id: 'NotificationRule',
    description: 'The parts are those of NotificationRuleInput.',
    example: { id: '17', ...RULE },
  })

export const webhookField = z
  .object({
    id: idField('webhook'),
    name: z.string(),
    url: z.string(),
    isEnabled: z.boolean(),
    createdAt: instantField('When it was made.'),
    dead: z.int().meta({ description: 'Deliveries that were given up and wait for somebody.' }),
    lastDeliveredAt: instantField('When it last took something.').nullable(),
  })
  .meta({
    id: 'Webhook',
    example: { id: '17', ...WEBHOOK, createdAt: '2026-11-20T13:05:00.000Z', dead: 0, lastDeliveredAt: null },
  })

export const secretField = z.string().meta({
  description: 'The key that signs the calls (Standard Webhooks). Told only here.',
  example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=',
})

export const deliveryField = z
  .object({
    id: idField('delivery'),
    createdAt: instantField('When it was made.'),
    channel: z.enum(CHANNELS),
    to: z.string().meta({ description: 'Whom, as the delivery log shows it.', example: 'on-call@example.com' }),
    title: z.string().meta({ description: 'What it says, in one line.', example: 'New fault: Ground fault, Kista 4' }),
    ruleName: z.string().nullable().meta({ example: 'On call' }),
    faultId: idField('fault').nullable(),
    state: z.enum(DELIVERY_STATES).meta({ example: 'delivered' }),
    attempts: z.int().meta({ example: 1 }),
    nextAt: instantField('While it waits: when it is tried next.'),
    deliveredAt: instantField('When it was taken.').nullable(),
    lastError: z.string().nullable().meta({ example: null }),
    answer: z.string().nullable().meta({ description: 'What the other side said.', example: '250 OK' }),
  })
  .meta({ id: 'Delivery' })
