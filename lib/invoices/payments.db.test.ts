import { beforeEach, describe, expect, it } from 'vitest'
import { pool } from '../db/client'
import { DAY_MS } from '../kernel/time'
import { checkDocument } from './check-document'
import { dayOf, localDate } from './due-date'
import { BOOKS_ZONE } from './invoice-run'
import { advanceRuns } from './mutations/advance-runs'
import { creditInvoice } from './mutations/credit-invoice'
import { recordPayment, recordRefund, settleByCredit, settleByCreditNote } from './mutations/payments'
import { remindInvoice } from './mutations/remind-invoice'
import { startRun } from './mutations/start-run'
import { getInvoiceDocument } from './queries/get-document'
import { getInvoice } from './queries/get-invoice'
import { listInvoices } from './queries/list-invoices'
import { getBalance, listPayments } from './queries/list-payments'
import { aPayer, aPlace, aPricedSession, aSeller, operator, type Place } from './testing/billing-world'

let place: Place
let payer: { id: bigint }
const today = localDate(new Date(), BOOKS_ZONE)

beforeEach(async () => {
  await pool().query(`TRUNCATE billed_session, ledger_entry, voucher, reminder, payment_allocation, customer_refund, incoming_payment,
    invoice_line, invoice, invoice_run, number_series, seller, priced_session, session_review, session, fault CASCADE`)
  place = await aPlace('4.00')
  payer = await aPayer()
  await aSeller()
})

/** Issues an invoice of sessions of so many kWh at four kronor. */
async function anInvoice(kwhs: readonly string[], issueDate = today): Promise<bigint> {
  for (const kwh of kwhs) await aPricedSession(place, payer.id, { endedAt: '2026-10-05T10:00:00Z', kwh })
  await startRun(operator, { periodFrom: '2026-10-01', periodTo: '2026-10-31', issueDate })
  await advanceRuns(new Date())
  return (await listInvoices(operator)).rows[0]!.id
}

const paid = (amount: string, over: object = {}) => recordPayment(operator, { receivedOn: today, amount, ...over })

const ledger = async () => {
  const { rows } = await pool().query<{ account: string; sum: string }>(
    'SELECT account, trim_scale(sum(amount))::text AS sum FROM ledger_entry GROUP BY 1 HAVING sum(amount) <> 0 ORDER BY 1',
  )
  return Object.fromEntries(rows.map(({ account, sum }) => [account, sum]))
}

