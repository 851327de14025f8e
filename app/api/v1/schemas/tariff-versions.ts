import { z } from 'zod'
import { TARIFF_REMARKS } from '@/lib/tariffs/lint-tariff'
import { ocpiTariffSchema } from '@/lib/tariffs/ocpi/read-tariff'
import { decimalField, idField, instantField, instantInput } from './fields'

const EXAMPLE = {
  currency: 'SEK',
  tax_included: 'YES' as const,
  elements: [
    {
      price_components: [{ type: 'ENERGY' as const, price: 3, vat: 25 }],
      restrictions: { start_time: '22:00', end_time: '06:00' },
    },
    { price_components: [{ type: 'ENERGY' as const, price: 4, vat: 25 }] },
  ],
}
const tariff = ocpiTariffSchema.meta({
  description: 'An OCPI Tariff, 2.2.1 or (with tax_included) 2.3.0. Its id, party and dates are not taken over.',
  example: EXAMPLE,
})
const note = z.string().max(500).default('').meta({ description: 'Why, for those who come after.', example: 'Winter' })

export const importedTariffSchema = z.object({
  name: z.string().trim().min(1).max(120).meta({ example: 'Natt och dag' }),
  tariff,
  note,
})

export const newVersionSchema = z.object({
  tariff,
  note,
  effectiveFrom: instantInput('Sessions that begin from then on have it; at once when not sent.').optional(),
  version: z
    .int()
    .optional()
    .meta({ description: 'The version you saw; 409 when somebody saved a later one since.', example: 1 }),
})

export const ocpiQuery = z.object({
  format: z.enum(['2.2.1', '2.3.0']).default('2.3.0').meta({ description: 'Version of OCPI.', example: '2.3.0' }),
  countryCode: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('SE')
    .meta({ example: 'SE' }),
  partyId: z
    .string()
    .regex(/^[A-Z0-9]{3}$/)
    .default('LAD')
    .meta({ example: 'LAD' }),
})

export const ocpiAnswerSchema = z
  .looseObject({ id: z.string(), currency: z.string(), elements: z.array(z.looseObject({})) })
  .meta({ id: 'OcpiTariff', description: 'A Tariff object of OCPI.' })

export const tariffVersionSchema = z
  .object({
    number: z.int(),
    effectiveFrom: instantField('Sessions begun from then on have it.'),
    createdAt: instantField('When it was saved.'),
    createdBy: z.string().meta({ description: 'Who saved it.', example: 'user:12' }),
    note: z.string(),
    isInEffect: z.boolean(),
    sessions: z.int().meta({ description: 'How many sessions began with it.' }),
    sentence: z
      .object({ sv: z.string(), en: z.string() })
      .nullable()
      .meta({ description: 'All its rules in words; null: a newer program wrote it.' }),
    remarks: z
      .array(
        z.object({
          code: z.enum(TARIFF_REMARKS),
          severity: z.enum(['error', 'warning']),
          element: z.int().nullable(),
          component: z.int().nullable(),
        }),
      )
      .meta({ description: 'What AFIR and good sense say of it for ad hoc charging at `maxPowerKw`.' }),
  })
  .meta({ id: 'TariffVersion' })

export const comparisonSchema = z
  .object({
    tariffId: idField('tariff'),
    currency: z.string(),
    sessions: z.int().meta({ description: 'Priced both ways.' }),
    leftOut: z.int().meta({ description: 'Without a price, in another currency, or without a price by these terms.' }),
    isCut: z.boolean().meta({ description: 'There were more than 5 000: the newest are looked at.' }),
    before: decimalField('What they cost, with VAT.', '12000.00'),
    after: decimalField('What they would have cost.', '11500.00'),
    cheaper: z.int(),
    same: z.int(),
    dearer: z.int(),
    distribution: z
      .array(z.object({ from: z.string().nullable(), to: z.string().nullable(), sessions: z.int() }))
      .meta({ description: 'How many differ by how much: `from` included, `to` not.' }),
  })
  .meta({ id: 'TariffComparison' })
