import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import type { Sql } from '../../db/coalesce'
import { auditSql, sqlTransaction } from '../../db/sql-transaction'
import { DomainError, notFound } from '../../kernel/errors'
import { Decimal } from '../../kernel/money'
import { validated } from '../../kernel/validated'
import { bookPayment, bookRefund, bookUseOfCredit } from '../../ledger/book'
import { writeVouchers } from '../../ledger/mutations'
import { localDate } from '../due-date'
import { BOOK_CURRENCY } from '../exclusion'
import { BOOKS_ZONE } from '../invoice-run'
import { type PaymentInput, paymentSchema, type RefundInput, refundSchema } from '../payment-input'
import { allocate, lower, settleByPayment } from './settle-invoices'

/** @throws DomainError invalid | not-found | conflict (the invoice is not issued) */
export async function recordPayment(actor: Actor, input: PaymentInput): Promise<{ id: bigint }> {
  requireAct(actor, 'invoices.write')
  requireAllSites(actor)
  const data = validated(paymentSchema, input)
  return sqlTransaction(async (sql) => {
    const id = await receive(sql, {
      receivedOn: data.receivedOn,
      amount: data.amount,
      invoiceId: data.invoiceId === null ? null : String(data.invoiceId),
      customerId: data.customerId === null ? null : String(data.customerId),
      method: 'manual',
      reference: '',
      payer: data.payer,
      note: data.note,
      sourceKey: null,
      by: actor.ref,
    })
    await auditSql(sql, {
      by: actor.ref,
      act: 'payment.record',
      subject: `payment:${id}`,
      after: {
        ...data,
        invoiceId: data.invoiceId?.toString() ?? null,
        customerId: data.customerId?.toString() ?? null,
      },
    })
    return { id: BigInt(id as string) }
  })
}

export interface Received {
  readonly receivedOn: string
  readonly amount: string
  readonly invoiceId: string | null
  readonly customerId: string | null
  readonly method: 'manual' | 'bankgiro'
  readonly reference: string
  readonly payer: string
  readonly note: string
  /** The same again is the same payment. */
  readonly sourceKey: string | null
  readonly by: string
}

/**
 * Money came in: to its invoice, the rest to the customer's credit, and to the books; in the caller's transaction.
 * @returns its id; null when it was there already
 */
export async function receive(sql: Sql, payment: Received): Promise<string | null> {
  const owner = payment.customerId ?? (await customerOf(sql, payment.invoiceId))
  const { rows } = await sql.query<{ id: string }>(
    `INSERT INTO incoming_payment (customer_id, received_on, amount, unused, currency, method, reference, payer, note, source_key, created_by)
     VALUES ($1, $2, $3, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (source_key) DO NOTHING RETURNING id`,
    [
      owner,
      payment.receivedOn,
      payment.amount,
      BOOK_CURRENCY,
      payment.method,
      payment.reference,
      payment.payer,
      payment.note,
      payment.sourceKey,
      payment.by,
    ],
  )
  const [made] = rows
  if (made === undefined) return null
  const split =
    payment.invoiceId === null
      ? { settled: '0', fees: '0', interest: '0', kept: payment.amount, number: '' }
      : await settleByPayment(sql, {
          paymentId: made.id,
          invoiceId: payment.invoiceId,
          unused: payment.amount,
          by: payment.by,
          now: new Date(),
        })
  await writeVouchers(sql, [
    {
      date: payment.receivedOn,
      kind: 'payment',
      text: split.number === '' ? `Inbetalning ${payment.payer}`.trim() : `Inbetalning, faktura ${split.number}`,
      invoiceId: payment.invoiceId,
      paymentId: made.id,
      entries: bookPayment(split),
      by: payment.by,
    },
  ])
  return made.id
}

async function customerOf(sql: Sql, invoiceId: string | null): Promise<string | null> {
  if (invoiceId === null) return null
  const { rows } = await sql.query<{ customer_id: string }>('SELECT customer_id FROM invoice WHERE id = $1', [
    invoiceId,
  ])
  if (rows[0] === undefined) throw notFound('invoice', invoiceId)
  return rows[0].customer_id
}

/**
 * What a payment has unused goes to an invoice; a payment nobody knew whose it was is then that invoice's customer's.
 * @throws DomainError not-found | conflict (not issued, nothing unused, another customer's)
 */
