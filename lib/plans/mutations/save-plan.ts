import { z } from 'zod'
import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db, type Transaction } from '../../db/client'
import { asDate, dayOf } from '../../invoices/due-date'
import { DomainError, notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { dayAt } from '../plan-month'
import { type PlanTerms, planTermsSchema } from '../plan-terms'

const note = z.string().trim().max(500, 'too-long').default('')

const newPlanSchema = z.object({
  name: z.string().trim().min(1, 'required').max(120, 'too-long'),
  terms: planTermsSchema,
  note,
})
export type NewPlanInput = z.input<typeof newPlanSchema>

const versionSchema = z.object({
  terms: planTermsSchema,
  /** `2026-12-01`: sessions and fees from that day on; today when not said. Never before: what was before is priced. */
  effectiveFrom: z.iso.date('not-a-date').nullish(),
  note,
})
export type PlanVersionInput = z.input<typeof versionSchema>

/** A plan with its first version. @throws DomainError invalid */
export async function createPlan(
  actor: Actor,
  input: NewPlanInput,
  { now = new Date() }: { now?: Date } = {},
): Promise<{ id: bigint }> {
  requireAct(actor, 'tariffs.write')
  requireAllSites(actor)
  const { name, terms, note } = validated(newPlanSchema, input)
  return db().$transaction(async (tx) => {
    const { id } = await tx.plan.create({ data: { name }, select: { id: true } })
    await writeVersion(tx, id, { number: 1, terms, note, effectiveFrom: dayAt(now), by: actor.ref })
    await audit(tx, actor, 'plan.create', `plan:${id}`, { after: { name, note, ...terms } })
    return { id }
  })
}

/**
 * Saves whole terms as a plan's next version, from today or a day to come. Sessions keep the version they began under; fees are shared
 * by days.
 * @param basedOn the version the writer saw; refused when somebody has saved a later one since
 * @throws DomainError invalid | not-found | conflict (archived, changed meanwhile, or a fee for a token group that nobody pays for)
 */
export async function savePlanVersion(
  actor: Actor,
  id: bigint,
  input: PlanVersionInput,
  { basedOn, now = new Date() }: { basedOn?: number; now?: Date } = {},
): Promise<{ number: number }> {
  requireAct(actor, 'tariffs.write')
  requireAllSites(actor)
  const { terms, note, ...said } = validated(versionSchema, input)
  const today = dayAt(now)
  const effectiveFrom = said.effectiveFrom ?? today
  if (effectiveFrom < today) {
    throw new DomainError('invalid', 'Not valid: effectiveFrom.', { effectiveFrom: 'in-the-past' })
  }
  return db().$transaction(async (tx) => {
    const { name, archived, latest } = await lockPlan(tx, id)
    if (archived) throw planArchived(name)
    if (basedOn !== undefined && basedOn !== latest.number) {
      const details = { reason: 'plan-changed-meanwhile', version: String(latest.number) }
      throw new DomainError('conflict', `Version ${latest.number} was saved meanwhile.`, details)
    }
    if (effectiveFrom < dayOf(latest.effectiveFrom)) {
      throw new DomainError('invalid', 'Not valid: effectiveFrom.', { effectiveFrom: 'before-latest-version' })
    }
    if (terms.monthlyFee !== undefined) await refuseFeeOfGroups(tx, id, effectiveFrom)
    const number = latest.number + 1
    await writeVersion(tx, id, { number, terms, note, effectiveFrom, by: actor.ref })
    await audit(tx, actor, 'plan.new-version', `plan:${id}`, {
      before: { number: latest.number, ...(latest.terms as object) },
      after: { number, effectiveFrom, note, ...terms },
    })
    return { number }
  })
}

/** Calls a plan something else. Invoices that are issued keep what they say. @throws DomainError invalid | not-found */
export async function renamePlan(actor: Actor, id: bigint, input: { name: string }): Promise<void> {
  requireAct(actor, 'tariffs.write')
  requireAllSites(actor)
  const { name } = validated(newPlanSchema.pick({ name: true }), input)
  await db().$transaction(async (tx) => {
    const before = await lockPlan(tx, id)
    await tx.plan.update({ where: { id }, data: { name } })
    await audit(tx, actor, 'plan.rename', `plan:${id}`, { before: { name: before.name }, after: { name } })
  })
}

/** Nobody is given an archived plan any more; those who have it keep it. @throws DomainError not-found */
export async function archivePlan(actor: Actor, id: bigint, isArchived: boolean): Promise<void> {
  requireAct(actor, 'tariffs.write')
  requireAllSites(actor)
  await db().$transaction(async (tx) => {
    const { archived } = await lockPlan(tx, id)
    if (archived === isArchived) return
    await tx.plan.update({ where: { id }, data: { archived: isArchived } })
    await audit(tx, actor, isArchived ? 'plan.archive' : 'plan.restore', `plan:${id}`, {
      before: { archived },
      after: { archived: isArchived },
    })
  })
}

/** Writers of one plan take turns, so that version numbers have no gaps. @throws DomainError not-found */
export async function lockPlan(tx: Transaction, id: bigint) {
  await tx.$queryRaw`select 1 from plan where id = ${id} for update`
  const plan = await tx.plan.findUnique({
    where: { id },
    select: { name: true, archived: true, versions: { orderBy: { number: 'desc' } } },
  })
  const latest = plan?.versions[0]
  if (plan === null || latest === undefined) throw notFound('plan', id)
  return { ...plan, latest }
}

export const planArchived = (name: string) =>
  new DomainError('conflict', `The plan ${name} is archived.`, { reason: 'plan-archived', name })

/** A token group has nobody to send an invoice to. */
async function refuseFeeOfGroups(tx: Transaction, planId: bigint, from: string): Promise<void> {
  const group = await tx.subscription.findFirst({
    where: { planId, groupName: { not: null }, OR: [{ untilDay: null }, { untilDay: { gte: asDate(from) } }] },
    select: { groupName: true },
  })
  if (group !== null) throw feeOfGroup(group.groupName ?? '')
}

export const feeOfGroup = (name: string) =>
  new DomainError('conflict', `Nobody pays a fee for the token group ${name}.`, { reason: 'plan-fee-of-group', name })

async function writeVersion(
  tx: Transaction,
  planId: bigint,
  version: { number: number; terms: PlanTerms; note: string; effectiveFrom: string; by: string },
): Promise<void> {
  const { number, terms, note, effectiveFrom, by } = version
  await tx.planVersion.create({
    data: { planId, number, terms, note, effectiveFrom: asDate(effectiveFrom), createdBy: by },
  })
}
