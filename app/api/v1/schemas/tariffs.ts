import { z } from 'zod'
import { elementsSchema, limitsSchema } from '@/lib/tariffs/tariff'
import { decimalField, decimalInput, idField, instantField, instantInput } from './fields'

const elements = elementsSchema.meta({
  id: 'TariffElements',
  description:
    'All it can hold, in the order in which it is looked up: for each kind of price the first element that has one and whose restrictions ' +
    'hold. Prices of time are per minute unless `per` says hour; `spot` makes `price` the mark-up on the exchange’s; `graceSeconds` of ' +
    'idling are free and `maxAmount` is the most that it costs in a session.',
  example: [
    {
      components: [
        { dimension: 'energy', price: '4.20' },
        { dimension: 'idle', price: '1.00', graceSeconds: 1800, maxAmount: '100' },
      ],
      restrictions: { startTime: '06:00', endTime: '22:00', daysOfWeek: ['monday', 'tuesday'] },
    },
    { components: [{ dimension: 'energy', price: '0.25', spot: { rule: 'quarter', ceiling: '6.00' } }] },
  ],
})
const limits = limitsSchema.meta({
  id: 'TariffLimits',
  description: 'What a session costs at least and at most.',
  example: { max: { inclVat: '500' } },
})

export const tariffSchema = z
  .object({
    id: idField('tariff'),
    name: z.string().meta({ example: 'Publik laddning' }),
    isDefault: z.boolean().meta({ description: 'Used where neither connector, station nor site has another.' }),
    version: z.int().meta({ description: 'A session keeps the version it started with.', example: 1 }),
    currency: z.string().meta({ example: 'SEK' }),
    vatPercent: decimalField('VAT rate.', '25'),
    pricesIncludeVat: z.boolean(),
    pricePerKwh: decimalField('Per kWh; null also where five prices do not say all: see `elements`.').nullable(),
    pricePerMinute: decimalField('Per minute of charging.', '0.10').nullable(),
    idlePerMinute: decimalField('Per minute connected without charging, after the grace.', '1.00').nullable(),
    idleGraceMinutes: z.int().meta({ example: 15 }),
    startFee: decimalField('Per session.', '5.00').nullable(),
    elements: elements.nullable().meta({ description: 'All of it; null: a newer program wrote it.' }),
    limits: limits.nullable(),
    note: z.string().meta({ description: 'Why it was made.', example: 'Winter' }),
    effectiveFrom: instantField('Since when sessions begin with it.'),
    createdAt: instantField('When this version was made.'),
  })
  .meta({ id: 'Tariff' })

const prices = {
  pricePerKwh: decimalInput('Per kWh.').nullish(),
  pricePerMinute: decimalInput('Per minute of charging.', '0.10').nullish(),
  idlePerMinute: decimalInput('Per minute connected without charging, after the grace.', '1.00').nullish(),
  startFee: decimalInput('Per session.', '5.00').nullish(),
}
const described = {
  name: z.string().trim().min(1).max(120).meta({ example: 'Publik laddning' }),
  currency: z.string().max(10).meta({ description: 'ISO 4217.', example: 'SEK' }),
  vatPercent: decimalInput('VAT rate.', '25'),
  pricesIncludeVat: z.boolean().meta({ example: true }),
  idleGraceMinutes: z.int().min(0).max(1440).meta({ example: 15 }),
}

const terms = {
  elements: elements
    .optional()
    .meta({ description: 'In place of the five plain prices: everything a tariff can hold.' }),
  limits: limits.nullish(),
  note: z.string().max(500).optional().meta({ description: 'Why, for those who come after.', example: 'Winter' }),
}

export const newTariffSchema = z
  .object({
    name: described.name,
    currency: described.currency.default('SEK'),
    vatPercent: described.vatPercent.default('25'),
    pricesIncludeVat: described.pricesIncludeVat.default(true),
    ...prices,
    idleGraceMinutes: described.idleGraceMinutes.default(0),
    ...terms,
    isDefault: z
      .boolean()
      .default(false)
      .meta({ description: 'Make it the default in place of the present one.', example: true }),
  })
  .meta({
    description: 'At least one price, or `elements`; write 0 for what is meant to be free.',
    example: {
      name: 'Publik laddning',
      pricePerKwh: '3.90',
      idlePerMinute: '1.00',
      idleGraceMinutes: 15,
      isDefault: true,
    },
  })

export const tariffChangeSchema = z
  .object({
    ...z.object({ ...described, ...prices, ...terms }).partial().shape,
    effectiveFrom: instantInput('Sessions that begin from then on have it; at once when not sent.').optional(),
    isDefault: z.literal(true).optional().meta({ description: 'Make it the default in place of the present one.' }),
    version: z
      .int()
      .optional()
      .meta({ description: 'The version you saw; 409 when somebody saved a later one since.', example: 1 }),
  })
  .meta({ example: { pricePerKwh: '4.20', note: 'Winter', version: 1 } })