export async function settleByCredit(
  actor: Actor,
  paymentId: bigint,
  { invoiceId }: { invoiceId: bigint },
): Promise<void> {
  requireAct(actor, 'invoices.write')
  requireAllSites(actor)
  const now = new Date()
  await sqlTransaction(async (sql) => {
    const { rows } = await sql.query<{ unused: string; customer_id: string | null }>(
      'SELECT unused, customer_id FROM incoming_payment WHERE id = $1 FOR UPDATE',
      [String(paymentId)],
    )
    const [payment] = rows
    if (payment === undefined) throw notFound('payment', paymentId)
    const split = await settleByPayment(sql, {
      paymentId: String(paymentId),
      invoiceId: String(invoiceId),
      unused: payment.unused,
      by: actor.ref,
      now,
    })
    if (payment.customer_id !== null && payment.customer_id !== split.customerId) {
      throw new DomainError('conflict', 'They are not of one customer.', { reason: 'another-customer' })
    }
    const used = new Decimal(payment.unused).minus(split.kept)
    if (used.isZero()) throw new DomainError('conflict', 'There is nothing to settle.', { reason: 'nothing-to-settle' })
    await sql.query('UPDATE incoming_payment SET customer_id = $2 WHERE id = $1', [String(paymentId), split.customerId])
    await writeVouchers(sql, [
      {
        date: localDate(now, BOOKS_ZONE),
        kind: 'allocation',
        text: `Tillgodohavande, faktura ${split.number}`,
        invoiceId: String(invoiceId),
        paymentId: String(paymentId),
        entries: bookUseOfCredit(split),
        by: actor.ref,
      },
    ])
    await auditSql(sql, {
      by: actor.ref,
      act: 'payment.use',
      subject: `payment:${paymentId}`,
      after: { invoiceId: String(invoiceId), amount: used.toFixed() },
    })
  })
}

/** What a credit note has left goes to another invoice of its customer. @throws DomainError not-found | conflict */
export async function settleByCreditNote(
  actor: Actor,
  creditNoteId: bigint,
  { invoiceId }: { invoiceId: bigint },
): Promise<void> {
  requireAct(actor, 'invoices.write')
  requireAllSites(actor)
  await sqlTransaction(async (sql) => {
    const target = { creditNoteId: String(creditNoteId), invoiceId: String(invoiceId), by: actor.ref, now: new Date() }
    const amount = await allocate(sql, target)
    if (amount === '0')
      throw new DomainError('conflict', 'There is nothing to settle.', { reason: 'nothing-to-settle' })
    await auditSql(sql, {
      by: actor.ref,
      act: 'credit-note.use',
      subject: `invoice:${creditNoteId}`,
      after: { invoiceId: String(invoiceId), amount },
    })
  })
}

/** Credit that was paid back to the customer. @throws DomainError invalid (more than there is) | not-found */
export async function recordRefund(actor: Actor, input: RefundInput): Promise<void> {
  requireAct(actor, 'invoices.write')
  requireAllSites(actor)
  const data = validated(refundSchema, input)
  await sqlTransaction(async (sql) => {
    const source = await lockCredit(sql, data)
    if (source === null)
      throw notFound(data.paymentId === null ? 'credit note' : 'payment', data.paymentId ?? data.creditNoteId ?? 0)
    if (source.customerId === null)
      throw new DomainError('conflict', 'Nobody knows whose it is.', { reason: 'payment-unmatched' })
    if (new Decimal(data.amount).greaterThan(source.left)) {
      throw new DomainError('invalid', `There are ${source.left} to pay back.`, { amount: 'more-than-there-is' })
    }
    await sql.query(
      `INSERT INTO customer_refund (customer_id, payment_id, credit_note_id, amount, currency, paid_on, note, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        source.customerId,
        data.paymentId === null ? null : String(data.paymentId),
        data.creditNoteId === null ? null : String(data.creditNoteId),
        data.amount,
        BOOK_CURRENCY,
        data.paidOn,
        data.note,
        actor.ref,
      ],
    )
    if (data.paymentId === null) await lower(sql, String(data.creditNoteId), data.amount, new Date())
    else
      await sql.query('UPDATE incoming_payment SET unused = unused - $2 WHERE id = $1', [
        String(data.paymentId),
        data.amount,
      ])
    await writeVouchers(sql, [
      {
        date: data.paidOn,
        kind: 'refund',
        text: 'Återbetalning till kund',
        invoiceId: data.creditNoteId === null ? null : String(data.creditNoteId),
        paymentId: data.paymentId === null ? null : String(data.paymentId),
        entries: bookRefund(data.paymentId === null ? 'credit-note' : 'payment', data.amount),
        by: actor.ref,
      },
    ])
    await auditSql(sql, {
      by: actor.ref,
      act: 'payment.refund',
      subject: `customer:${source.customerId}`,
      after: {
        ...data,
        paymentId: data.paymentId?.toString() ?? null,
        creditNoteId: data.creditNoteId?.toString() ?? null,
      },
    })
  })
}

async function lockCredit(
  sql: Sql,
  of: { paymentId: bigint | null; creditNoteId: bigint | null },
): Promise<{ customerId: string | null; left: string } | null> {
  const { rows } =
    of.paymentId === null
      ? await sql.query<{ customer_id: string; left: string }>(
          `SELECT customer_id, open_amount AS left FROM invoice WHERE id = $1 AND kind = 'credit-note' AND state = 'issued' FOR UPDATE`,
          [String(of.creditNoteId)],
        )
      : await sql.query<{ customer_id: string | null; left: string }>(
          'SELECT customer_id, unused AS left FROM incoming_payment WHERE id = $1 FOR UPDATE',
          [String(of.paymentId)],
        )
  const [row] = rows
  return row === undefined ? null : { customerId: row.customer_id, left: row.left }
}
