import { z } from 'zod'
import { ROLES } from '../access/actor'
import { NOTICE_KINDS } from './notice'

/** Ways to people with an account. Addresses and webhooks say themselves how they are reached. */
export const PERSON_CHANNELS = ['in-app', 'push', 'email'] as const
export type PersonChannel = (typeof PERSON_CHANNELS)[number]

export const DIGESTS = ['at-once', 'hourly', 'daily'] as const
export type Digest = (typeof DIGESTS)[number]

const id = z.string().regex(/^[1-9]\d{0,17}$/, 'not-an-id')
const ids = z.array(id).max(500, 'too-many').default([])
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not-a-time')
const email = z.string().trim().toLowerCase().max(254, 'too-long').pipe(z.email('not-an-email'))
/** E.164: `+46701234567`; spaces and hyphens fall away. */
const phone = z
  .string()
  .transform((text) => text.replace(/[\s()-]/g, ''))
  .pipe(z.string().regex(/^\+[1-9]\d{6,14}$/, 'not-a-phone'))

const recipients = {
  userIds: ids,
  roles: z.array(z.enum(ROLES)).default([]),
  emails: z.array(email).max(50, 'too-many').default([]),
  phones: z.array(phone).max(50, 'too-many').default([]),
  webhookIds: ids,
}
const channels = z.array(z.enum(PERSON_CHANNELS)).default([])

export const filterSchema = z.object({
  notices: z.array(z.enum(NOTICE_KINDS)).min(1, 'required'),
  /** As grave as this or graver: 0 danger … 9 debug. */
  leastSeverity: z.number().int().min(0).max(9).default(5),
  /** Empty: all. */
  siteIds: ids,
  /** Keys of the knowledge base; empty: all. */
  causes: z.array(z.string().trim().min(1).max(120)).max(200, 'too-many').default([]),
  onlySafety: z.boolean().default(false),
})
export type RuleFilter = z.output<typeof filterSchema>

/** When it is night, in the given zone; past midnight when `until` is not after `from`. */
export const quietHoursSchema = z.object({
  from: time,
  until: time,
  /** Saturdays and Sundays as a whole. */
  weekends: z.boolean().default(false),
  /** What is dangerous is told at any hour. */
  exceptSafety: z.boolean().default(true),
  timeZone: z
    .string()
    .refine((zone) => isTimeZone(zone), 'not-a-time-zone')
    .default('Europe/Stockholm'),
})
export type QuietHours = z.output<typeof quietHoursSchema>

export const recipientsSchema = z.object({
  ...recipients,
  /** Who was charging there, and who has booked. (Subscribers are always told: they have asked.) */
  drivers: z.boolean().default(false),
})
export type Recipients = z.output<typeof recipientsSchema>

export const escalateSchema = z.object({
  afterMinutes: z
    .number()
    .int()
    .min(1, 'too-small')
    .max(7 * 24 * 60, 'too-large'),
  recipients: z.object(recipients),
  channels,
})
export type Escalate = z.output<typeof escalateSchema>

/** A notification rule as a form or a program gives it. */
export const ruleSchema = z
  .object({
    name: z.string().trim().min(1, 'required').max(80, 'too-long'),
    isEnabled: z.boolean().default(true),
    filter: filterSchema,
    recipients: recipientsSchema,
    channels,
    quietHours: quietHoursSchema.nullable().default(null),
    digest: z.enum(DIGESTS).default('at-once'),
    escalate: escalateSchema.nullable().default(null),
  })
  .superRefine(({ recipients, channels, escalate }, context) => {
    if (!reachesAnybody(recipients, channels) && !recipients.drivers)
      context.addIssue({ code: 'custom', path: ['recipients'], message: 'nobody-told' })
    if (escalate && !reachesAnybody(escalate.recipients, escalate.channels))
      context.addIssue({ code: 'custom', path: ['escalate'], message: 'nobody-told' })
  })
export type RuleInput = z.input<typeof ruleSchema>

/** A rule as it stands. */
export interface Rule extends z.output<typeof ruleSchema> {
  readonly id: bigint
}

function reachesAnybody(
  { userIds, roles, emails, phones, webhookIds }: Omit<Recipients, 'drivers'>,
  channels: readonly PersonChannel[],
): boolean {
  const hasPeople = userIds.length + roles.length > 0 && channels.length > 0
  return hasPeople || emails.length + phones.length + webhookIds.length > 0
}

function isTimeZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}
