import { z } from 'zod'
import { chosenId } from '../kernel/chosen-id'

const amount = z
  .string()
  .trim()
  .transform((value) => value.replace(/[\s\u00a0]/g, '').replace(',', '.'))
  .pipe(z.string().regex(/^\d{1,9}(\.\d{1,2})?$/, 'not-an-amount'))
  .refine((value) => Number(value) > 0, 'not-an-amount')

const note = z.string().trim().max(200, 'too-long').default('')
const id = chosenId.optional().transform((value) => value ?? null)

/** Money somebody saw come in. Problems are short words that the edges put into sentences. */
export const paymentSchema = z
  .object({
    receivedOn: z.iso.date('not-a-date'),
    amount,
    /** What it pays; null: it is the customer's credit. */
    invoiceId: id,
    customerId: id,
    payer: z.string().trim().max(120, 'too-long').default(''),
    note,
  })
  .refine(({ invoiceId, customerId }) => invoiceId !== null || customerId !== null, {
    error: 'required',
    path: ['customerId'],
  })
export type PaymentInput = z.input<typeof paymentSchema>

/** Money paid back: of a payment, or of a credit note. */
export const refundSchema = z
  .object({ paymentId: id, creditNoteId: id, amount, paidOn: z.iso.date('not-a-date'), note })
  .refine(({ paymentId, creditNoteId }) => (paymentId === null) !== (creditNoteId === null), {
    error: 'one-of-two',
    path: ['paymentId'],
  })
export type RefundInput = z.input<typeof refundSchema>
