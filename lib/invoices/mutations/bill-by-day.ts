import { pool } from '../../db/client'
import { sqlTransaction } from '../../db/sql-transaction'
import { localDate } from '../due-date'
import { BOOKS_ZONE, monthBefore } from '../invoice-run'
import { insertRun } from './start-run'

/**
 * Starts the run of the customers whose billing day it is, for the month before. A day whose run there is already, or on which nobody
 * has entered the seller, starts none; those of a day that was missed are taken as well, as late as the month's end.
 */
export async function billByDay(now: Date): Promise<void> {
  const today = localDate(now, BOOKS_ZONE)
  const period = monthBefore(today)
  const { rows } = await pool().query<{ day: number }>(
    `SELECT DISTINCT c.billing_day AS day FROM customer c
     WHERE c.billing_day <= $1 AND EXISTS (SELECT 1 FROM seller)
       AND NOT EXISTS (SELECT 1 FROM invoice_run r WHERE r.billing_day = c.billing_day AND r.period_from = $2::date)
     ORDER BY 1`,
    [Number(today.slice(8)), period.periodFrom],
  )
  for (const { day } of rows) {
    await sqlTransaction((sql) =>
      insertRun(
        sql,
        {
          ...period,
          takesEarlier: true,
          issueDate: today,
          customerId: null,
          isDraft: false,
          billingDay: day,
          by: 'worker',
        },
        now,
      ),
    )
  }
}
