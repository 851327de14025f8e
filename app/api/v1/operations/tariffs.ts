import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { DomainError } from '@/lib/kernel/errors'
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
  const { number, currency, vatPercent, pricesIncludeVat, prices, createdAt } = version
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
      'Only the fields sent change. Changed prices become the next version; running and past sessions keep theirs.',
    act: 'tariffs.write',
    params,
    body: tariffChangeSchema,
    status: 200,
    response: tariffSchema,
    handler: async (actor, { params: { id }, body: { isDefault, version, ...change } }) => {
      const tariff = await getTariff(actor, id)
      const { currency, vatPercent, pricesIncludeVat, prices } = inEffect(tariff)
      const number = tariff.versions[0]?.number
      if (Object.values(change).some((value) => value !== undefined)) {
        if (!prices)
          throw new DomainError('conflict', 'This tariff says more than five prices: send its terms as OCPI.')
        const now = { name: tariff.name, currency, vatPercent, pricesIncludeVat, ...prices }
        await editTariff(actor, id, { ...now, ...change }, { basedOn: version ?? number })
      }
      if (isDefault) await setDefaultTariff(actor, id)
      return tariffNow(actor, id)
    },
  }),
]
