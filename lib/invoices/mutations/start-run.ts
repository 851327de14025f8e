import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import type { Sql } from '../../db/coalesce'
import { auditSql, sqlTransaction } from '../../db/sql-transaction'
import { DomainError, notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { feeMonths, HAS_FEE_DUE } from '../../plans/queries/fees-due'
import { type InvoiceRunInput, invoiceRunSchema, spanOf } from '../invoice-run'
import { IS_UNBILLED } from '../queries/sessions-to-bill'
import { sellerInForce } from './issue-drafts'

/**
 * Leaves an invoice run to the worker, which makes its invoices customer by customer.
 * @throws DomainError invalid | not-found (the customer) | conflict (nobody has entered the seller; another run is going on)
 */
export async function startRun(actor: Actor, input: InvoiceRunInput): Promise<{ id: bigint }> {
  requireAct(actor, 'invoices.write')
  requireAllSites(actor)
  const run = validated(invoiceRunSchema, input)
  return sqlTransaction(async (sql) => {
    await sellerInForce(sql)
    if (run.customerId !== null) {
      const { rowCount } = await sql.query('SELECT 1 FROM customer WHERE id = $1', [String(run.customerId)])
      if (rowCount === 0) throw notFound('customer', run.customerId)
    }
    // Held until the end: of two who press at once, the second sees the first's run.
    await sql.query(`SELECT pg_advisory_xact_lock(hashtext('invoice-run'))`)
    const { rowCount } = await sql.query(`SELECT 1 FROM invoice_run WHERE state = 'running'`)
    if (rowCount) throw new DomainError('conflict', 'An invoice run is going on.', { reason: 'run-going-on' })
    const id = await insertRun(sql, { ...run, billingDay: null, by: actor.ref }, new Date())
    await auditSql(sql, {
      by: actor.ref,
      act: 'invoice-run.start',
      subject: `invoice-run:${id}`,
      after: { ...run, customerId: run.customerId?.toString() ?? null },
    })
    return { id }
  })
}

interface RunToInsert {
  readonly periodFrom: string
  readonly periodTo: string
  readonly takesEarlier: boolean
  readonly issueDate: string
  readonly customerId: bigint | null
  readonly isDraft: boolean
  readonly billingDay: number | null
  readonly by: string
}

/** A run with how many customers it has before it. In the caller's transaction. */
export async function insertRun(sql: Sql, run: RunToInsert, now: Date): Promise<bigint> {
  const { from, to } = spanOf(run)
  const { rows } = await sql.query<{ id: string }>(
    `INSERT INTO invoice_run (period_from, period_to, takes_earlier, customer_id, billing_day, issue_date, is_draft, created_by, planned)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, (
       SELECT count(*) FROM customer c
       WHERE ($4::bigint IS NULL OR c.id = $4) AND ($5::int IS NULL OR c.billing_day = $5) AND (${HAS_FEE_DUE('$11')} OR EXISTS (
         SELECT 1 FROM session s WHERE s.customer_id = c.id AND s.status = 'ended' AND s.ended_at >= $9 AND s.ended_at < $10
           AND s.started_at < $10 AND ${IS_UNBILLED}))))
     RETURNING id`,
    [
      run.periodFrom,
      run.periodTo,
      run.takesEarlier,
      run.customerId === null ? null : String(run.customerId),
      run.billingDay,
      run.issueDate,
      run.isDraft,
      run.by,
      from,
      to,
      feeMonths({ from, to }, now),
    ],
  )
  return BigInt(rows[0]!.id)
}
