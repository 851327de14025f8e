import { MINUTE_MS } from '../kernel/time'
import { matchesRule } from './matches-rule'
import type { Channel, Filling, Notice } from './notice'
import type { Recipients, Rule } from './rule'
import { whenToTell } from './when-to-tell'

/** Whom a delivery goes to: our own row's id wherever there is one, so that the outbox holds no copies of addresses. */
export type Recipient =
  | { readonly userId: string }
  /** One browser of a user's. */
  | { readonly pushId: string; readonly userId: string }
  | { readonly email: string }
  | { readonly phone: string }
  | { readonly webhookId: string }
  /** Whoever is invoiced for a driver. */
  | { readonly customerId: string }
  | { readonly subscriberId: string }

/** Somebody with an account. */
export interface Person {
  readonly userId: string
  readonly role: string
  readonly locale: string
  readonly pushIds: readonly string[]
  /** Whether they work with faults: names of people and what colleagues write are for them. */
  readonly mayKnow: boolean
  /** Whether they may see faults of this site (null: of none). */
  readonly maySee: (siteId: string | null) => boolean
}

/** A driver, or somebody who has asked to hear of the place. */
export interface Listener {
  readonly channel: 'email' | 'push'
  readonly recipient: Recipient
  readonly locale: string
  /** They have asked themselves: no rule is needed. */
  readonly hasAsked: boolean
}

/** One entry of a fault's story that is to be told. */
export interface Happening {
  readonly entryId: string
  readonly notice: Notice
  readonly siteId: string | null
  readonly isAcknowledged: boolean
  /** Who did it, when a user did: they know. */
  readonly byUserId: string | null
  /** Told whatever the rules say: who is mentioned, who is given the fault. */
  readonly namedUserIds: readonly string[]
  /** Empty when it is nothing for drivers. */
  readonly listeners: readonly Listener[]
}

export interface Circumstances {
  readonly rules: readonly Rule[]
  readonly people: readonly Person[]
  readonly webhookIds: ReadonlySet<string>
  /** How much each address got at once lately, by `addressKey`. */
  readonly lately: ReadonlyMap<string, number>
  readonly now: Date
}

export interface PlannedDelivery {
  /** Nothing twice: there is one delivery of a key. */
  readonly dedupeKey: string
  readonly ruleId: string | null
  readonly channel: Channel
  readonly recipient: Recipient
  readonly userId: string | null
  readonly locale: string
  readonly filling: Filling
  readonly faultId: string | null
  readonly nextAt: Date
}

/** More than this to one address within ten minutes is a storm: the rest comes together. */
export const MOST_AT_ONCE = 10
export const STORM_MS = 10 * MINUTE_MS

interface Target {
  readonly channel: Channel
  readonly recipient: Recipient
  readonly userId: string | null
  readonly locale: string
}

/** An address as a text: the same for the same address. */
export const addressKey = (channel: Channel, recipient: Recipient): string =>
  `${channel}:${Object.entries(recipient)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(',')}`

/** Who is told of what happened, by which way and when. An address that several rules name hears of it once, and as soon as any of them says. */
export function planDeliveries(happenings: readonly Happening[], circumstances: Circumstances): PlannedDelivery[] {
  const lately = new Map(circumstances.lately)
  return happenings.flatMap((happening) => planOne(happening, circumstances, lately))
}

function planOne(happening: Happening, circumstances: Circumstances, lately: Map<string, number>): PlannedDelivery[] {
  const { entryId, notice, siteId } = happening
  const { now } = circumstances
  const heard = circumstances.rules.filter((rule) => rule.isEnabled && matchesRule(rule.filter, notice, siteId))
  const planned = new Map<string, PlannedDelivery>()
  const add = (target: Target, filling: Filling, ruleId: string | null, gatherUntil: Date | null) => {
    const key = addressKey(target.channel, target.recipient)
    if (planned.get(key)?.filling.template === 'digest' ? gatherUntil !== null : planned.has(key)) return
    const isStorm = gatherUntil === null && isForPeople(target.channel) && (lately.get(key) ?? 0) >= MOST_AT_ONCE
    const until = isStorm && filling.template === 'fault' && !notice.fault.isSafety ? endOfStorm(now) : gatherUntil
    if (until === null) lately.set(key, (lately.get(key) ?? 0) + 1)
    planned.set(key, {
      ...target,
      ruleId,
      ...(until === null
        ? { dedupeKey: `entry:${entryId}:${key}`, filling, faultId: notice.fault.id, nextAt: now }
        : {
            dedupeKey: `digest:${isStorm ? 'storm' : ruleId}:${until.toISOString()}:${key}`,
            filling: { template: 'digest', content: { items: [filling.content as Notice], more: 0 } } as const,
            faultId: null,
            nextAt: until,
          }),
    })
  }

  for (const target of namedTargets(happening, circumstances))
    add(
      target,
      { template: 'fault', content: notice.kind === 'comment' ? { ...notice, kind: 'mentioned' } : notice },
      null,
      null,
    )
  for (const rule of heard) {
    const until = whenToTell(rule, now, notice.fault.isSafety)
    // The bell rings silently and machines do not sleep: neither needs quiet hours or a digest.
    for (const target of targetsOf(rule.recipients, rule.channels, happening, circumstances)) {
      const known = mayKnow(target, circumstances) ? notice : forReaders(notice)
      if (known === null) continue
      add(target, { template: 'fault', content: known }, String(rule.id), isForPeople(target.channel) ? until : null)
    }
  }
  const wanted = heard.find((rule) => rule.recipients.drivers)
  for (const { channel, recipient, locale, hasAsked } of happening.listeners)
    if (hasAsked || wanted)
      add(
        { channel, recipient, userId: null, locale },
        { template: 'driver', content: forDrivers(notice) },
        hasAsked ? null : String(wanted?.id),
        null,
      )
  return [...planned.values(), ...heard.flatMap((rule) => escalations(rule, happening, circumstances))]
}

