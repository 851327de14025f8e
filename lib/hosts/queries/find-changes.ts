import type { Sql } from '../../db/coalesce'
import { plusDays } from '../../invoices/due-date'
import { BOOKS_ZONE } from '../../invoices/invoice-run'
import { startOfDay } from '../../kernel/local-day'
import { Decimal } from '../../kernel/money'
import { SESSION_MONEY } from '../../margin/session-money'
import type { Change, CountedMonth } from '../build-statement'
import type { ShareTerms } from '../share'

/** Why a session that ended is not counted yet; it is in the first statement after it can be. */
export const LEFT_OUT = ['waiting', 'unpriced', 'under-review', 'other-currency', 'cost-unknown'] as const
export type LeftOut = (typeof LEFT_OUT)[number]

export interface StatementFacts {
  readonly before: readonly CountedMonth[]
  readonly changes: readonly Change[]
  readonly leftOut: Readonly<Partial<Record<LeftOut, number>>>
}

interface AgreementOf {
  readonly id: string
  readonly siteId: string
  readonly terms: ShareTerms
}

/** What a statement until `periodTo` (its last day) has to tell: what no statement has counted, or has counted otherwise. */
export async function findChanges(sql: Sql, agreement: AgreementOf, periodTo: string): Promise<StatementFacts> {
  const { terms } = agreement
  const last = terms.validTo !== null && terms.validTo < periodTo ? terms.validTo : periodTo
  const { rows: months } = await sql.query<{
    month: string
    energy: string
    net: string
    cost: string
    fees: string
    given: string
  }>(
    `SELECT to_char(line.month, 'YYYY-MM') AS month, sum(line.energy_wh) AS energy, sum(line.revenue_net) AS net, sum(line.energy_cost) AS cost,
       sum(line.provider_fees) AS fees, sum(line.amount) AS given
     FROM host_statement_line line JOIN host_statement statement ON statement.id = line.statement_id
     WHERE statement.agreement_id = $1 AND line.kind <> 'fee' GROUP BY 1`,
    [agreement.id],
  )
  const { rows } = await sql.query<SessionRow>(
    `WITH sessions AS MATERIALIZED (
       SELECT id FROM session WHERE site_id = $2 AND status = 'ended' AND ended_at >= $3 AND ended_at < $4
     ), ${SESSION_MONEY}, counted AS (
       SELECT of.session_id, min(of.month) AS month, sum(of.energy_wh) AS energy, sum(of.revenue_net) AS net, sum(of.energy_cost) AS cost,
         sum(of.provider_fees) AS fees
       FROM host_statement_session of JOIN host_statement statement ON statement.id = of.statement_id
       WHERE statement.agreement_id = $1 GROUP BY 1
     )
     SELECT session.id, coalesce(to_char(counted.month, 'YYYY-MM'), to_char(session.ended_at AT TIME ZONE '${BOOKS_ZONE}', 'YYYY-MM')) AS month,
       session.energy_wh AS energy, money.net, money.cost, money.fees, money.unknown, money.session_id IS NOT NULL AS is_priced,
       session.completeness = 'waiting' AS is_waiting, priced.currency,
       EXISTS (SELECT 1 FROM session_review review WHERE review.session_id = session.id AND review.resolved_at IS NULL) AS is_under_review,
       counted.session_id IS NOT NULL AS is_counted, counted.energy AS counted_energy, counted.net AS counted_net,
       counted.cost AS counted_cost, counted.fees AS counted_fees
     FROM session LEFT JOIN money ON money.session_id = session.id LEFT JOIN counted ON counted.session_id = session.id
     LEFT JOIN priced_session priced ON priced.session_id = session.id
     WHERE session.id IN (SELECT id FROM sessions) OR session.id IN (SELECT session_id FROM counted) ORDER BY session.id`,
    [
      agreement.id,
      agreement.siteId,
      startOfDay(terms.validFrom, 0, BOOKS_ZONE),
      startOfDay(plusDays(last, 1), 0, BOOKS_ZONE),
    ],
  )
  const leftOut: Partial<Record<LeftOut, number>> = {}
  const changes: Change[] = []
  for (const row of rows) {
    const why = whyLeftOut(row, terms)
    if (why !== null && !row.is_counted) leftOut[why] = (leftOut[why] ?? 0) + 1
    // What was counted stays as it was while it cannot be known better.
    if (why !== null) continue
    const isMargin = terms.model === 'margin-share'
    const change = {
      sessionId: row.id,
      month: row.month,
      energyWh: minus(row.energy, row.counted_energy),
      revenueNet: minus(row.net!, row.counted_net),
      energyCost: isMargin ? minus(row.cost!, row.counted_cost) : '0',
      providerFees: isMargin ? minus(row.fees!, row.counted_fees) : '0',
    }
    const isSame = [change.energyWh, change.revenueNet, change.energyCost, change.providerFees].every((part) =>
      new Decimal(part).isZero(),
    )
    if (!row.is_counted || !isSame) changes.push(change)
  }
  return {
    before: months.map(({ month, energy, net, cost, fees, given }) => ({
      month,
      energyWh: energy,
      revenueNet: net,
      energyCost: cost,
      providerFees: fees,
      given,
    })),
    changes,
    leftOut,
  }
}

interface SessionRow {
  id: string
  month: string
  energy: string
  net: string | null
  cost: string | null
  fees: string | null
  unknown: string | null
  is_priced: boolean
  is_waiting: boolean
  currency: string | null
  is_under_review: boolean
  is_counted: boolean
  counted_energy: string | null
  counted_net: string | null
  counted_cost: string | null
  counted_fees: string | null
}

const minus = (now: string, counted: string | null) => new Decimal(now).minus(counted ?? 0).toFixed()

function whyLeftOut(row: SessionRow, terms: ShareTerms): LeftOut | null {
  if (row.is_waiting) return 'waiting'
  if (row.is_under_review) return 'under-review'
  if (!row.is_priced) return row.currency === null || row.currency === 'SEK' ? 'unpriced' : 'other-currency'
  return terms.model === 'margin-share' && (row.unknown !== null || row.fees === null) ? 'cost-unknown' : null
}
