import { z } from 'zod'
import { DISCOUNTED } from '../tariffs/agreement'
import { type PlanTerms, planTermsSchema } from './plan-terms'

/** A field of a form that may be left empty; a Swedish decimal comma is a point. */
const decimal = (most: number) =>
  z
    .string()
    .trim()
    .transform((text) => text.replace(/\s/g, '').replace(',', '.'))
    .pipe(z.union([z.literal(''), z.string().regex(new RegExp(`^\\d{1,7}(\\.\\d{1,${most}})?$`))], 'not-an-amount'))
const minutes = z
  .string()
  .trim()
  .regex(/^\d{0,5}$/, 'not-a-whole-number')
  .refine((text) => Number(text) <= 44_640, 'too-large')
const percent = decimal(2).refine((text) => Number(text) <= 100, 'out-of-range')

const fields = {
  currency: z.string().regex(/^[A-Z]{3}$/, 'not-a-currency'),
  pricesIncludeVat: z.boolean(),
  vatPercent: percent.refine((text) => text !== '', 'required'),
  monthlyFee: decimal(2),
  includedKwh: decimal(3),
  energyPrice: decimal(6),
  discountPercent: percent,
  discountOn: z.array(z.enum(DISCOUNTED)),
  freeChargingMinutes: minutes,
  freeIdleMinutes: minutes,
  sessionCap: decimal(6),
  monthCap: decimal(6),
  note: z.string().trim().max(500, 'too-long'),
}

const asTerms = (said: z.output<z.ZodObject<typeof fields>>): object => {
  const { note: _note, discountOn, freeChargingMinutes, freeIdleMinutes, ...texts } = said
  const given = Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== ''))
  return {
    ...given,
    ...(discountOn.length > 0 && discountOn.length < DISCOUNTED.length && { discountOn }),
    ...(freeChargingMinutes !== '' && { freeChargingMinutes: Number(freeChargingMinutes) }),
    ...(freeIdleMinutes !== '' && { freeIdleMinutes: Number(freeIdleMinutes) }),
  }
}

/** What only the whole tells: a plan that gives nothing, a fee in another currency than the books'. */
function whole(said: z.output<z.ZodObject<typeof fields>>, context: z.RefinementCtx): PlanTerms {
  const terms = planTermsSchema.safeParse(asTerms(said))
  if (terms.success) return terms.data
  for (const { path, message } of terms.error.issues) context.addIssue({ code: 'custom', path: [...path], message })
  return z.NEVER
}

/** A plan as people write it in a form: texts, empty where there is nothing. Gives the terms. */
export const newPlanFormSchema = z
  .object({ name: z.string().trim().min(1, 'required').max(120, 'too-long'), ...fields })
  .transform(({ name, ...said }, context) => ({ name, note: said.note, terms: whole(said, context) }))
export type NewPlanForm = z.input<typeof newPlanFormSchema>

/** The next version of one. */
export const planVersionFormSchema = z
  .object({ effectiveFrom: z.iso.date('not-a-date'), ...fields })
  .transform(({ effectiveFrom, ...said }, context) => ({
    effectiveFrom,
    note: said.note,
    terms: whole(said, context),
  }))
export type PlanVersionForm = z.input<typeof planVersionFormSchema>

/** What a form shows of terms. */
export function planFields(terms: PlanTerms): Omit<NewPlanForm, 'name' | 'note'> {
  const text = (value: string | number | undefined) => (value === undefined ? '' : String(value))
  return {
    currency: terms.currency,
    pricesIncludeVat: terms.pricesIncludeVat,
    vatPercent: terms.vatPercent,
    monthlyFee: text(terms.monthlyFee),
    includedKwh: text(terms.includedKwh),
    energyPrice: text(terms.energyPrice),
    discountPercent: text(terms.discountPercent),
    discountOn: [...(terms.discountOn ?? [])],
    freeChargingMinutes: text(terms.freeChargingMinutes),
    freeIdleMinutes: text(terms.freeIdleMinutes),
    sessionCap: text(terms.sessionCap),
    monthCap: text(terms.monthCap),
  }
}
