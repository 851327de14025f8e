import { z } from 'zod'
import { chosenId } from '../kernel/chosen-id'
import { country } from '../kernel/country'
import { plainVatNumber, vatNumberForm } from '../vat/vat-number'

/** What a host's share is a share of. */
export const SHARE_MODELS = ['net-share', 'margin-share', 'per-kwh'] as const
export type ShareModel = (typeof SHARE_MODELS)[number]
export const FEE_PAYERS = ['operator', 'host'] as const
export type FeePayer = (typeof FEE_PAYERS)[number]

const text = (max: number) => z.string().trim().max(max, 'too-long').default('')
const decimal = (pattern: RegExp, problem: string) =>
  z
    .string()
    .trim()
    .regex(pattern, problem)
    .transform((said) => said.replace(',', '.'))
const orNull = <Schema extends z.ZodType<string>>(schema: Schema) =>
  z
    .union([z.literal(''), schema])
    .nullish()
    .transform((said) => said || null)
const day = z.iso.date('not-a-date')

/** Who the host is and how it is reached: may be changed at any time; issued statements keep what they were issued with. */
export const hostSchema = z.object({
  name: z.string().trim().min(1, 'required').max(120, 'too-long'),
  orgNumber: text(20),
  /** Empty: not registered, and no VAT on its share. */
  vatNumber: orNull(
    z
      .string()
      .transform(plainVatNumber)
      .refine((number) => vatNumberForm(number) !== 'impossible', 'not-a-vat-number'),
  ),
  street: text(120),
  postalCode: text(20),
  city: text(80),
  country,
  email: z.union([z.literal(''), z.email('not-an-email').max(254, 'too-long')]).default(''),
  language: z.enum(['sv', 'en'], 'unknown').default('sv'),
  bankAccount: text(60),
  /** The last day; empty: until further notice. */
  validTo: orNull(day),
})

/** What it gets: never changed. */
const termsSchema = z.object({
  siteId: chosenId.refine((id) => id !== null, 'required'),
  model: z.enum(SHARE_MODELS, 'unknown').default('net-share'),
  percent: orNull(
    decimal(/^\d{1,3}([.,]\d{1,3})?$/, 'not-a-percentage').refine((said) => Number(said) <= 100, 'out-of-range'),
  ),
  /** SEK without VAT. */
  perKwh: orNull(decimal(/^\d{1,4}([.,]\d{1,6})?$/, 'not-a-price')),
  monthlyFee: decimal(/^\d{1,7}([.,]\d{1,2})?$/, 'not-an-amount').default('0'),
  feePayer: z.enum(FEE_PAYERS, 'unknown').default('operator'),
  vatPercent: decimal(/^\d{1,2}([.,]\d{1,2})?$/, 'not-a-percentage').default('25'),
  validFrom: day,
})

export const agreementSchema = hostSchema
  .extend(termsSchema.shape)
  .superRefine(({ model, percent, perKwh, validFrom, validTo }, context) => {
    const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (model === 'per-kwh' ? perKwh === null : percent === null)
      say(model === 'per-kwh' ? 'perKwh' : 'percent', 'required')
    if (validTo !== null && validTo < validFrom) say('validTo', 'before-start')
  })
  .transform((said) => ({
    ...said,
    percent: said.model === 'per-kwh' ? null : said.percent,
    perKwh: said.model === 'per-kwh' ? said.perKwh : null,
  }))
export type AgreementInput = z.input<typeof agreementSchema>
export type HostInput = z.input<typeof hostSchema>
