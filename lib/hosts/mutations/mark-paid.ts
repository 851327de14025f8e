import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { auditSql, sqlTransaction } from '../../db/sql-transaction'
import { DomainError, notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { writeVouchers } from '../../ledger/mutations'
import { bookStatementPaid } from '../book-statement'
import { type PaidInput, paidSchema } from '../paid'

/** A statement has been paid, in whichever direction; books it. Once. @throws DomainError invalid | not-found | conflict (paid already) */
export async function markStatementPaid(actor: Actor, id: bigint, input: PaidInput): Promise<void> {
  requireAct(actor, 'hosts.write')
  const { paidOn } = validated(paidSchema, input)
  await sqlTransaction(async (sql) => {
    const { rows } = await sql.query<{
      number: string
      payable: string
      paid_on: string | null
      issue_date: string
      name: string
    }>(
      `SELECT statement.number, statement.payable, statement.paid_on::text, statement.issue_date::text, agreement.name
       FROM host_statement statement JOIN host_agreement agreement ON agreement.id = statement.agreement_id
       WHERE statement.id = $1 AND ($2::bigint[] IS NULL OR agreement.site_id = ANY($2)) FOR UPDATE OF statement`,
      [id, sitesInScope(actor)],
    )
    const [statement] = rows
    if (statement === undefined) throw notFound('host statement', id)
    if (statement.paid_on !== null) {
      throw new DomainError('conflict', 'It has been paid already.', { reason: 'statement-paid' })
    }
    if (paidOn < statement.issue_date) {
      throw new DomainError('invalid', 'Paid before it was issued.', { paidOn: 'before-start' })
    }
    const [voucherId] = await writeVouchers(sql, [
      {
        date: paidOn,
        kind: 'host-payment',
        text: `Betald avräkning ${statement.number}, ${statement.name}`,
        invoiceId: null,
        paymentId: null,
        entries: bookStatementPaid(statement.payable),
        by: actor.ref,
      },
    ])
    await sql.query('UPDATE host_statement SET paid_on = $2, paid_by = $3, payment_voucher_id = $4 WHERE id = $1', [
      id,
      paidOn,
      actor.ref,
      voucherId ?? null,
    ])
    await auditSql(sql, {
      by: actor.ref,
      act: 'host-statement.paid',
      subject: `host-statement:${id}`,
      after: { paidOn },
    })
  })
}
