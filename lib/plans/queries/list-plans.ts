import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { namesOf } from '../../audit/queries'
import { db } from '../../db/client'
import { asDate, dayOf } from '../../invoices/due-date'
import { notFound } from '../../kernel/errors'
import { dayAt } from '../plan-month'
import { type PlanTerms, readPlanTerms } from '../plan-terms'

export interface PlanVersionRow {
  readonly id: bigint
  readonly number: number
  /** `2026-11-20`; the first one's holds from the beginning. */
  readonly effectiveFrom: string
  /** Null when this program cannot read them. */
  readonly terms: PlanTerms | null
  readonly note: string
  readonly createdBy: string
  readonly createdByName: string | null
  readonly createdAt: Date
}

export interface PlanRow {
  readonly id: bigint
  readonly name: string
  readonly archived: boolean
  /** In effect today. */
  readonly version: PlanVersionRow
  /** The next one that has been decided on. */
  readonly next: PlanVersionRow | null
  /** Subscriptions that run today. */
  readonly holders: number
}

export interface PlanDetail extends PlanRow {
  /** Newest first. */
  readonly versions: readonly PlanVersionRow[]
}

const columns = {
  id: true,
  name: true,
  archived: true,
  versions: { orderBy: { number: 'asc' as const } },
} as const

/** Plans by name. More than these nobody could tell apart. */
export async function listPlans(
  actor: Actor,
  { withArchived = false, now = new Date() }: { withArchived?: boolean; now?: Date } = {},
): Promise<readonly PlanRow[]> {
  requireAct(actor, 'tariffs.read')
  requireAllSites(actor)
  const plans = await db().plan.findMany({
    where: withArchived ? {} : { archived: false },
    select: { ...columns, _count: { select: { subscriptions: { where: running(now) } } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: MOST,
  })
  return shown(plans, now)
}
const MOST = 500

/** One plan with all its versions. @throws DomainError not-found */
export async function getPlan(actor: Actor, id: bigint, now = new Date()): Promise<PlanDetail> {
  requireAct(actor, 'tariffs.read')
  requireAllSites(actor)
  const plan = await db().plan.findUnique({
    where: { id },
    select: { ...columns, _count: { select: { subscriptions: { where: running(now) } } } },
  })
  if (plan === null) throw notFound('plan', id)
  const [row] = await shown([plan], now)
  if (row === undefined) throw notFound('plan', id)
  return row
}

const running = (now: Date) => {
  const today = asDate(dayAt(now))
  return { fromDay: { lte: today }, OR: [{ untilDay: null }, { untilDay: { gte: today } }] }
}

interface Read {
  readonly id: bigint
  readonly name: string
  readonly archived: boolean
  readonly versions: readonly {
    id: bigint
    number: number
    effectiveFrom: Date
    terms: unknown
    note: string
    createdBy: string
    createdAt: Date
  }[]
  readonly _count: { readonly subscriptions: number }
}

async function shown(plans: readonly Read[], now: Date): Promise<readonly PlanDetail[]> {
  const names = await namesOf(plans.flatMap(({ versions }) => versions.map(({ createdBy }) => createdBy)))
  const today = dayAt(now)
  return plans.flatMap(({ versions, _count, ...plan }): PlanDetail[] => {
    const rows = versions.map(
      ({ id, number, effectiveFrom, terms, note, createdBy, createdAt }): PlanVersionRow => ({
        id,
        number,
        effectiveFrom: dayOf(effectiveFrom),
        terms: readPlanTerms(terms),
        note,
        createdBy,
        createdByName: names.get(createdBy) ?? null,
        createdAt,
      }),
    )
    const version = rows.findLast(({ effectiveFrom }) => effectiveFrom <= today) ?? rows[0]
    if (version === undefined) return []
    const next = rows.find(({ effectiveFrom, number }) => effectiveFrom > today && number > version.number) ?? null
    return [{ ...plan, version, next, holders: _count.subscriptions, versions: [...rows].reverse() }]
  })
}
