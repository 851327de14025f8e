import { z } from 'zod'
import { BUCKETS, DIMENSIONS } from '@/lib/revenue/dimension'

const money = (description: string) => z.string().meta({ description, example: '1234.5000' })
const count = (description: string) => z.number().int().meta({ description })

const sums = z
  .object({
    sessions: count('Ended sessions.'),
    energyWh: z.number(),
    net: money('Without VAT, of those that have a price.'),
    vat: money('VAT.'),
    gross: money('With VAT.'),
    cost: money('Of the energy of the `costed` sessions, without VAT; null for who may not know it.').nullable(),
    fees: money('What payment providers took of them, without VAT.').nullable(),
    costedNet: money(
      'What the `costed` sessions brought in, without VAT, less what was credited and given back.',
    ).nullable(),
    costed: count(
      'Sessions whose energy cost and provider’s fee are known. Of the others they are not known, never 0.',
    ).nullable(),
    refunded: money('Given back, with VAT: by card or Swish, or on a credit note.'),
    unpaid: money('Not paid yet, with VAT, invoiced or not.'),
    unpriced: count('Ended without a price.'),
    underReview: count('A person is to look at them.'),
  })
  .meta({ id: 'RevenueSums' })

const subscriptions = z
  .object({ net: money('Without VAT.'), vat: money('VAT.'), gross: money('With VAT.') })
  .meta({ id: 'SubscriptionSums' })

const span = z.object({
  from: z.string(),
  to: z.string().meta({ description: 'The day after the last.' }),
})
const point = z
  .object({
    at: z.string().meta({ description: 'Day, first day of the month, or number of the hour.' }),
    gross: z.string(),
    energyWh: z.number(),
    sessions: z.number().int(),
  })
  .meta({ id: 'RevenuePoint' })

export const revenueSchema = z
  .object({
    span,
    before: span.nullable().meta({ description: 'What it is held against.' }),
    bucket: z.enum(BUCKETS),
    currency: z.string().meta({ description: 'Of all sums here: currencies are never added up.' }),
    currencies: z.array(z.string()).readonly().meta({ description: 'There are, that of most of the revenue first.' }),
    total: sums,
    totalBefore: sums.nullable(),
    subscriptions: subscriptions.nullable().meta({
      description:
        'Subscription fees on invoices and credit notes issued in the period, in no other sum here; null for who may not read customers, and when sessions are chosen by anything but their customer.',
    }),
    subscriptionsBefore: subscriptions.nullable(),
    points: z.array(point).readonly(),
    pointsBefore: z.array(point).readonly(),
    rows: z
      .array(
        z.object({
          keys: z
            .array(
              z.object({
                dimension: z.enum(DIMENSIONS),
                value: z.string().meta({ description: 'As the query takes it: id, OCPP identity, word or number.' }),
                name: z.string().nullable(),
              }),
            )
            .readonly(),
          sums,
          before: sums.nullable(),
        }),
      )
      .readonly(),
    rowCount: count('Rows there are; at most 500 are told, those with most revenue.'),
  })
  .meta({ id: 'Revenue' })
