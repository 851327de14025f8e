import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { DomainError } from '@/lib/kernel/errors'
import { takesEffectAt } from '@/lib/tariffs/current-version'
import { createTariff } from '@/lib/tariffs/mutations/create-tariff'
import { editTariff } from '@/lib/tariffs/mutations/edit-tariff'
import { setDefaultTariff } from '@/lib/tariffs/mutations/set-default-tariff'
import { getTariff, type TariffDetail } from '@/lib/tariffs/queries/get-tariff'
import { listTariffs, type TariffRow } from '@/lib/tariffs/queries/list-tariffs'
import { operation } from '../operation'
import { idInput, listOf, pageOf, pageQuery } from '../schemas/fields'
import { newTariffSchema, tariffChangeSchema, tariffSchema } from '../schemas/tariffs'

const params = z.object({ id: idInput('tariff') })

function shown({ id, name, isDefault }: Pick<TariffRow, 'id' | 'name' | 'isDefault'>, version: TariffRow['version']) {
  const { number, currency, vatPercent, pricesIncludeVat, prices, terms, note, createdAt } = version
  return {
    id: String(id),
    name,
    isDefault,
    version: number,
    currency,
    vatPercent,
    pricesIncludeVat,
    pricePerKwh: prices?.pricePerKwh ?? null,
    pricePerMinute: prices?.pricePerMinute ?? null,
    idlePerMinute: prices?.idlePerMinute ?? null,
    idleGraceMinutes: prices?.idleGraceMinutes ?? 0,
    startFee: prices?.startFee ?? null,
    elements: terms?.elements ?? null,
    limits: terms?.limits ?? null,
    note,
    effectiveFrom: takesEffectAt(version).toISOString(),
    createdAt: createdAt.toISOString(),
  }
}

async function tariffNow(actor: Actor, id: bigint) {
  const tariff = await getTariff(actor, id)
  return shown(tariff, inEffect(tariff))
}

function inEffect(tariff: TariffDetail): TariffRow['version'] {
  const version = tariff.versions.find(({ number }) => number === tariff.inEffect)
  if (!version) throw new Error(`Tariff ${tariff.id} has no version.`)
  return version
}

const PLAIN = ['pricePerKwh', 'pricePerMinute', 'idlePerMinute', 'idleGraceMinutes', 'startFee'] as const
type Change = z.output<typeof tariffChangeSchema>

/** What a tariff says now, in the words of the change: five prices where they say all and are not replaced, else its terms. */
function said(
  tariff: TariffDetail,
  { currency, vatPercent, pricesIncludeVat, prices, terms }: TariffRow['version'],
  change: Change,
) {
  const now = { name: tariff.name, currency, vatPercent, pricesIncludeVat }
  if (change.elements) return { ...now, limits: terms?.limits }
  if (prices) return { ...now, ...prices }
  if (terms === null || PLAIN.some((price) => change[price] !== undefined)) {
    const reason = 'This tariff says more than five prices: send its `elements`.'
    throw new DomainError('conflict', reason, { reason: 'tariff-says-more', name: tariff.name })
  }
  return { ...now, elements: terms.elements, limits: terms.limits }
}

export const tariffOperations = [
  operation({
    id: 'listTariffs',
    method: 'GET',
    path: '/tariffs',
    tag: 'Tariffs',
    summary: 'Tariffs in use, by name',
    act: 'tariffs.read',
    query: z.object(pageQuery),
    status: 200,
    response: listOf(tariffSchema),
    handler: async (actor, { query }) => pageOf(await listTariffs(actor, query), (row) => shown(row, row.version)),
  }),
  operation({
    id: 'createTariff',
    method: 'POST',
    path: '/tariffs',
    tag: 'Tariffs',
    summary: 'Make a tariff',
    description: 'Hang it on a site or a station with their `tariffId`, or make it the default.',
    act: 'tariffs.write',
    body: newTariffSchema,
    status: 201,
    response: tariffSchema,
    handler: async (actor, { body: { isDefault, ...tariff } }) =>
      tariffNow(actor, (await createTariff(actor, tariff, { isDefault })).id),
    location: (tariff) => `/tariffs/${tariff.id}`,
  }),
  operation({
    id: 'getTariff',
    method: 'GET',
    path: '/tariffs/{id}',
    tag: 'Tariffs',
    summary: 'One tariff, as it is now',
    act: 'tariffs.read',
    params,
    status: 200,
    response: tariffSchema,
    handler: (actor, { params: { id } }) => tariffNow(actor, id),
  }),
  operation({
    id: 'changeTariff',
    method: 'PATCH',
    path: '/tariffs/{id}',
    tag: 'Tariffs',
    summary: 'Change a tariff',
    description:
      'Only the fields sent change; `elements` are sent whole, and take the place of plain prices. Changed prices become the next version; running and past sessions keep theirs.',
    act: 'tariffs.write',
    params,
    body: tariffChangeSchema,
    status: 200,
    response: tariffSchema,
    handler: async (actor, { params: { id }, body: { isDefault, version, ...change } }) => {
      const tariff = await getTariff(actor, id)
      const latest = inEffect(tariff)
      if (Object.values(change).some((value) => value !== undefined)) {
        const basedOn = version ?? tariff.versions[0]?.number
        await editTariff(actor, id, { ...said(tariff, latest, change), ...change }, { basedOn })
      }
      if (isDefault) await setDefaultTariff(actor, id)
      return tariffNow(actor, id)
    },
  }),
]
