import { z } from 'zod'
import { country } from '../kernel/country'
import { DELIVERY_WAYS, MAILED_FORMATS } from '../mailings/invoice-delivery'
import { isOrgNumber } from '../references/org-number'
import { plainVatNumber, vatNumberForm } from '../vat/vat-number'
import { isPeppolEndpoint, PEPPOL_SCHEMES } from './peppol-endpoint'

export const CUSTOMER_KINDS = ['private', 'company', 'housing-association', 'fleet'] as const
export const LANGUAGES = ['sv', 'en'] as const
export const BILLINGS = ['consolidated', 'per-cost-centre'] as const

const blankToNull = (value: string) => (value === '' ? null : value)

/** Text that may be left out. */
const text = (most: number) =>
  z
    .string()
    .trim()
    .max(most, 'too-long')
    .nullish()
    .transform((value) => value ?? '')

const textOrNull = (most: number) =>
  z
    .string()
    .trim()
    .max(most, 'too-long')
    .transform(blankToNull)
    .nullish()
    .transform((value) => value ?? null)

export const emailOrNull = z
  .union([z.literal(''), z.email('not-an-email').max(254, 'too-long')], 'not-an-email')
  .transform(blankToNull)
  .nullish()
  .transform((value) => value ?? null)

const wholeOrNull = (least: number, most: number) =>
  z
    .number('not-a-number')
    .int('not-a-whole-number')
    .min(least, 'out-of-range')
    .max(most, 'out-of-range')
    .nullish()
    .transform((value) => value ?? null)

/** Problems are short words that the edges put into sentences. */
export const customerSchema = z
  .object({
    name: z.string().trim().min(1, 'required').max(120, 'too-long'),
    kind: z.enum(CUSTOMER_KINDS, 'unknown').default('company'),
    orgNumber: z
      .string()
      .trim()
      .refine((value) => value === '' || isOrgNumber(value), 'not-an-org-number')
      .transform(blankToNull)
      .nullish()
      .transform((value) => value ?? null),
    vatNumber: z
      .string()
      .trim()
      .transform(plainVatNumber)
      .refine((value) => value === '' || vatNumberForm(value) === 'possible', 'not-a-vat-number')
      .transform(blankToNull)
      .nullish()
      .transform((value) => value ?? null),
    email: emailOrNull,
    invoiceEmail: emailOrNull,
    street: text(120),
    postalCode: text(16),
    city: text(80),
    country,
    buyerReference: text(80),
    orderReference: text(80),
    endpointScheme: textOrNull(4),
    endpointId: textOrNull(60),
    language: z.enum(LANGUAGES, 'unknown').default('sv'),
    paymentDays: wholeOrNull(0, 120),
    isReverseCharge: z.boolean().default(false),
    billing: z.enum(BILLINGS, 'unknown').default('consolidated'),
    billingDay: wholeOrNull(1, 28),
    invoiceDelivery: z.enum(DELIVERY_WAYS, 'unknown').default('mail'),
    /** What the mail carries. */
    invoiceFiles: z.array(z.enum(MAILED_FORMATS, 'unknown')).min(1, 'required').max(4, 'too-long').default(['pdf']),
  })
  .superRefine((customer, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    const { endpointScheme, endpointId } = customer
    if ((endpointScheme === null) !== (endpointId === null)) {
      refuse(endpointScheme === null ? 'endpointScheme' : 'endpointId', 'required')
    } else if (endpointScheme !== null && endpointId !== null) {
      if (!(PEPPOL_SCHEMES as readonly string[]).includes(endpointScheme)) refuse('endpointScheme', 'unknown')
      else if (!isPeppolEndpoint(endpointScheme, endpointId)) refuse('endpointId', 'not-an-endpoint')
    }
    if (customer.isReverseCharge) {
      // Between companies in two countries alone; the buyer's number is on the invoice.
      if (customer.vatNumber === null) refuse('vatNumber', 'required')
      else if (customer.vatNumber.startsWith('SE')) refuse('isReverseCharge', 'only-abroad')
    }
  })
export type CustomerInput = z.input<typeof customerSchema>
export type CustomerData = z.output<typeof customerSchema>

/** An invoice must name the buyer's address (mervärdesskattelagen 17 kap. 24 §): without it there is none. */
export const hasAddress = (customer: { street: string; postalCode: string; city: string }): boolean =>
  customer.street !== '' && customer.postalCode !== '' && customer.city !== ''
