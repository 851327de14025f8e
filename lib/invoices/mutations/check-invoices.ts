import type { Sql } from '../../db/coalesce'
import { sqlTransaction } from '../../db/sql-transaction'
import { INVOICES_DIFFER } from '../../faults/knowledge/own-side'
import { storeOwnFault } from '../../faults/mutations/store-own-fault'
import { DAY_MS } from '../../kernel/time'
import type { Difference } from '../difference'
import { findNumberGaps } from '../queries/number-gaps'
import { recalculateSome } from '../queries/recalculate'

/** How many differences are told; the command prints all. */
const TOLD = 20

/**
 * Every night: are issued invoices still what their sessions' readings, tariffs and the books say? Goes from invoice to invoice, each
 * step in one transaction with its place, so that a pass that was broken off is taken on. One fault of the house while anything differs;
 * it is closed by the pass that finds nothing. @returns how many differences the pass has found
 */
export async function checkInvoices(now: Date): Promise<number> {
  const id = await openCheck(now)
  while (await sqlTransaction((sql) => step(sql, id, now)));
  return sqlTransaction(async (sql) => {
    const { rows } = await sql.query<{ differences: number }>('SELECT differences FROM invoice_check WHERE id = $1', [
      id,
    ])
    return rows[0]?.differences ?? 0
  })
}

/** The pass that was broken off less than a day ago, else a new one. */
async function openCheck(now: Date): Promise<string> {
  return sqlTransaction(async (sql) => {
    await sql.query(`SELECT pg_advisory_xact_lock(hashtext('invoice-check'))`)
    const { rows: open } = await sql.query<{ id: string }>(
      'SELECT id FROM invoice_check WHERE finished_at IS NULL AND started_at > $1 ORDER BY id DESC LIMIT 1',
      [new Date(now.getTime() - DAY_MS)],
    )
    if (open[0] !== undefined) return open[0].id
    const { rows } = await sql.query<{ id: string }>(
      'INSERT INTO invoice_check (started_at) VALUES ($1) RETURNING id',
      [now],
    )
    return rows[0]!.id
  })
}

/** @returns whether there is more */
async function step(sql: Sql, id: string, now: Date): Promise<boolean> {
  // Of two workers one takes the step, the other the next.
  const { rows } = await sql.query<{ after_invoice: string }>(
    'SELECT after_invoice FROM invoice_check WHERE id = $1 AND finished_at IS NULL FOR UPDATE',
    [id],
  )
  const [check] = rows
  if (check === undefined) return false
  const { differences, counts, last } = await recalculateSome(sql, check.after_invoice)
  if (last === null) {
    await finish(sql, id, await findNumberGaps(sql), now)
    return false
  }
  await sql.query(
    `UPDATE invoice_check SET after_invoice = $2, invoices = invoices + $3, lines = lines + $4, sessions = sessions + $5,
       without_readings = without_readings + $6, readings_gone = readings_gone + $7, awaiting_evidence = awaiting_evidence + $8
     WHERE id = $1`,
    [
      id,
      last,
      counts.invoices,
      counts.lines,
      counts.sessions,
      counts.withoutReadings,
      counts.readingsGone,
      counts.awaitingEvidence,
    ],
  )
  await addFound(sql, id, differences)
  return true
}

async function addFound(sql: Sql, id: string, differences: readonly Difference[]): Promise<void> {
  if (differences.length === 0) return
  await sql.query(
    `UPDATE invoice_check SET differences = differences + $2,
       found = CASE WHEN jsonb_array_length(found) < ${TOLD} THEN found || $3::jsonb ELSE found END WHERE id = $1`,
    [id, differences.length, JSON.stringify(differences.slice(0, TOLD))],
  )
}

async function finish(sql: Sql, id: string, gaps: readonly Difference[], now: Date): Promise<void> {
  await addFound(sql, id, gaps)
  const { rows } = await sql.query<{ differences: number }>(
    `UPDATE invoice_check SET finished_at = greatest($2, started_at), found = jsonb_path_query_array(found, '$[0 to ${TOLD - 1}]')
     WHERE id = $1 RETURNING differences`,
    [id, now],
  )
  const { differences } = rows[0]!
  // More people read faults than invoices: what differs is told by the check, to those who may see invoices.
  const detail = differences === 0 ? null : { count: differences, check: id }
  await storeOwnFault(sql, INVOICES_DIFFER, detail, now)
}
