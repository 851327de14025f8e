import { db, type Transaction } from '../../db/client'
import type { Agreement } from '../../tariffs/agreement'
import type { TariffTerms } from '../../tariffs/tariff'
import { type GrantRow, grantOf } from '../grant'
import { planOfSessionSql } from '../grant-sql'
import { monthAt } from '../plan-month'
import { type Draw, drawFor, othersAsRead, type SessionPlan } from '../session-plan'

interface Row {
  readonly id: bigint
  readonly plan: {
    readonly version: string
    readonly grant: GrantRow
    readonly was: { month: string; wh: string; amount: string; agreement: Agreement } | null
  } | null
}

/**
 * The plans that sessions began under, with what their months have given; sessions without one are not in it. One statement.
 * @param client a transaction that is open, so that no second connection is taken
 */
export async function plansOfSessions(
  ids: readonly bigint[],
  client: Transaction = db(),
): Promise<ReadonlyMap<bigint, SessionPlan>> {
  if (ids.length === 0) return new Map()
  const rows = await client.$queryRawUnsafe<Row[]>(
    `SELECT s.id, ${planOfSessionSql('s')} AS plan FROM session s WHERE s.id = ANY($1::bigint[]) AND s.subscription_id IS NOT NULL`,
    ids,
  )
  return new Map(
    rows.flatMap(({ id, plan }) =>
      plan === null
        ? []
        : [[id, { grant: grantOf(plan.grant), versionId: BigInt(plan.version), was: plan.was } satisfies SessionPlan]],
    ),
  )
}

/** What a session's plan gives it as things stand; null: it has none, or the plan does not apply. */
export function drawNow(
  plan: SessionPlan | undefined,
  startedAt: Date,
  terms: TariffTerms | null | 'unreadable',
): Draw | null {
  if (plan === undefined || terms === null || terms === 'unreadable') return null
  return drawFor(plan, startedAt, terms, othersAsRead(plan, monthAt(startedAt)))
}

/** Nobody else draws on the subscription until the transaction ends: read its month after this. */
export async function lockPlanOf(subscriptionId: bigint | null, client: Transaction): Promise<void> {
  if (subscriptionId === null) return
  await client.$executeRaw`select pg_advisory_xact_lock(4712, (${subscriptionId}::bigint % 2147483647)::int)`
}
