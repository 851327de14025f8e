import type { Sql } from '../../db/coalesce'
import { MonthUse, monthTotals, type PlanMonth } from '../month-use'

/** In one order whoever asks, until the transaction ends. Advisory: no row is written. */
const LOCK = {
  name: 'plan-lock-months',
  text: `SELECT pg_advisory_xact_lock(4712, (id % 2147483647)::int) FROM (SELECT DISTINCT unnest($1::bigint[]) AS id ORDER BY 1) AS subs`,
}

const READ = {
  name: 'plan-read-months',
  text: `SELECT w.id, w.month::text, sum(coalesce(p.included_wh, 0)) AS wh, sum(coalesce(p.total, 0)) AS amount
    FROM (SELECT DISTINCT * FROM unnest($1::bigint[], $2::date[]) AS w(id, month)) AS w
    JOIN priced_session p ON p.subscription_id = w.id AND p.plan_month = w.month GROUP BY w.id, w.month`,
}

/**
 * Locks subscriptions until the transaction ends and reads what their months have given: of two sessions that end at once, the one
 * that comes second sees what the first has drawn. Asked for only where a plan counts by the month and a session is priced.
 */
export async function lockMonths(sql: Sql, months: readonly PlanMonth[]): Promise<MonthUse> {
  const ids = months.map(({ subscriptionId }) => subscriptionId)
  // Sent together: the connection runs them in order, and the second sees what was committed before the lock was ours.
  const [, { rows }] = await Promise.all([
    sql.query({ ...LOCK, values: [ids] }),
    sql.query<{ id: string; month: string; wh: string; amount: string }>({
      ...READ,
      values: [ids, months.map(({ month }) => month)],
    }),
  ])
  return new MonthUse(monthTotals(months, rows))
}
