import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import type { BgMaxDeposit, BgMaxPayment } from '../../bank-files/bgmax-file'
import { readBgMax } from '../../bank-files/read-bgmax'
import type { Sql } from '../../db/coalesce'
import { auditSql, sqlTransaction } from '../../db/sql-transaction'
import { DomainError } from '../../kernel/errors'
import { Decimal } from '../../kernel/money'
import { plainOcr } from '../../references/ocr'
import { BOOK_CURRENCY } from '../exclusion'
import { receive } from './payments'

export interface BankImport {
  /** Payments that were new, and of those, the ones an invoice was found for. */
  readonly received: number
  readonly matched: number
  /** In the file, but booked before: the same file, or another with the same payments. */
  readonly known: number
  /** Deductions and other currencies are for people to look at. */
  readonly leftOut: number
}

/** What a month of Bankgiro payments comes to, generously. */
export const MOST_BANK_FILE_BYTES = 5_000_000

/**
 * Books a file of payments from Bankgirot (BgMax), whole or not at all. Each goes to the invoice of its OCR reference; what no invoice
 * is found for waits to be matched. The same file twice books nothing twice.
 * @throws DomainError invalid when the file is not a BgMax file, or its own sums do not agree
 */
export async function importBankFile(actor: Actor, bytes: Uint8Array): Promise<BankImport> {
  requireAct(actor, 'invoices.write')
  requireAllSites(actor)
  const file = readBgMax(bytes)
  const [fault] = file.faults
  if (fault !== undefined) {
    throw new DomainError('invalid', `Line ${fault.line}: ${fault.code}.`, {
      reason: 'bank-file-wrong',
      line: String(fault.line),
      fault: fault.code,
    })
  }
  return sqlTransaction(async (sql) => {
    let [received, matched, known, leftOut] = [0, 0, 0, 0]
    for (const deposit of file.deposits) {
      for (const payment of deposit.payments) {
        if (
          payment.kind !== 'payment' ||
          deposit.currency !== BOOK_CURRENCY ||
          new Decimal(payment.amount).lessThanOrEqualTo(0)
        ) {
          leftOut += 1
          continue
        }
        const invoiceId = await invoiceOf(sql, payment)
        const id = await receive(sql, asReceived(deposit, payment, invoiceId, actor.ref))
        if (id === null) known += 1
        else {
          received += 1
          if (invoiceId !== null) matched += 1
        }
      }
    }
    const outcome = { received, matched, known, leftOut }
    await auditSql(sql, { by: actor.ref, act: 'payment.import', subject: 'payment:*', after: outcome })
    return outcome
  })
}

/** The issued invoice that a payment names; of several references the first that is one. */
async function invoiceOf(sql: Sql, payment: BgMaxPayment): Promise<string | null> {
  const references = payment.references.map(({ reference }) => plainOcr(reference)).filter((text) => text !== '')
  if (references.length === 0) return null
  const { rows } = await sql.query<{ id: string }>(
    `SELECT id FROM invoice WHERE ocr = ANY($1) AND state = 'issued' AND kind = 'invoice' ORDER BY array_position($1, ocr) LIMIT 1`,
    [references],
  )
  return rows[0]?.id ?? null
}

const asReceived = (deposit: BgMaxDeposit, payment: BgMaxPayment, invoiceId: string | null, by: string) => ({
  receivedOn: deposit.paidOn,
  amount: payment.amount,
  invoiceId,
  customerId: null,
  method: 'bankgiro' as const,
  reference: payment.references
    .map(({ reference }) => reference)
    .join(', ')
    .slice(0, 200),
  payer: (payment.payer.name ?? payment.payer.bankgiro ?? '').slice(0, 120),
  note: payment.information.join(' ').slice(0, 200),
  sourceKey: payment.key,
  by,
})
