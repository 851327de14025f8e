import { z } from 'zod'
import { BLOCK_REASONS } from '@/lib/debtors/decide-block'
import { paymentRulesSchema as rulesSchema } from '@/lib/debtors/payment-rules'
import { decimalField, idField, instantField } from './fields'

const paysByInvoice = z
  .boolean()
  .meta({ description: 'Its tokens start also where payment is asked for first.', example: true })
const isNeverBlocked = z.boolean().meta({ description: 'Excepted from the payment rules.', example: false })

/** What a customer may owe, and does. */
export const creditSchema = z
  .object({
    paysByInvoice,
    creditLimit: decimalField('In kronor; null: no limit.', '5000.00').nullable(),
    isNeverBlocked,
    owes: decimalField('Open invoices, and ended charges that are still to be invoiced, in kronor.', '1240.50'),
    warnedAt: instantField('When it was told that its tokens will be blocked.').nullable(),
    blockedAt: instantField('When its tokens were blocked.').nullable(),
    blockedFor: z.enum(BLOCK_REASONS).nullable(),
    blockedTokens: z.int().meta({ description: 'How many tokens the block has taken out of use.', example: 0 }),
  })
  .meta({ id: 'Credit' })

export const creditInputSchema = z.object({
  paysByInvoice,
  creditLimit: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,2})?$/, 'is not an amount: write it as "5000.00"')
    .nullable()
    .meta({ description: 'In kronor, with charges that are not invoiced yet; null: no limit.', example: '5000.00' }),
  isNeverBlocked,
})

/** When who owes money is stopped. */
export const paymentRulesSchema = rulesSchema.meta({
  id: 'PaymentRules',
  description:
    'blocksDebtors: customers with overdue invoices have their tokens blocked, daysOverdue days after the invoice was due, after leastReminders reminders, and warningDays after they were told. mostUnpaid: drivers without an account with as many unpaid charges start no more.',
  example: { blocksDebtors: true, daysOverdue: 20, leastReminders: 1, warningDays: 7, mostUnpaid: 1 },
})

export const paymentFirstSchema = z
  .object({
    asksPaymentFirst: z
      .boolean()
      .meta({ description: 'Nothing starts there, or by it, before somebody pays.', example: true }),
  })
  .meta({ id: 'PaymentFirst' })

const place = (what: string) =>
  paymentFirstSchema.extend({ id: idField(what), name: z.string().meta({ example: 'Kista' }) }).meta({ id: undefined })

/** Every site and every tariff in use, and whether it asks for payment first. */
export const payPlacesSchema = z
  .object({
    sites: z.array(place('site')),
    tariffs: z.array(place('tariff')),
    hasWayToPay: z.boolean().meta({ description: 'Some provider is open with which drivers can pay.', example: true }),
  })
  .meta({ id: 'PaymentPlaces' })
