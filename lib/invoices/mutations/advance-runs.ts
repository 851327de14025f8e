import { pool } from '../../db/client'
import type { Sql } from '../../db/coalesce'
import { sqlTransaction } from '../../db/sql-transaction'
import { feeMonths, HAS_FEE_DUE, readFeesDue } from '../../plans/queries/fees-due'
import { type BillingWish, buildDrafts } from '../build-drafts'
import type { Exclusion } from '../exclusion'
import { spanOf } from '../invoice-run'
import { IS_UNBILLED, readSessionsToBill } from '../queries/sessions-to-bill'
import { issueDrafts } from './issue-drafts'
import { storeDrafts } from './store-drafts'

/** What one transaction takes: enough that statements count for little, little enough that a crash costs seconds. */
const CUSTOMERS_AT_ONCE = 200
const SESSIONS_AT_ONCE = 5_000

/**
 * Takes invoice runs on, customer after customer, each part in one transaction with its place: a worker that dies loses nothing and
 * makes nothing twice, and two workers take turns. What goes wrong stops the run, with its reason, until somebody lets it go on.
 */
export async function advanceRuns(now: Date): Promise<void> {
  const { rows } = await pool().query<{ id: string }>(`SELECT id FROM invoice_run WHERE state = 'running' ORDER BY id`)
  for (const { id } of rows) {
    try {
      while (await sqlTransaction((sql) => advance(sql, id, now)));
    } catch (error) {
      // Somebody else took a session meanwhile, or waited for us: at the next turn it is looked at anew.
      if (isPassing(error)) throw error
      await pool().query(`UPDATE invoice_run SET state = 'stopped', problem = $2 WHERE id = $1 AND state = 'running'`, [
        id,
        error instanceof Error ? error.message : String(error),
      ])
    }
  }
}

/** unique_violation, serialization_failure, deadlock_detected, and connections that end. */
const PASSING = /^(23505|40001|40P01|08\d{3}|57P\d{2})$/
const isPassing = (error: unknown): boolean => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return PASSING.test(code) || /^E[A-Z]+$/.test(code)
}

interface RunRow {
  id: string
  period_from: string
  period_to: string
  takes_earlier: boolean
  customer_id: string | null
  billing_day: number | null
  issue_date: string
  is_draft: boolean
  after_customer: string
  created_by: string
  excluded: Partial<Record<Exclusion, number>>
}

/** One part. @returns whether there may be more */
async function advance(sql: Sql, id: string, now: Date): Promise<boolean> {
  // A first run's tables were empty when plans (those of foreign keys too) were made; each would be read whole for every row.
  await sql.query('SET LOCAL enable_seqscan = off')
  const { rows } = await sql.query<RunRow>(
    `SELECT id, period_from::text, period_to::text, takes_earlier, customer_id, billing_day, issue_date::text, is_draft, after_customer,
       created_by, excluded
     FROM invoice_run WHERE id = $1 AND state = 'running' FOR UPDATE SKIP LOCKED`,
    [id],
  )
  const [run] = rows
  if (run === undefined) return false
  const period = { periodFrom: run.period_from, periodTo: run.period_to }
  const span = spanOf({ ...period, takesEarlier: run.takes_earlier })
  const months = feeMonths(span, now)
  const customers = await nextCustomers(sql, run, span, months)
  const last = customers.at(-1)
  if (last === undefined) {
    await sql.query(`UPDATE invoice_run SET state = 'done', finished_at = $2 WHERE id = $1`, [id, now])
    return false
  }
  const ids = customers.map((customer) => customer.customerId)
  const found = await readSessionsToBill(sql, span, ids)
  const due = await readFeesDue(sql, months, ids)
  const { rows: sellers } = await sql.query<{ rounds: boolean }>(
    `SELECT rounds_to_whole AS rounds FROM seller ORDER BY id DESC LIMIT 1`,
  )
  const options = { roundsToWhole: sellers[0]?.rounds ?? false }
  const excluded = { ...run.excluded }
  const drafts = customers.flatMap((customer) => {
    const its = found.get(customer.customerId)
    for (const [why, count] of Object.entries(its?.excluded ?? {})) {
      excluded[why as Exclusion] = (excluded[why as Exclusion] ?? 0) + count
    }
    const owes = due.get(customer.customerId)
    if (owes?.hasAddress === false) {
      excluded['address-missing'] = (excluded['address-missing'] ?? 0) + owes.fees.length
    }
    const fees = owes?.hasAddress ? owes.fees : []
    const toBill = its?.toBill ?? []
    return toBill.length + fees.length === 0
      ? []
      : buildDrafts(customer, toBill, { id: run.id, ...period, by: run.created_by }, options, fees)
  })
  const made = await storeDrafts(sql, drafts)
  if (!run.is_draft) await issueDrafts(sql, made, { by: run.created_by, issueDate: run.issue_date, now })
  const sessions = drafts.reduce(
    (sum, { billables }) => sum + new Set(billables.flatMap(({ session }) => session?.id ?? [])).size,
    0,
  )
  await sql.query(
    `UPDATE invoice_run SET after_customer = $2, done = done + $3, invoices = invoices + $4, sessions = sessions + $5, excluded = $6
     WHERE id = $1`,
    [id, last.customerId, customers.length, made.length, sessions, excluded],
  )
  return true
}

async function nextCustomers(
  sql: Sql,
  run: RunRow,
  span: { from: Date; to: Date },
  months: readonly string[],
): Promise<readonly BillingWish[]> {
  const { rows } = await sql.query<{
    id: string
    sessions: string
    language: 'sv' | 'en'
    billing: BillingWish['billing']
    is_reverse_charge: boolean
  }>(
    `SELECT c.id, c.language, c.billing, c.is_reverse_charge, open.sessions FROM customer c
     CROSS JOIN LATERAL (
       SELECT count(*) AS sessions FROM session s
       WHERE s.customer_id = c.id AND s.status = 'ended' AND s.ended_at >= $4 AND s.ended_at < $5
         AND s.started_at < $5 AND ${IS_UNBILLED}
     ) AS open
     WHERE c.id > $1 AND ($2::bigint IS NULL OR c.id = $2) AND ($3::int IS NULL OR c.billing_day = $3) 
       AND (open.sessions > 0 OR ${HAS_FEE_DUE('$6')})
     ORDER BY c.id LIMIT ${CUSTOMERS_AT_ONCE}`,
    [run.after_customer, run.customer_id, run.billing_day, span.from, span.to, months],
  )
  let sessions = 0
  const taken = rows.filter((row, at) => {
    const before = sessions
    sessions += Number(row.sessions)
    return at === 0 || before + Number(row.sessions) <= SESSIONS_AT_ONCE
  })
  // Without gaps: the place is the last customer's id.
  const whole = taken.length === rows.length ? rows : rows.slice(0, firstGap(rows, taken))
  return whole.map((row) => ({
    customerId: row.id,
    language: row.language,
    billing: row.billing,
    isReverseCharge: row.is_reverse_charge,
  }))
}

const firstGap = <Row>(rows: readonly Row[], taken: readonly Row[]): number =>
  rows.findIndex((row) => !taken.includes(row))
