import { Decimal } from '../kernel/money'
import type { Price, Unpriced } from '../tariffs/price-session'
import { NOTHING_USED, type Used } from './grant'
import { type Draw, drawnBy, othersAsRead, type SessionPlan, withoutOwn } from './session-plan'

/** A subscription's month. */
export interface PlanMonth {
  readonly subscriptionId: bigint
  /** Its first day. */
  readonly month: string
}

export const planMonthKey = ({ subscriptionId, month }: PlanMonth): string => `${subscriptionId}|${month}`

/**
 * What months have given so far, locked by a transaction, while it prices one session after the other: each sees what those before it
 * have drawn.
 */
export class MonthUse {
  private readonly own = new Map<bigint, Used>()

  /** @param totals by `planMonthKey`, of all sessions that are priced */
  constructor(private readonly totals: Map<string, Used>) {}

  /** What the others of its month have drawn. */
  others(sessionId: bigint, plan: SessionPlan, month: string): Used {
    const total = this.totals.get(planMonthKey({ subscriptionId: plan.grant.subscriptionId, month }))
    if (total === undefined) return othersAsRead(plan, month)
    return withoutOwn(total, this.own.get(sessionId) ?? (plan.was?.month === month ? plan.was : null))
  }

  /** Notes what a session's new price draws. */
  keep(sessionId: bigint, plan: SessionPlan, draw: Draw, price: Price | Unpriced): void {
    const key = planMonthKey(draw)
    const others = this.others(sessionId, plan, draw.month)
    const drawn = drawnBy(price, draw.agreement)
    this.totals.set(key, {
      wh: new Decimal(others.wh).plus(drawn.wh).toFixed(),
      amount: new Decimal(others.amount).plus(drawn.amount).toFixed(),
    })
    this.own.set(sessionId, drawn)
  }
}

/** Totals as read; months that nobody has used are there too. */
export function monthTotals(
  months: readonly PlanMonth[],
  rows: readonly { readonly id: string; readonly month: string; readonly wh: string; readonly amount: string }[],
): Map<string, Used> {
  const totals = new Map(months.map((month): [string, Used] => [planMonthKey(month), NOTHING_USED]))
  for (const { id, month, wh, amount } of rows) {
    totals.set(planMonthKey({ subscriptionId: BigInt(id), month }), { wh, amount })
  }
  return totals
}
