import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { auditSql, sqlTransaction } from '../../db/sql-transaction'
import { DomainError, notFound } from '../../kernel/errors'
import { localDate } from '../due-date'
import { BOOKS_ZONE } from '../invoice-run'
import { issueDrafts } from './issue-drafts'

/**
 * A draft becomes an invoice, with a number, today's date and an entry in the books.
 * @throws DomainError not-found | conflict (not a draft; no seller; no address)
 */
export async function issueInvoice(actor: Actor, id: bigint): Promise<void> {
  requireAct(actor, 'invoices.write')
  requireAllSites(actor)
  const now = new Date()
  await sqlTransaction(async (sql) => {
    const { rowCount } = await sql.query('SELECT 1 FROM invoice WHERE id = $1', [String(id)])
    if (rowCount === 0) throw notFound('invoice', id)
    await issueDrafts(sql, [String(id)], { by: actor.ref, issueDate: localDate(now, BOOKS_ZONE), now })
  })
}

/** A draft is thrown away; its sessions and fees are free to be invoiced again. @throws DomainError not-found | conflict (not a draft) */
export async function cancelDraft(actor: Actor, id: bigint): Promise<void> {
  requireAct(actor, 'invoices.write')
  requireAllSites(actor)
  await sqlTransaction(async (sql) => {
    const { rowCount } = await sql.query(
      `UPDATE invoice SET state = 'cancelled', open_amount = 0 WHERE id = $1 AND state = 'draft'`,
      [String(id)],
    )
    if (rowCount === 0) {
      const found = await sql.query('SELECT 1 FROM invoice WHERE id = $1', [String(id)])
      if (found.rowCount === 0) throw notFound('invoice', id)
      throw new DomainError('conflict', 'Not a draft any more.', { reason: 'invoice-not-draft' })
    }
    await sql.query('DELETE FROM billed_session WHERE invoice_id = $1', [String(id)])
    await sql.query('DELETE FROM billed_fee WHERE invoice_id = $1', [String(id)])
    await auditSql(sql, { by: actor.ref, act: 'invoice.cancel-draft', subject: `invoice:${id}` })
  })
}
