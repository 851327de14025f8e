import { z } from 'zod'
import { decimalField, decimalInput, idField, instantField } from './fields'

export const tariffSchema = z
  .object({
    id: idField('tariff'),
    name: z.string().meta({ example: 'Publik laddning' }),
    isDefault: z.boolean().meta({ description: 'Used where neither connector, station nor site has another.' }),
    version: z.int().meta({ description: 'A session keeps the version it started with.', example: 1 }),
    currency: z.string().meta({ example: 'SEK' }),
    vatPercent: decimalField('VAT rate.', '25'),
    pricesIncludeVat: z.boolean(),
    pricePerKwh: decimalField('Per kWh.').nullable(),
    pricePerMinute: decimalField('Per minute of charging.', '0.10').nullable(),
    idlePerMinute: decimalField('Per minute connected without charging, after the grace.', '1.00').nullable(),
    idleGraceMinutes: z.int().meta({ example: 15 }),
    startFee: decimalField('Per session.', '5.00').nullable(),
    createdAt: instantField('When this version was made.'),
  })
  .meta({ id: 'Tariff' })

export const newTariffSchema = z
  .object({
    name: z.string().trim().min(1).max(120).meta({ example: 'Publik laddning' }),
    currency: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z]{3}$/, 'is not a currency code')
      .default('SEK')
      .meta({ example: 'SEK' }),
    vatPercent: decimalInput('VAT rate.', '25').default('25'),
    pricesIncludeVat: z.boolean().default(true),
    pricePerKwh: decimalInput('Per kWh.').nullish(),
    pricePerMinute: decimalInput('Per minute of charging.', '0.10').nullish(),
    idlePerMinute: decimalInput('Per minute connected without charging, after the grace.', '1.00').nullish(),
    idleGraceMinutes: z.int().min(0).max(10_080).default(0).meta({ example: 15 }),
    startFee: decimalInput('Per session.', '5.00').nullish(),
    isDefault: z
      .boolean()
      .default(false)
      .meta({ description: 'Make it the default in place of the present one.', example: true }),
  })
  .refine(
    ({ pricePerKwh, pricePerMinute, idlePerMinute, startFee }) =>
      [pricePerKwh, pricePerMinute, idlePerMinute, startFee].some((price) => price != null),
    { path: ['pricePerKwh'], message: 'give at least one of pricePerKwh, pricePerMinute, idlePerMinute, startFee' },
  )
