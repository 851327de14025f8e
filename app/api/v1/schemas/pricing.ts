import { z } from 'zod'
import { QUOTE_SUBJECTS } from '@/lib/tariffs/quote-usage'
import { decimalField, instantField } from './fields'

export const quotedLineSchema = z
  .object({
    kind: z.enum(['start', 'energy', 'time', 'idle', 'reservation', 'discount', 'cap', 'minimum']).meta({
      description: 'start: FLAT; time: TIME; idle: PARKING_TIME; cap and minimum: max_price and min_price.',
    }),
    from: instantField('From when.'),
    to: instantField('Until when; the next line of its kind begins where another price does.'),
    quantity: decimalField('How much is paid for, after step_size.', '20.5'),
    unit: z.enum(['kWh', 'min', 'h', 'session']),
    rate: decimalField('Price per unit, as the tariff states it.', '0.25'),
    exclVat: decimalField('Quantity × rate without VAT, not rounded.', '5.125'),
    inclVat: decimalField('With VAT, not rounded.', '5.6375'),
    exclVatRounded: decimalField('The same, rounded once to the currency’s smallest unit.', '5.13'),
    inclVatRounded: decimalField('The same, rounded once to the currency’s smallest unit.', '5.64'),
    vatPercent: decimalField('The rate of the VAT; 0 also where none applies.', '10'),
    element: z.int().nullable().meta({
      description: 'Which of the tariff’s `elements` made it, from 0; null where a sum did.',
      example: 0,
    }),
    component: z.int().nullable().meta({ description: 'Which of that element’s `price_components`.', example: 1 }),
    reason: z.string().meta({ description: 'Why this line is here.', example: 'metered' }),
  })
  .meta({ id: 'QuotedLine' })

const sums = (description: string) =>
  z
    .object(
      Object.fromEntries(QUOTE_SUBJECTS.map((subject) => [subject, decimalField(`Of ${subject}.`, '5.00')])) as Record<
        (typeof QUOTE_SUBJECTS)[number],
        ReturnType<typeof decimalField>
      >,
    )
    .meta({ description })

export const quoteSchema = z
  .object({
    currency: z.string().meta({ example: 'EUR' }),
    lines: z.array(quotedLineSchema),
    totals: sums('Costs without VAT, not rounded. adjustment: what min_price and max_price added or took.'),
    totalsInclVat: sums('The same with VAT, not rounded.'),
    totalsRounded: sums('Costs without VAT: sums of the rounded lines.'),
    totalsInclVatRounded: sums('The same with VAT: sums of the rounded lines.'),
    totalExclVat: decimalField('All of it without VAT, not rounded.', '5.625'),
    totalInclVat: decimalField('All of it with VAT, not rounded.', '6.2375'),
    totalExclVatRounded: decimalField('The sum of the rounded lines without VAT.', '5.63'),
    totalInclVatRounded: decimalField('The sum of the rounded lines with VAT.', '6.24'),
  })
  .meta({ id: 'Quote' })
