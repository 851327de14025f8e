import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { auditSql, sqlTransaction } from '../../db/sql-transaction'
import { DomainError, notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { DELIVERY_WAYS, type MailedFormat } from '../invoice-delivery'
import { invoiceLetter } from '../letters'
import type { MailLanguage } from '../mailing'
import { findSender } from './deliver-invoices'
import { queueMailing } from './queue-mailing'
import { type ResendInput, resendSchema } from './steer-mailings'

/**
 * Mails an issued invoice or credit note by hand, whatever the customer's usual way is: to them, or to another address.
 * @throws DomainError invalid (there is no address) | not-found | conflict (it is not issued)
 */
export async function mailInvoice(actor: Actor, id: bigint, input: ResendInput = {}): Promise<{ id: bigint }> {
  requireAct(actor, 'mailings.write')
  requireAllSites(actor)
  const { to } = validated(resendSchema, input)
  return sqlTransaction(async (sql) => {
    const { rows } = await sql.query<Row>(
      `SELECT i.id, i.kind, i.state, i.number, i.language, i.currency, i.payable, i.due_date::text, i.ocr, c.id AS customer_id, c.name,
         coalesce(c.invoice_email, c.email) AS email, c.invoice_files
       FROM invoice i JOIN customer c ON c.id = i.customer_id WHERE i.id = $1`,
      [String(id)],
    )
    const [invoice] = rows
    if (invoice === undefined) throw notFound('invoice', id)
    if (invoice.state !== 'issued' || invoice.number === null || invoice.due_date === null) {
      throw new DomainError('conflict', 'Only issued invoices are mailed.', { reason: 'invoice-not-issued' })
    }
    const address = to ?? invoice.email
    if (address === null) throw new DomainError('invalid', 'Where to?', { to: 'required' })
    const letter = invoiceLetter(
      {
        id: invoice.id,
        kind: invoice.kind,
        number: invoice.number,
        language: invoice.language,
        currency: invoice.currency,
        payable: invoice.payable,
        dueDate: invoice.due_date,
        ocr: invoice.ocr,
        customerId: invoice.customer_id,
        customerName: invoice.name,
        way: DELIVERY_WAYS[0],
        email: address,
        files: invoice.invoice_files,
      },
      await findSender(sql),
    )
    const stored = await queueMailing(sql, {
      ...letter,
      kind: invoice.kind,
      to: address,
      language: invoice.language,
      about: { type: 'invoice', id: invoice.id },
      customerId: BigInt(invoice.customer_id),
    })
    if (stored === null) throw new Error('A mail without a key is always stored.')
    await auditSql(sql, { by: actor.ref, act: 'invoice.mail', subject: `invoice:${id}`, after: { to: address } })
    return { id: stored }
  })
}

interface Row {
  id: string
  kind: 'invoice' | 'credit-note'
  state: string
  number: string | null
  language: MailLanguage
  currency: string
  payable: string
  due_date: string | null
  ocr: string | null
  customer_id: string
  name: string
  email: string | null
  invoice_files: readonly MailedFormat[]
}
