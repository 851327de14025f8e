import type { z } from 'zod'
import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { customerInScope, requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db, type Transaction } from '../../db/client'
import { asDate, dayOf, plusDays } from '../../invoices/due-date'
import { DomainError, notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { dayAt, monthOfDay } from '../plan-month'
import { readPlanTerms } from '../plan-terms'
import {
  changePlanSchema,
  endSubscriptionSchema,
  type SubscriptionInput,
  subscriptionSchema,
} from '../subscription-input'
import { feeOfGroup, lockPlan, planArchived } from './save-plan'

interface At {
  readonly now?: Date
}

/**
 * Gives a customer, one of its tokens, drivers or vehicles, or a token group a plan. From the month's first day at the earliest: fees are
 * then charged from that day, sessions have it from now on.
 * @throws DomainError invalid | not-found | conflict (has a plan on those days; archived; a fee for a token group)
 */
export async function givePlan(
  actor: Actor,
  input: SubscriptionInput,
  { now = new Date() }: At = {},
): Promise<{ id: bigint }> {
  requireAct(actor, 'customers.write')
  requireAllSites(actor)
  const given = validated(subscriptionSchema, input)
  if (given.fromDay < monthOfDay(dayAt(now))) {
    throw new DomainError('invalid', 'Not valid: fromDay.', { fromDay: 'before-this-month' })
  }
  return db().$transaction(async (tx) => {
    await checkWhose(tx, actor, given)
    return { id: await give(tx, actor, given) }
  })
}

/**
 * Another plan from a day on: the old one ends the day before. Both fees are shared by days.
 * @throws DomainError invalid | not-found | conflict (as `givePlan`; it has ended by then; the day is not after its first)
 */
export async function changePlan(
  actor: Actor,
  id: bigint,
  input: z.input<typeof changePlanSchema>,
  { now = new Date() }: At = {},
): Promise<{ id: bigint }> {
  requireAct(actor, 'customers.write')
  requireAllSites(actor)
  const { planId, fromDay, note } = validated(changePlanSchema, input)
  if (fromDay < dayAt(now)) throw new DomainError('invalid', 'Not valid: fromDay.', { fromDay: 'in-the-past' })
  return db().$transaction(async (tx) => {
    const old = await lockSubscription(tx, actor, id)
    if (fromDay <= old.fromDay || (old.untilDay !== null && fromDay > old.untilDay)) {
      throw new DomainError('invalid', 'Not valid: fromDay.', { fromDay: 'not-within-subscription' })
    }
    await end(tx, actor, old, plusDays(fromDay, -1))
    const { customerId, tokenId, driverId, vehicleId, groupName, untilDay } = old
    const given = { planId, customerId, tokenId, driverId, vehicleId, groupName, fromDay, untilDay, note }
    return { id: await give(tx, actor, given) }
  })
}

/**
 * Says when a subscription ends, or that it goes on after all. Its last day is yesterday at the earliest: what has been charged under it
 * stays, and so do months whose fee is invoiced. One that has not begun is taken back altogether by a last day before its first; one that
 * has ended is over: its days since were charged without it, and it is given anew.
 * @returns whether it was taken back: there is none of that id any more
 * @throws DomainError invalid | not-found | conflict (it has ended or been charged under; another plan follows)
 */
export async function endSubscription(
  actor: Actor,
  id: bigint,
  input: z.input<typeof endSubscriptionSchema>,
  { now = new Date() }: At = {},
): Promise<{ isTakenBack: boolean }> {
  requireAct(actor, 'customers.write')
  requireAllSites(actor)
  const { untilDay } = validated(endSubscriptionSchema, input)
  const yesterday = plusDays(dayAt(now), -1)
  if (untilDay !== null && untilDay < yesterday) {
    throw new DomainError('invalid', 'Not valid: untilDay.', { untilDay: 'in-the-past' })
  }
  return db().$transaction(async (tx) => {
    const subscription = await lockSubscription(tx, actor, id)
    if (subscription.untilDay !== null && subscription.untilDay < yesterday) {
      throw new DomainError('conflict', 'It has ended.', { reason: 'subscription-ended' })
    }
    const isTakenBack = untilDay !== null && untilDay < subscription.fromDay
    if (isTakenBack) await takeBack(tx, actor, subscription)
    else await end(tx, actor, subscription, untilDay)
    return { isTakenBack }
  })
}

type Given = z.output<typeof subscriptionSchema>

/** @throws DomainError conflict */
async function give(tx: Transaction, actor: Actor, given: Given): Promise<bigint> {
  const planId = given.planId ?? 0n
  const { name, archived, versions } = await lockPlan(tx, planId)
  if (archived) throw planArchived(name)
  const hasFee = versions.some(({ terms }) => readPlanTerms(terms)?.monthlyFee !== undefined)
  if (given.groupName !== null && hasFee) throw feeOfGroup(given.groupName)
  await refuseSecond(tx, given, null)
  const { id } = await tx.subscription.create({
    data: {
      ...given,
      planId,
      fromDay: asDate(given.fromDay),
      untilDay: given.untilDay === null ? null : asDate(given.untilDay),
      createdBy: actor.ref,
    },
    select: { id: true },
  })
  await audit(tx, actor, 'subscription.give', subjectOf(given, id), { after: { plan: name, ...plain(given) } })
  return id
}

async function end(tx: Transaction, actor: Actor, old: Locked, untilDay: string | null): Promise<void> {
  if (untilDay === null || (old.untilDay !== null && untilDay > old.untilDay)) {
    await refuseSecond(tx, { ...old, untilDay }, old.id)
  }
  await tx.subscription.update({
    where: { id: old.id },
    data: { untilDay: untilDay === null ? null : asDate(untilDay), endedBy: untilDay === null ? null : actor.ref },
  })
  await audit(tx, actor, 'subscription.end', subjectOf(old, old.id), {
    before: { untilDay: old.untilDay },
    after: { untilDay },
  })
}

async function takeBack(tx: Transaction, actor: Actor, old: Locked): Promise<void> {
  const used = await tx.session.count({ where: { subscriptionId: old.id } })
  if (used > 0) {
    throw new DomainError('conflict', 'It has been charged under.', { reason: 'subscription-used' })
  }
  await tx.subscription.delete({ where: { id: old.id } })
  await audit(tx, actor, 'subscription.take-back', subjectOf(old, old.id), { before: plain(old) })
}

interface Whose {
  readonly customerId: bigint | null
  readonly tokenId: bigint | null
  readonly driverId: bigint | null
  readonly vehicleId: bigint | null
  readonly groupName: string | null
}
interface Locked extends Whose {
  readonly id: bigint
  readonly planId: bigint
  readonly fromDay: string
  readonly untilDay: string | null
}

/** @throws DomainError not-found */
async function lockSubscription(tx: Transaction, actor: Actor, id: bigint): Promise<Locked> {
  await tx.$queryRaw`select 1 from subscription where id = ${id} for update`
  const found = await tx.subscription.findFirst({
    where: { id, ...inScope(actor) },
    select: {
      id: true,
      planId: true,
      customerId: true,
      tokenId: true,
      driverId: true,
      vehicleId: true,
      groupName: true,
      fromDay: true,
      untilDay: true,
    },
  })
  if (found === null) throw notFound('subscription', id)
  return {
    ...found,
    fromDay: dayOf(found.fromDay),
    untilDay: found.untilDay && dayOf(found.untilDay),
  }
}

const inScope = (actor: Actor) => {
  const customerId = customerInScope(actor)
  return customerId === null ? {} : { customerId }
}

/** What it is for must be the customer's. @throws DomainError not-found */
async function checkWhose(tx: Transaction, actor: Actor, given: Given): Promise<void> {
  const { customerId, tokenId, driverId, vehicleId } = given
  if (customerId === null) {
    if (customerInScope(actor) !== null) throw notFound('customer', 0)
    return
  }
  if ((customerInScope(actor) ?? customerId) !== customerId) throw notFound('customer', customerId)
  // Of two who give the same customer a plan at once, the second sees the first's.
  const locked = await tx.$queryRaw<unknown[]>`select 1 from customer where id = ${customerId} for no key update`
  if (locked.length === 0) throw notFound('customer', customerId)
  if (tokenId !== null && (await tx.token.count({ where: { id: tokenId, customerId } })) === 0) {
    throw notFound('token', tokenId)
  }
  if (driverId !== null && (await tx.driver.count({ where: { id: driverId, customerId } })) === 0) {
    throw notFound('driver', driverId)
  }
  if (vehicleId !== null && (await tx.vehicle.count({ where: { id: vehicleId, customerId } })) === 0) {
    throw notFound('vehicle', vehicleId)
  }
}

/** The database refuses it too; this says which. @throws DomainError conflict */
async function refuseSecond(
  tx: Transaction,
  { customerId, tokenId, driverId, vehicleId, groupName, fromDay, untilDay }: Given | Locked,
  but: bigint | null,
): Promise<void> {
  const other = await tx.subscription.findFirst({
    where: {
      customerId,
      tokenId,
      driverId,
      vehicleId,
      groupName,
      id: but === null ? undefined : { not: but },
      fromDay: untilDay === null ? undefined : { lte: asDate(untilDay) },
      OR: [{ untilDay: null }, { untilDay: { gte: asDate(fromDay) } }],
    },
    select: { fromDay: true, plan: { select: { name: true } } },
  })
  if (other === null) return
  throw new DomainError('conflict', `There is a plan on those days already: ${other.plan.name}.`, {
    reason: 'plans-overlap',
    name: other.plan.name,
    from: dayOf(other.fromDay),
  })
}

const subjectOf = ({ customerId }: Whose, id: bigint): string =>
  customerId === null ? `subscription:${id}` : `customer:${customerId}`

const plain = ({ customerId, tokenId, driverId, vehicleId, groupName, fromDay, untilDay }: Given | Locked) => ({
  customerId: customerId?.toString() ?? null,
  tokenId: tokenId?.toString() ?? null,
  driverId: driverId?.toString() ?? null,
  vehicleId: vehicleId?.toString() ?? null,
  groupName,
  fromDay,
  untilDay,
})
