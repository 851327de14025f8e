import { z } from 'zod'
import { isPeppolEndpoint } from '../customers/peppol-endpoint'
import { country } from '../kernel/country'
import { plainBankgiro, plainPlusgiro } from '../references/giro'
import { isOrgNumber } from '../references/org-number'
import { plainVatNumber, vatNumberForm } from '../vat/vat-number'

export const OCR_FORMS = ['soft', 'hard', 'length'] as const
export const LOGO_TYPES = ['image/png', 'image/jpeg'] as const
/** What still fits every invoice without making it heavy. */
export const MOST_LOGO_BYTES = 200_000

const required = (most: number) => z.string().trim().min(1, 'required').max(most, 'too-long')
const text = (most: number) => z.string().trim().max(most, 'too-long').default('')
const blankToNull = (value: string) => (value === '' ? null : value)

const checkedOrNull = (isRight: (value: string) => boolean, problem: string) =>
  z
    .string()
    .trim()
    .max(40, 'too-long')
    .refine((value) => value === '' || isRight(value), problem)
    .transform(blankToNull)
    .nullish()
    .transform((value) => value ?? null)

/** ISO 13616: the country and check digits moved last, letters as numbers, modulo 97 is 1. */
export function isIban(value: string): boolean {
  const plain = value.replace(/\s/g, '').toUpperCase()
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(plain)) return false
  const digits = (plain.slice(4) + plain.slice(0, 4)).replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  return BigInt(digits) % 97n === 1n
}

const amount = z
  .string()
  .trim()
  .transform((value) => value.replace(',', '.'))
  .pipe(z.string().regex(/^\d{1,5}(\.\d{1,2})?$/, 'not-an-amount'))

/** Who sends the invoices. Problems are short words that the edges put into sentences. */
export const sellerSchema = z
  .object({
    name: required(120),
    orgNumber: z.string().trim().refine(isOrgNumber, 'not-an-org-number'),
    vatNumber: z
      .string()
      .transform(plainVatNumber)
      .refine((value) => vatNumberForm(value) === 'possible', 'not-a-vat-number'),
    street: required(120),
    postalCode: required(16),
    city: required(80),
    country,
    seat: text(80),
    isFTaxApproved: z.boolean().default(true),
    email: z.union([z.literal(''), z.email('not-an-email').max(254, 'too-long')], 'not-an-email').default(''),
    phone: text(30),
    web: text(120),
    bankgiro: checkedOrNull((value) => plainBankgiro(value) !== null, 'not-a-bankgiro'),
    plusgiro: checkedOrNull((value) => plainPlusgiro(value) !== null, 'not-a-plusgiro'),
    iban: checkedOrNull(isIban, 'not-an-iban'),
    bic: checkedOrNull((value) => /^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(value), 'not-a-bic'),
    swishNumber: checkedOrNull((value) => /^123\d{7}$/.test(value.replace(/\s/g, '')), 'not-a-swish-number'),
    endpointScheme: checkedOrNull((value) => /^\d{4}$/.test(value), 'unknown'),
    endpointId: checkedOrNull((value) => value.length > 0, 'required'),
    paymentDays: z
      .number('not-a-number')
      .int('not-a-whole-number')
      .min(0, 'out-of-range')
      .max(120, 'out-of-range')
      .default(30),
    reminderFee: amount.default('60'),
    interestPercent: amount.default('0'),
    ocrForm: z.enum(OCR_FORMS, 'unknown').default('hard'),
    numberPrefix: z
      .string()
      .trim()
      .max(8, 'too-long')
      .regex(/^[A-Za-zÅÄÖåäö-]*$/, 'letters-only')
      .default(''),
    roundsToWhole: z.boolean().default(false),
    noteSv: text(500),
    noteEn: text(500),
  })
  .superRefine(({ bankgiro, plusgiro, iban, endpointScheme, endpointId }, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    // Nobody can pay an invoice that does not say where to.
    if (bankgiro === null && plusgiro === null && iban === null) refuse('bankgiro', 'an-account-needed')
    if ((endpointScheme === null) !== (endpointId === null)) refuse('endpointId', 'required')
    else if (endpointScheme !== null && !isPeppolEndpoint(endpointScheme, endpointId ?? '')) {
      refuse('endpointId', 'not-an-endpoint')
    }
  })
export type SellerInput = z.input<typeof sellerSchema>

/** A picture for the top of invoices; null takes the one there is away, undefined leaves it. */
export const logoSchema = z
  .object({
    type: z.enum(LOGO_TYPES, 'not-an-image'),
    base64: z.base64('not-base64').max(Math.ceil(MOST_LOGO_BYTES / 3) * 4, 'file-too-large'),
  })
  .nullable()
  .optional()
export type LogoInput = z.input<typeof logoSchema>
