import type { Sql } from '../../db/coalesce'
import { FLEET_SESSIONS } from '../../fleets/queries/fleet-sessions'

/** A budget in use with what its month has come to so far. Amounts are decimal strings in kronor incl. VAT. */
export interface SpentBudget {
  readonly id: string
  readonly customerId: string
  readonly spent: string
  /** Sessions that are not in the sum, since they have no price in kronor. */
  readonly unpriced: number
}

/**
 * What budgets have come to, one row each. Sessions are summed once by whom they are charged to, and budgets take their part of that:
 * a budget of a vehicle costs no pass over the month. @param customerId null: everybody's, as the worker asks
 */
export async function readSpend(
  sql: Sql,
  month: { readonly from: Date; readonly to: Date },
  customerId: bigint | null,
): Promise<readonly SpentBudget[]> {
  const { rows } = await sql.query<{ id: string; customer_id: string; spent: string; unpriced: string }>(
    `WITH sums AS MATERIALIZED (
       SELECT s.customer_id, centre.id AS centre_id, vehicle.id AS vehicle_id, driver.id AS driver_id, sum(p.total) AS total,
         count(*) FILTER (WHERE p.total IS NULL) AS unpriced
       ${FLEET_SESSIONS}
         AND s.customer_id IN (SELECT customer_id FROM budget WHERE NOT is_archived AND ($3::bigint IS NULL OR customer_id = $3))
       GROUP BY 1, 2, 3, 4)
     SELECT b.id, b.customer_id, coalesce(sum(sums.total), 0) AS spent, coalesce(sum(sums.unpriced), 0) AS unpriced
     FROM budget b
     LEFT JOIN sums ON sums.customer_id = b.customer_id
       AND (b.cost_centre_id IS NULL OR b.cost_centre_id = sums.centre_id)
       AND (b.vehicle_id IS NULL OR b.vehicle_id = sums.vehicle_id)
       AND (b.driver_id IS NULL OR b.driver_id = sums.driver_id)
     WHERE NOT b.is_archived AND ($3::bigint IS NULL OR b.customer_id = $3)
     GROUP BY b.id`,
    [month.from, month.to, customerId?.toString() ?? null],
  )
  return rows.map((row) => ({
    id: row.id,
    customerId: row.customer_id,
    spent: row.spent,
    unpriced: Number(row.unpriced),
  }))
}
