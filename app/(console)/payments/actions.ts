'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { rowId } from '@/app/row-id'
import { beginInvoicePayment, invoicePaymentSchema } from '@/lib/payments/mutations/begin-invoice-payment'
import {
  acceptPrice,
  letGoPayment,
  refundPayment,
  refundSchema,
  retryPayment,
} from '@/lib/payments/mutations/steer-payment'

const byId = z.object({ id: rowId })

export const refundAction = defineAction(refundSchema.extend(byId.shape), (actor, { id, ...refund }) =>
  refundPayment(actor, id, refund),
)

export const retryAction = defineAction(byId, (actor, { id }) => retryPayment(actor, id))

export const letGoAction = defineAction(
  refundSchema.pick({ reason: true }).extend(byId.shape),
  (actor, { id, reason }) => letGoPayment(actor, id, { reason }),
)

export const acceptPriceAction = defineAction(byId, (actor, { id }) => acceptPrice(actor, id))

export const startOnInvoiceAction = defineAction(
  invoicePaymentSchema.extend({ customerId: rowId }),
  async (actor, { customerId, ...wish }) => ({ id: String((await beginInvoicePayment(actor, customerId, wish)).id) }),
)