/** Addresses without an account were chosen by whoever made the rule. */
const mayKnow = ({ userId }: Target, { people }: Circumstances): boolean =>
  userId === null || (people.find((person) => person.userId === userId)?.mayKnow ?? false)

/** For people who read faults and do not work with them: as on their pages, without names and what colleagues write. null: nothing is left. */
function forReaders({ assignee: _, text, ...notice }: Notice): Notice | null {
  if (notice.kind === 'comment' || notice.kind === 'mentioned') return null
  return { ...notice, by: null, ...(notice.kind === 'promised' && text ? { text } : {}) }
}

/** Nothing of ours goes to drivers: who wrote, who works on it, what colleagues say. A promise's words are meant for them. */
const forDrivers = ({ kind, at, fault, promisedAt, text }: Notice): Notice => ({
  kind,
  at,
  fault,
  by: null,
  ...(promisedAt === undefined ? {} : { promisedAt }),
  ...(kind === 'promised' && text ? { text } : {}),
})

/** To be sent when its time has come, unless somebody has acknowledged the fault by then. */
function escalations(rule: Rule, happening: Happening, circumstances: Circumstances): PlannedDelivery[] {
  const { escalate } = rule
  const { notice, isAcknowledged } = happening
  if (escalate === null || notice.kind !== 'opened' || isAcknowledged) return []
  const nextAt = new Date(Date.parse(notice.at) + escalate.afterMinutes * MINUTE_MS)
  return targetsOf(escalate.recipients, escalate.channels, happening, circumstances).map((target) => ({
    ...target,
    dedupeKey: `escalation:${notice.fault.id}:${addressKey(target.channel, target.recipient)}`,
    ruleId: String(rule.id),
    filling: { template: 'escalation', content: { ...notice, afterMinutes: escalate.afterMinutes } },
    faultId: notice.fault.id,
    nextAt,
  }))
}

/** The persons named in what happened, by bell and push. */
function namedTargets({ namedUserIds, siteId, byUserId }: Happening, { people }: Circumstances): Target[] {
  return people
    .filter((person) => namedUserIds.includes(person.userId) && person.userId !== byUserId && person.maySee(siteId))
    .flatMap((person) => personTargets(person, ['in-app', 'push']))
}

function targetsOf(
  { userIds, roles, emails, phones, webhookIds }: Omit<Recipients, 'drivers'>,
  channels: readonly Channel[],
  { siteId, byUserId }: Happening,
  { people, webhookIds: known }: Circumstances,
): Target[] {
  const chosen = people.filter(
    ({ userId, role, maySee }) =>
      userId !== byUserId &&
      (userIds.includes(userId) || (roles as readonly string[]).includes(role)) &&
      maySee(siteId),
  )
  const outside = { userId: null, locale: 'sv' }
  return [
    ...chosen.flatMap((person) => personTargets(person, channels)),
    ...emails.map((email) => ({ ...outside, channel: 'email' as const, recipient: { email } })),
    ...phones.map((phone) => ({ ...outside, channel: 'sms' as const, recipient: { phone } })),
    ...webhookIds
      .filter((webhookId) => known.has(webhookId))
      .map((webhookId) => ({ ...outside, channel: 'webhook' as const, recipient: { webhookId } })),
  ]
}

function personTargets({ userId, locale, pushIds }: Person, channels: readonly Channel[]): Target[] {
  const to = { userId, locale }
  return [
    ...(channels.includes('in-app') ? [{ ...to, channel: 'in-app' as const, recipient: { userId } }] : []),
    ...(channels.includes('email') ? [{ ...to, channel: 'email' as const, recipient: { userId } }] : []),
    ...(channels.includes('push')
      ? pushIds.map((pushId) => ({ ...to, channel: 'push' as const, recipient: { pushId, userId } }))
      : []),
  ]
}

const isForPeople = (channel: Channel): boolean => channel === 'email' || channel === 'push' || channel === 'sms'

const endOfStorm = (now: Date): Date => new Date((Math.floor(now.getTime() / STORM_MS) + 1) * STORM_MS)
