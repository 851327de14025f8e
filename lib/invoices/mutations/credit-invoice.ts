import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import type { Sql } from '../../db/coalesce'
import { auditSql, sqlTransaction } from '../../db/sql-transaction'
import { DomainError, notFound } from '../../kernel/errors'
import { Decimal } from '../../kernel/money'
import { validated } from '../../kernel/validated'
import { type CreditInput, creditSchema } from '../credit-input'
import { localDate } from '../due-date'
import { BOOKS_ZONE } from '../invoice-run'
import { issueDrafts } from './issue-drafts'
import { allocate } from './settle-invoices'

/**
 * Takes an invoice, or lines of it, back by a credit note of its own number, which refers to it. What the invoice still had to pay is
 * settled by it; the rest is the customer's credit.
 * @throws DomainError invalid | not-found | conflict (not issued, itself a credit note, or credited already)
 */
export async function creditInvoice(actor: Actor, id: bigint, input: CreditInput): Promise<{ id: bigint }> {
  requireAct(actor, 'invoices.write')
  requireAllSites(actor)
  const { positions, reason, invoicesAgain } = validated(creditSchema, input)
  const now = new Date()
  return sqlTransaction(async (sql) => {
    const invoice = await lockIssued(sql, id)
    const noteId = await copyLines(sql, invoice, { positions, reason, by: actor.ref })
    await issueDrafts(sql, [noteId], { by: actor.ref, issueDate: localDate(now, BOOKS_ZONE), now })
    if (invoicesAgain) {
      await sql.query(
        `DELETE FROM billed_session WHERE invoice_id = $1 AND session_id IN (SELECT session_id FROM invoice_line WHERE invoice_id = $2)`,
        [String(id), noteId],
      )
      await sql.query(
        `DELETE FROM billed_fee WHERE invoice_id = $1
           AND (subscription_id, month) IN (SELECT subscription_id, fee_month FROM invoice_line WHERE invoice_id = $2)`,
        [String(id), noteId],
      )
    }
    await allocate(sql, { creditNoteId: noteId, invoiceId: String(id), by: actor.ref, now })
    await auditSql(sql, {
      by: actor.ref,
      act: 'invoice.credit-of',
      subject: `invoice:${id}`,
      after: { creditNote: noteId, positions, reason, invoicesAgain },
    })
    return { id: BigInt(noteId) }
  })
}

interface Issued {
  id: string
  rounding: string
}

async function lockIssued(sql: Sql, id: bigint): Promise<Issued> {
  const { rows } = await sql.query<Issued & { state: string; kind: string }>(
    'SELECT id, state, kind, rounding FROM invoice WHERE id = $1 FOR UPDATE',
    [String(id)],
  )
  const [invoice] = rows
  if (invoice === undefined) throw notFound('invoice', id)
  if (invoice.state !== 'issued' || invoice.kind !== 'invoice') {
    throw new DomainError('conflict', 'Only issued invoices are credited.', { reason: 'invoice-not-issued' })
  }
  return invoice
}

/** $1 the invoice, $2 the positions: lines not credited yet, with the other lines of their sessions and months' fees. */
const CHOSEN = `
  SELECT * FROM invoice_line l WHERE l.invoice_id = $1
    AND ($2::int[] IS NULL OR l.position = ANY($2)
      OR l.session_id IN (SELECT session_id FROM invoice_line WHERE invoice_id = $1 AND position = ANY($2))
      OR (l.subscription_id, l.fee_month) IN (SELECT subscription_id, fee_month FROM invoice_line WHERE invoice_id = $1 AND position = ANY($2)))
    AND NOT EXISTS (SELECT 1 FROM invoice_line c WHERE c.credits_id = l.invoice_id AND c.credits_position = l.position)`

async function copyLines(
  sql: Sql,
  invoice: Issued,
  { positions, reason, by }: { positions: readonly number[] | null; reason: string; by: string },
): Promise<string> {
  const { rows: totals } = await sql.query<{
    category: string
    percent: string
    taxable: string
    vat: string
    lines: string
  }>(
    `SELECT vat_category AS category, trim_scale(vat_percent)::text AS percent, sum(net) AS taxable, sum(vat) AS vat, count(*) AS lines
     FROM (${CHOSEN}) AS chosen GROUP BY 1, 2 ORDER BY 1, 2`,
    [invoice.id, positions],
  )
  if (totals.length === 0) {
    throw new DomainError('conflict', 'There is nothing left to credit.', { reason: 'invoice-credited' })
  }
  const sum = (field: 'taxable' | 'vat') => totals.reduce((all, total) => all.plus(total[field]), new Decimal(0))
  const [net, vat] = [sum('taxable'), sum('vat')]
  const { rows: all } = await sql.query<{ count: string }>('SELECT count(*) FROM invoice_line WHERE invoice_id = $1', [
    invoice.id,
  ])
  const credited = totals.reduce((count, { lines }) => count + Number(lines), 0)
  // The whole at once gives the öre rounding back too.
  const rounding = credited === Number(all[0]!.count) ? invoice.rounding : '0'
  const { rows } = await sql.query<{ id: string }>(
    `INSERT INTO invoice (kind, customer_id, cost_centre_id, credits_id, language, currency, period_from, period_to, vat_totals, net_total,
       vat_total, gross_total, rounding, payable, open_amount, reason, created_by)
     SELECT 'credit-note', customer_id, cost_centre_id, id, language, currency, period_from, period_to, $2, $3, $4, $5, $6, $7, $7, $8, $9
     FROM invoice WHERE id = $1 RETURNING id`,
    [
      invoice.id,
      JSON.stringify(
        totals.map(({ category, percent, taxable, vat: its }) => ({
          category,
          percent,
          taxable: money(taxable),
          vat: money(its),
        })),
      ),
      net.toFixed(),
      vat.toFixed(),
      net.plus(vat).toFixed(),
      rounding,
      net.plus(vat).plus(rounding).toFixed(),
      reason,
      by,
    ],
  )
  const noteId = rows[0]!.id
  await sql.query(
    `INSERT INTO invoice_line (invoice_id, position, kind, text, quantity, unit, unit_price, net, vat_percent, vat_category, vat, gross,
       cost_centre, session_id, session, price, subscription_id, fee_month, fee, credits_id, credits_position)
     SELECT $3::bigint, row_number() OVER (ORDER BY position), kind, text, quantity, unit, unit_price, net, vat_percent, vat_category, vat,
       gross, cost_centre, session_id, session, price, subscription_id, fee_month, fee, invoice_id, position
     FROM (${CHOSEN}) AS chosen`,
    [invoice.id, positions, noteId],
  )
  return noteId
}

const money = (amount: string) => new Decimal(amount).toFixed(2)
