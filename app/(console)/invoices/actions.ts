'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { rowId } from '@/app/row-id'
import { creditSchema } from '@/lib/invoices/credit-input'
import { invoiceFilterSchema, toInvoiceFilter } from '@/lib/invoices/invoice-filter'
import { invoiceRunSchema } from '@/lib/invoices/invoice-run'
import { creditInvoice } from '@/lib/invoices/mutations/credit-invoice'
import { cancelDraft, issueInvoice } from '@/lib/invoices/mutations/drafts'
import { importBankFile, MOST_BANK_FILE_BYTES } from '@/lib/invoices/mutations/import-bank-file'
import { recordPayment, recordRefund, settleByCredit, settleByCreditNote } from '@/lib/invoices/mutations/payments'
import { remindInvoice } from '@/lib/invoices/mutations/remind-invoice'
import { startRun } from '@/lib/invoices/mutations/start-run'
import { resumeRun, stopRun } from '@/lib/invoices/mutations/steer-run'
import { paymentSchema, refundSchema } from '@/lib/invoices/payment-input'
import { listInvoices } from '@/lib/invoices/queries/list-invoices'
import { listInvoiceLines } from '@/lib/invoices/queries/list-lines'
import { previewRun } from '@/lib/invoices/queries/preview-run'
import { DomainError } from '@/lib/kernel/errors'

const byId = z.object({ id: rowId })
const cursor = z.string().max(500)

export const moreInvoicesAction = defineAction(z.object({ filter: invoiceFilterSchema, cursor }), (actor, input) =>
  listInvoices(actor, { ...toInvoiceFilter(input.filter), cursor: input.cursor }),
)
export const moreLinesAction = defineAction(
  z.object({ filter: z.object({ id: z.string().regex(/^[1-9]\d{0,17}$/) }), cursor }),
  (actor, input) => listInvoiceLines(actor, BigInt(input.filter.id), { cursor: input.cursor }),
)

export const previewRunAction = defineAction(invoiceRunSchema, previewRun)
export const startRunAction = defineAction(invoiceRunSchema, async (actor, input) => ({
  id: String((await startRun(actor, input)).id),
}))
export const stopRunAction = defineAction(byId, (actor, { id }) => stopRun(actor, id))
export const resumeRunAction = defineAction(byId, (actor, { id }) => resumeRun(actor, id))

export const issueInvoiceAction = defineAction(byId, (actor, { id }) => issueInvoice(actor, id))
export const cancelDraftAction = defineAction(byId, (actor, { id }) => cancelDraft(actor, id))
export const creditInvoiceAction = defineAction(
  z.object({ id: rowId, credit: creditSchema }),
  async (actor, input) => ({
    id: String((await creditInvoice(actor, input.id, input.credit)).id),
  }),
)
export const remindInvoiceAction = defineAction(byId, (actor, { id }) => remindInvoice(actor, id))
export const recordPaymentAction = defineAction(paymentSchema, async (actor, input) => {
  await recordPayment(actor, input)
})
export const recordRefundAction = defineAction(refundSchema, (actor, input) => recordRefund(actor, input))
export const settleByCreditAction = defineAction(
  z.object({ of: z.enum(['payment', 'credit-note']), id: rowId, invoiceId: rowId }),
  (actor, { of, id, invoiceId }) =>
    of === 'payment' ? settleByCredit(actor, id, { invoiceId }) : settleByCreditNote(actor, id, { invoiceId }),
)

export const importBankFileAction = defineAction(
  z.object({ base64: z.base64('not-base64').max(Math.ceil(MOST_BANK_FILE_BYTES / 3) * 4, 'file-too-large') }),
  (actor, { base64 }) => importBankFile(actor, Buffer.from(base64, 'base64')),
)
export const matchPaymentAction = defineAction(
  z.object({ id: rowId, number: z.string().trim().min(1, 'required').max(30, 'too-long') }),
  async (actor, { id, number }) => {
    const { rows } = await listInvoices(actor, { number, standing: 'open' })
    const found = rows.find((row) => row.number === number)
    if (found === undefined) throw new DomainError('invalid', `No open invoice ${number}.`, { number: 'unknown' })
    await settleByCredit(actor, id, { invoiceId: found.id })
  },
)
