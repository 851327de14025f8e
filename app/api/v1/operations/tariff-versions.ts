import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { DomainError, notFound } from '@/lib/kernel/errors'
import { currentVersion, takesEffectAt } from '@/lib/tariffs/current-version'
import { describeTariff } from '@/lib/tariffs/describe-tariff'
import { lintTariff } from '@/lib/tariffs/lint-tariff'
import { createTariffOf, rollBack, saveVersion } from '@/lib/tariffs/mutations/save-version'
import { termsOfOcpi } from '@/lib/tariffs/ocpi/read-tariff'
import { ocpiOfTerms } from '@/lib/tariffs/ocpi/write-tariff'
import { compareTariff } from '@/lib/tariffs/queries/compare-tariff'
import { getTariff } from '@/lib/tariffs/queries/get-tariff'
import { operation } from '../operation'
import { idField, idInput } from '../schemas/fields'
import {
  comparisonSchema,
  importedTariffSchema,
  newVersionSchema,
  ocpiAnswerSchema,
  ocpiQuery,
  tariffVersionSchema,
} from '../schemas/tariff-versions'

const params = z.object({ id: idInput('tariff') })
const numbered = params.extend({ number: z.coerce.number().int().min(1).max(1_000_000) })
const saved = z.object({ id: idField('tariff'), version: z.int() })

async function inEffect(actor: Actor, id: bigint) {
  const tariff = await getTariff(actor, id)
  const version = currentVersion(tariff.versions, new Date())
  if (version === null) throw notFound('tariff', id)
  return { tariff, version }
}

export const tariffVersionOperations = [
  operation({
    id: 'importTariff',
    method: 'POST',
    path: '/tariffs/ocpi',
    tag: 'Tariffs',
    summary: 'Make a tariff from an OCPI one',
    description: 'With all its elements, restrictions, steps and limits. Prices of 2.2.1 are without VAT.',
    act: 'tariffs.write',
    body: importedTariffSchema,
    status: 201,
    response: saved,
    handler: async (actor, { body: { name, tariff, note } }) => {
      const { id } = await createTariffOf(actor, { name, note, terms: termsOfOcpi(tariff) })
      return { id: String(id), version: 1 }
    },
    location: ({ id }) => `/tariffs/${id}`,
  }),
  operation({
    id: 'getOcpiTariff',
    method: 'GET',
    path: '/tariffs/{id}/ocpi',
    tag: 'Tariffs',
    summary: 'A tariff as OCPI has it',
    description:
      'Of the version in effect. 409 for what OCPI has no words for: spot prices, free idling at first and caps on it; and for ' +
      'prices that include VAT in 2.2.1.',
    act: 'tariffs.read',
    params,
    query: ocpiQuery,
    status: 200,
    response: ocpiAnswerSchema,
    handler: async (actor, { params: { id }, query: { format, countryCode, partyId } }) => {
      const { version } = await inEffect(actor, id)
      if (version.terms === null) throw new DomainError('conflict', 'These prices were written by a newer program.')
      const told = ocpiOfTerms(version.terms, format, {
        countryCode,
        partyId,
        id: String(id),
        lastUpdated: version.createdAt,
        startsAt: version.effectiveFrom,
      })
      if (told === 'includes-vat') {
        throw new DomainError('conflict', 'Its prices include VAT, which OCPI 2.2.1 cannot say.', { reason: told })
      }
      if (Array.isArray(told)) {
        throw new DomainError('conflict', `OCPI has no words for: ${told.join(', ')}.`, { reason: told.join(' ') })
      }
      return told as z.input<typeof ocpiAnswerSchema>
    },
  }),
  operation({
    id: 'saveOcpiTariff',
    method: 'PUT',
    path: '/tariffs/{id}/ocpi',
    tag: 'Tariffs',
    summary: 'Save an OCPI tariff as the next version',
    description:
      'Old versions stay, and so do sessions that began with them. With `effectiveFrom` it waits for its day.',
    act: 'tariffs.write',
    params,
    body: newVersionSchema,
    status: 200,
    response: saved,
    handler: async (actor, { params: { id }, body: { tariff, effectiveFrom, note, version } }) => {
      const { number } = await saveVersion(
        actor,
        id,
        { terms: termsOfOcpi(tariff), effectiveFrom: effectiveFrom ?? null, note },
        { basedOn: version },
      )
      return { id: String(id), version: number }
    },
  }),
  operation({
    id: 'listTariffVersions',
    method: 'GET',
    path: '/tariffs/{id}/versions',
    tag: 'Tariffs',
    summary: 'A tariff’s versions, newest first',
    act: 'tariffs.read',
    params,
    query: z.object({
      maxPowerKw: z.coerce
        .number()
        .min(0)
        .max(10_000)
        .default(50)
        .meta({ description: 'The strongest point it is for: AFIR draws the line at 50 kW.', example: 150 }),
    }),
    status: 200,
    response: z.object({ data: z.array(tariffVersionSchema) }),
    handler: async (actor, { params: { id }, query: { maxPowerKw } }) => {
      const { tariff, version: now } = await inEffect(actor, id)
      return {
        data: tariff.versions.map((version) => ({
          number: version.number,
          effectiveFrom: takesEffectAt(version).toISOString(),
          createdAt: version.createdAt.toISOString(),
          createdBy: version.createdBy,
          note: version.note,
          isInEffect: version.number === now.number,
          sessions: version.sessionCount,
          sentence: version.terms && {
            sv: describeTariff(version.terms, 'sv'),
            en: describeTariff(version.terms, 'en'),
          },
          remarks: version.terms === null ? [] : lintTariff(version.terms, { maxPowerKw, isAdHoc: true }),
        })),
      }
    },
  }),
  operation({
    id: 'restoreTariffVersion',
    method: 'POST',
    path: '/tariffs/{id}/versions/{number}/restore',
    tag: 'Tariffs',
    summary: 'Make an old version’s prices the next version',
    act: 'tariffs.write',
    params: numbered,
    status: 200,
    response: saved,
    handler: async (actor, { params: { id, number } }) => ({
      id: String(id),
      version: (await rollBack(actor, id, number)).number,
    }),
  }),
  operation({
    id: 'compareTariff',
    method: 'POST',
    path: '/tariffs/{id}/compare',
    tag: 'Tariffs',
    summary: 'What the last days’ sessions would have cost',
    description: 'Prices the sessions of a tariff once more by another, with their readings. Nothing is stored.',
    act: 'tariffs.read',
    params,
    body: z.object({
      tariff: importedTariffSchema.shape.tariff,
      days: z.int().min(1).max(366).default(30).meta({ example: 30 }),
    }),
    status: 200,
    response: comparisonSchema,
    handler: async (actor, { params: { id }, body: { tariff, days } }) => {
      await getTariff(actor, id)
      const { distribution, ...compared } = await compareTariff(actor, {
        tariffId: id,
        terms: termsOfOcpi(tariff),
        days,
      })
      return { tariffId: String(id), ...compared, distribution: [...distribution] }
    },
  }),
]