describe('a payment', () => {
  it('in part, then in full, settles the invoice', async () => {
    const id = await anInvoice(['25.000'])
    await paid('40,00', { invoiceId: id })
    expect(await getInvoice(operator, id)).toMatchObject({ open: '60.00', settledAt: null })
    await paid('60', { invoiceId: id })
    expect(await getInvoice(operator, id)).toMatchObject({ open: '0.00', settledAt: expect.any(Date) })
    expect(await ledger()).toEqual({ '1930': '100', '2611': '-20', '3001': '-80' })
  })

  it('of too much is kept as credit, used for the next invoice, and the rest paid back', async () => {
    const first = await anInvoice(['25.000'])
    await paid('150', { invoiceId: first })
    const [payment] = await listPayments(operator, { isUnused: true })
    expect(payment).toMatchObject({ unused: '50.00' })
    expect(await getBalance(operator, payer.id)).toEqual({ owes: '0.00', credit: '50.00' })
    const second = await anInvoice(['10.000'])
    await settleByCredit(operator, payment!.id, { invoiceId: second })
    expect(await getInvoice(operator, second)).toMatchObject({ open: '0.00' })
    await expect(
      recordRefund(operator, { paymentId: payment!.id, amount: '10.01', paidOn: today }),
    ).rejects.toMatchObject({ details: { amount: 'more-than-there-is' } })
    await recordRefund(operator, { paymentId: payment!.id, amount: '10', paidOn: today })
    expect(await ledger()).toEqual({ '1930': '140', '2611': '-28', '3001': '-112' })
  })

  it('of nobody known is a customer’s as soon as it settles an invoice, and never another’s', async () => {
    const id = await anInvoice(['25.000'])
    const stranger = await aPayer()
    await paid('30', { customerId: stranger.id })
    const [theirs] = await listPayments(operator, { isUnused: true })
    await expect(settleByCredit(operator, theirs!.id, { invoiceId: id })).rejects.toMatchObject({ code: 'conflict' })
    expect(await getInvoice(operator, id)).toMatchObject({ open: '100.00' })
  })

  it('is refused for what is not an amount and for what does not exist', async () => {
    await expect(paid('0', { customerId: payer.id })).rejects.toMatchObject({ code: 'invalid' })
    await expect(paid('10', {})).rejects.toMatchObject({ details: { customerId: 'required' } })
    await expect(paid('10', { invoiceId: 999_999n })).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('a credit note', () => {
  it('of the whole takes the invoice and its books back to nothing, refers to it, and sums to nothing with it', async () => {
    const id = await anInvoice(['25.000', '1.235'])
    const { id: noteId } = await creditInvoice(operator, id, {
      positions: null,
      reason: 'Fel pris',
      invoicesAgain: true,
    })
    const [invoice, note] = [await getInvoiceDocument(operator, id), await getInvoiceDocument(operator, noteId)]
    expect(checkDocument(note)).toEqual([])
    expect(note).toMatchObject({
      kind: 'credit-note',
      number: '00002',
      credits: { number: '00001', issueDate: today },
      payable: invoice.payable,
      vatTotals: invoice.vatTotals,
    })
    expect(await getInvoice(operator, id)).toMatchObject({ open: '0.00', creditNotes: [{ number: '00002' }] })
    expect(await getInvoice(operator, noteId)).toMatchObject({ open: '0.00' })
    expect(await ledger()).toEqual({})
    await expect(
      creditInvoice(operator, id, { positions: null, reason: 'x', invoicesAgain: true }),
    ).rejects.toMatchObject({ details: { reason: 'invoice-credited' } })
    // Given back, its sessions are on the next invoice.
    const again = await anInvoice([])
    expect(await getInvoice(operator, again)).toMatchObject({ number: '00003', payable: invoice.payable })
  })

  it('of a line is its session’s, forgiven when it is not to be invoiced again', async () => {
    const id = await anInvoice(['25.000', '1.235'])
    await creditInvoice(operator, id, { positions: [2], reason: 'Kulans', invoicesAgain: false })
    expect(await getInvoice(operator, id)).toMatchObject({ payable: '104.94', open: '100.00' })
    await startRun(operator, { periodFrom: '2026-10-01', periodTo: '2026-10-31', issueDate: today })
    await advanceRuns(new Date())
    expect((await listInvoices(operator, { standing: 'open' })).rows).toHaveLength(1)
    const { id: rest } = await creditInvoice(operator, id, { positions: null, reason: 'Resten', invoicesAgain: false })
    expect(await getInvoice(operator, rest)).toMatchObject({ payable: '100.00' })
    expect(await ledger()).toEqual({})
  })

  it('of what is paid is credit, for another invoice or to be paid back', async () => {
    const id = await anInvoice(['25.000'])
    await paid('100', { invoiceId: id })
    const { id: noteId } = await creditInvoice(operator, id, { positions: null, reason: 'x', invoicesAgain: false })
    expect(await getBalance(operator, payer.id)).toEqual({ owes: '0.00', credit: '100.00' })
    const second = await anInvoice(['10.000'])
    await settleByCreditNote(operator, noteId, { invoiceId: second })
    expect(await getInvoice(operator, second)).toMatchObject({ open: '0.00' })
    await recordRefund(operator, { creditNoteId: noteId, amount: '60', paidOn: today })
    expect(await getBalance(operator, payer.id)).toEqual({ owes: '0.00', credit: '0.00' })
    expect(await ledger()).toEqual({ '1930': '40', '2611': '-8', '3001': '-32' })
  })
})

describe('a reminder', () => {
  it('asks once for the fee and for interest by the day; what is paid beyond the invoice pays them', async () => {
    // 30 days to pay, 73 days late.
    const issued = dayOf(new Date(Date.parse(today) - 103 * DAY_MS))
    const id = await anInvoice(['250.000'], issued)
    await remindInvoice(operator, id)
    expect((await getInvoice(operator, id)).reminders).toMatchObject([{ number: 1, fee: '60.00', interest: '20.00' }])
    await expect(remindInvoice(operator, id)).rejects.toMatchObject({ details: { reason: 'invoice-not-due' } })
    await paid('1090', { invoiceId: id })
    expect(await getInvoice(operator, id)).toMatchObject({ open: '0.00', reminders: [{ paid: '80.00' }] })
    expect(await ledger()).toEqual({
      '1930': '1090',
      '2420': '-10',
      '2611': '-200',
      '3001': '-800',
      '3591': '-60',
      '8313': '-20',
    })
  })

  it('is not sent before the invoice is due, nor when nothing is left', async () => {
    const id = await anInvoice(['25.000'])
    await expect(remindInvoice(operator, id)).rejects.toMatchObject({ details: { reason: 'invoice-not-due' } })
    await paid('100', { invoiceId: id })
    await expect(remindInvoice(operator, id)).rejects.toMatchObject({ details: { reason: 'nothing-to-settle' } })
  })
})
