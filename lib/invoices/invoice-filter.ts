import { z } from 'zod'

export const STANDINGS = ['draft', 'open', 'late', 'paid', 'credit', 'cancelled'] as const

export interface InvoiceFilter {
  readonly standing?: (typeof STANDINGS)[number]
  readonly customerId?: bigint
  readonly runId?: bigint
  /** A part of its number, or its whole OCR reference. */
  readonly number?: string
  /** Issued on these days, both included. */
  readonly from?: string
  readonly to?: string
}

const id = z
  .string()
  .regex(/^[1-9]\d{0,17}$/)
  .optional()
  .catch(undefined)
const day = z.iso.date().optional().catch(undefined)

/** The filter as an address holds it; what cannot be read is not asked for. */
export const invoiceFilterSchema = z.object({
  standing: z.enum(STANDINGS).optional().catch(undefined),
  customer: id,
  run: id,
  number: z.string().trim().max(30).optional().catch(undefined),
  from: day,
  to: day,
})
export type InvoiceFilterWords = z.output<typeof invoiceFilterSchema>
export const INVOICE_FILTER_KEYS = ['standing', 'customer', 'run', 'number', 'from', 'to'] as const

export const toInvoiceFilter = ({ customer, run, ...rest }: InvoiceFilterWords): InvoiceFilter => ({
  ...rest,
  customerId: customer === undefined ? undefined : BigInt(customer),
  runId: run === undefined ? undefined : BigInt(run),
})
