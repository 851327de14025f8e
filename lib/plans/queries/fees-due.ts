import type { Sql } from '../../db/coalesce'
import { localDate } from '../../invoices/due-date'
import { BOOKS_ZONE } from '../../invoices/invoice-run'
import { type GrantRow, grantOf } from '../grant'
import { grantSql } from '../grant-sql'
import { dayAt, monthsEnded } from '../plan-month'
import { type FeeDue, feeParts } from '../subscription-fee'

/** The months whose fees a run takes: those that ended in its span, before today. @param span as `spanOf` says */
export function feeMonths(span: { readonly from: Date; readonly to: Date }, now: Date): readonly string[] {
  return monthsEnded(localDate(span.from, BOOKS_ZONE), dayAt(new Date(span.to.getTime() - 1)), dayAt(now))
}

/**
 * Subscriptions `f` with a fee in a month `m` that is on no invoice.
 * @param months the parameter with the months' first days, as `$3`
 */
const DUE = (months: string) => `subscription f JOIN unnest(${months}::date[]) AS m(month)
    ON f.from_day < m.month + interval '1 month' AND (f.until_day IS NULL OR f.until_day >= m.month)
  WHERE NOT EXISTS (SELECT 1 FROM billed_fee b WHERE b.subscription_id = f.id AND b.month = m.month)
    AND EXISTS (SELECT 1 FROM plan_version v WHERE v.plan_id = f.plan_id AND v.terms ? 'monthlyFee')`

/** Whether a customer `c` has a fee that is to be invoiced. @param months see `DUE` */
export const HAS_FEE_DUE = (months: string): string => `EXISTS (SELECT 1 FROM ${DUE(months)} AND f.customer_id = c.id)`

export interface CustomerFees {
  /** The customer's. */
  readonly name: string
  /** Without one there is no invoice. */
  readonly hasAddress: boolean
  readonly fees: readonly FeeDue[]
}

/** The fees of some customers (null: all) in some months that are on no invoice, oldest first. */
export async function readFeesDue(
  sql: Sql,
  months: readonly string[],
  customerIds: readonly string[] | null,
): Promise<ReadonlyMap<string, CustomerFees>> {
  if (months.length === 0) return new Map()
  const { rows } = await sql.query<Row>(
    `SELECT due.customer_id, due.month::text, plan.name AS plan, ${grantSql('sub', 'false')} AS grant,
       c.name, c.street <> '' AND c.postal_code <> '' AND c.city <> '' AS has_address,
       coalesce(token.name, driver.name, vehicle.plate) AS whose,
       centre.id AS centre_id, centre.code AS centre_code, centre.name AS centre_name
     FROM (SELECT f.id, f.customer_id, m.month FROM ${DUE('$1')} AND f.customer_id IS NOT NULL
       AND ($2::bigint[] IS NULL OR f.customer_id = ANY($2))) AS due
     JOIN subscription sub ON sub.id = due.id
     JOIN plan ON plan.id = sub.plan_id
     JOIN customer c ON c.id = sub.customer_id
     LEFT JOIN token ON token.id = sub.token_id
     LEFT JOIN driver ON driver.id = coalesce(sub.driver_id, token.driver_id)
     LEFT JOIN vehicle ON vehicle.id = coalesce(sub.vehicle_id, token.vehicle_id)
     LEFT JOIN cost_centre centre ON centre.id = coalesce(token.cost_centre_id, driver.cost_centre_id, vehicle.cost_centre_id)
     ORDER BY due.customer_id, due.month, sub.id`,
    [months, customerIds],
  )
  const found = new Map<string, CustomerFees & { fees: FeeDue[] }>()
  for (const row of rows) {
    const parts = feeParts(grantOf(row.grant), row.month)
    if (parts.length === 0) continue
    const its = found.get(row.customer_id) ?? { name: row.name, hasAddress: row.has_address, fees: [] }
    found.set(row.customer_id, its)
    its.fees.push({
      subscriptionId: row.grant.id,
      month: row.month,
      plan: row.plan,
      whose: row.whose === '' ? null : row.whose,
      costCentre:
        row.centre_id === null
          ? null
          : { id: row.centre_id, code: row.centre_code ?? '', name: row.centre_name || (row.centre_code ?? '') },
      parts,
    })
  }
  return found
}

interface Row {
  customer_id: string
  name: string
  month: string
  plan: string
  grant: GrantRow
  has_address: boolean
  whose: string | null
  centre_id: string | null
  centre_code: string | null
  centre_name: string | null
}
