import { z } from 'zod'
import { planTermsSchema } from '@/lib/plans/plan-terms'
import { decimalField, idField, idInput } from './fields'

const day = (description: string) => z.iso.date().meta({ description, example: '2026-12-01' })
const note = z.string().trim().max(500).default('')

/** What a plan means. What is left out is as the tariff has it. */
const terms = planTermsSchema.meta({
  id: 'PlanTerms',
  description:
    'At least one of monthlyFee, includedKwh, energyPrice, discountPercent, free minutes and caps. The fee (SEK) and the price per kWh are ' +
    'with or without VAT as pricesIncludeVat says, caps always with. discountOn: everything when left out.',
  example: { currency: 'SEK', pricesIncludeVat: true, vatPercent: '25', monthlyFee: '199.00', includedKwh: '100' },
})

export const planVersionSchema = z
  .object({
    number: z.int(),
    effectiveFrom: day('From this day on; the first version holds from the beginning.'),
    terms: terms.nullable(),
    note: z.string(),
  })
  .meta({ id: 'PlanVersion' })

export const shownPlanSchema = z
  .object({
    id: idField('plan'),
    name: z.string().meta({ example: 'Bas' }),
    isArchived: z.boolean(),
    description: z.string().meta({ description: 'What it gives today, in plain English.' }),
    version: planVersionSchema.meta({ description: 'In effect today.' }),
    next: planVersionSchema.nullable(),
    holders: z.int().meta({ description: 'Subscriptions that run today.' }),
  })
  .meta({ id: 'Plan' })

export const newPlanSchema = z.object({ name: z.string().trim().min(1).max(120), terms, note })
export const changedPlanSchema = z.object({
  name: z.string().trim().min(1).max(120).optional(),
  isArchived: z.boolean().optional(),
})
export const newPlanVersionSchema = z.object({
  terms,
  effectiveFrom: day('Today when left out; never before.').optional(),
  note,
  basedOn: z
    .int()
    .min(0)
    .optional()
    .meta({ description: 'The version you saw: 409 when a later one was saved since.' }),
})

const id = (what: string) => idInput(what).nullable().optional()

export const subscriptionInputSchema = z
  .object({
    planId: idInput('plan'),
    customerId: id('customer'),
    tokenId: id('token, when the plan is for it alone'),
    driverId: id('driver, when the plan is for them alone'),
    vehicleId: id('vehicle, when the plan is for it alone'),
    groupName: z
      .string()
      .max(40)
      .nullable()
      .optional()
      .meta({ description: 'A token group’s instead of a customer’s.' }),
    fromDay: day('The first day, this month’s first at the earliest.'),
    untilDay: day('The last day; until further notice when left out.').nullable().optional(),
    note,
  })
  .meta({ id: 'SubscriptionInput' })

export const subscriptionChangeSchema = z
  .union([
    z.object({ planId: idInput('plan to change to'), fromDay: day('The new plan’s first day.'), note }).strict(),
    z.object({ untilDay: day('The last day; null: until further notice.').nullable() }).strict(),
  ])
  .meta({ id: 'SubscriptionChange' })

export const shownSubscriptionSchema = z
  .object({
    id: idField('subscription'),
    planId: idField('plan'),
    planName: z.string(),
    customerId: idField('customer').nullable(),
    whose: z.object({
      kind: z.enum(['customer', 'token', 'driver', 'vehicle', 'group']),
      id: idField('it').nullable(),
      name: z.string().nullable(),
    }),
    fromDay: day('The first day.'),
    untilDay: day('The last day.').nullable(),
    standing: z.enum(['running', 'to-come', 'ended']),
    note: z.string(),
    month: z
      .object({
        includedWh: z.number().nullable(),
        leftWh: z.number().nullable(),
        cap: decimalField('Of the month, with VAT.').nullable(),
        capLeft: decimalField('What is left of it.').nullable(),
        charged: decimalField('What its sessions were charged this month, with VAT.'),
      })
      .nullable(),
  })
  .meta({ id: 'Subscription' })
