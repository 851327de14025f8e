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

export const newTariffSchema = z
  .object({
    name: described.name,
    currency: described.currency.default('SEK'),
    vatPercent: described.vatPercent.default('25'),
    pricesIncludeVat: described.pricesIncludeVat.default(true),
    ...prices,
    idleGraceMinutes: described.idleGraceMinutes.default(0),
    isDefault: z
      .boolean()
      .default(false)
      .meta({ description: 'Make it the default in place of the present one.', example: true }),
  })
  .meta({ description: 'At least one price; write 0 for what is meant to be free.' })

export const tariffChangeSchema = z.object({
  ...z.object({ ...described, ...prices }).partial().shape,
  isDefault: z.literal(true).optional().meta({ description: 'Make it the default in place of the present one.' }),
  version: z
    .int()
    .optional()
    .meta({ description: 'The version you saw; 409 when somebody saved a later one since.', example: 1 }),
})
