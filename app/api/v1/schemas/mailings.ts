import { z } from 'zod'
import { BUDGET_OF, budgetSchema } from '@/lib/budgets/budget'
import { MAILING_KINDS, MAILING_STATES } from '@/lib/mailings/mailing'
import { decimalField, energyField, idField, idInput, instantField } from './fields'

/** A mail as the API shows it. */
export const shownMailingSchema = z
  .object({
    id: idField('mail'),
    kind: z.enum(MAILING_KINDS),
    state: z.enum(MAILING_STATES).meta({
      description: 'failed: is tried again. dead: given up. bounced: taken by the mail server, and sent back later.',
    }),
    to: z.string().meta({ example: 'lev@budbilar.example' }),
    subject: z.string(),
    aboutType: z.string().nullable().meta({ example: 'invoice' }),
    aboutId: z.string().nullable().meta({ example: '42' }),
    customerId: idField('customer').nullable(),
    attempts: z.int(),
    answer: z.string().nullable().meta({ description: 'What the mail server said, or why it failed.' }),
    createdAt: instantField('When it was queued.'),
    sentAt: instantField('When the mail server took it.').nullable(),
  })
  .meta({ id: 'Mailing' })

/** A budget with its month so far. */
export const shownBudgetSchema = z
  .object({
    id: idField('budget'),
    customerId: idField('customer'),
    of: z.enum(BUDGET_OF),
    targetId: idField('cost centre, vehicle or driver').nullable().meta({ description: 'Null: the whole customer.' }),
    name: z.string(),
    currency: z.string().meta({ example: 'SEK' }),
    amount: decimalField('A month’s, with VAT.', '5000.00'),
    spent: decimalField('This month so far, with VAT.', '3120.50'),
    usedPercent: z.int().meta({ description: 'Rounded down.' }),
    forecast: decimalField('What the month comes to at this pace; null on its first day.', '4910.00').nullable(),
    unpriced: z
      .int()
      .meta({ description: 'Sessions that are not in `spent`, since they have no price in its currency.' }),
    warnPercents: z.array(z.int()),
    emails: z.array(z.string()),
    ringsBell: z.boolean(),
    isArchived: z.boolean(),
  })
  .meta({ id: 'Budget' })

export const budgetInputSchema = z.object({
  ...budgetSchema.shape,
  amount: budgetSchema.shape.amount.meta({ description: 'A month’s, with VAT. Decimal string.', example: '5000.00' }),
  emails: budgetSchema.shape.emails.meta({ example: ['chef@budbilar.example'] }),
  targetId: idInput('cost centre, vehicle or driver').nullable().optional(),
})

const group = z.object({
  id: idField('vehicle, driver or cost centre').nullable().meta({ description: 'Null: charged with none.' }),
  name: z.string().nullable(),
  sessions: z.int(),
  energyWh: energyField('Delivered.'),
  total: decimalField('With VAT, of the sessions with a price.'),
  unpriced: z.int(),
})

/** What a customer's charging came to. */
export const fleetSummarySchema = z
  .object({
    sessions: z.int(),
    energyWh: energyField('Delivered.'),
    total: decimalField('With VAT, of the sessions with a price.'),
    unpriced: z.int().meta({ description: 'Sessions that are not in `total`: without a price in SEK.' }),
    others: z
      .array(z.object({ currency: z.string(), sessions: z.int(), total: decimalField('With VAT.') }))
      .readonly()
      .meta({ description: 'Those of the `unpriced` that have a price in another currency.' }),
    vehicles: z.array(group),
    drivers: z.array(group),
    costCentres: z.array(group),
  })
  .meta({ id: 'FleetSummary' })
