import { db } from '../../db/client'
import { currentVersion } from '../current-version'
import { readTariff, type TariffTerms } from '../tariff'

/** One immutable version of a tariff, as a station is to be told it. */
export interface TariffToSend {
  readonly versionId: bigint
  readonly tariffId: bigint
  readonly number: number
  readonly name: string
  readonly isArchived: boolean
  /** null: a newer program wrote it. */
  readonly terms: TariffTerms | null
}

/** For the gateway, which tells stations. @param number null: the one in effect @returns null when there is none */
export async function findTariffToSend(tariffId: bigint, number: number | null): Promise<TariffToSend | null> {
  const versions = await db().tariffVersion.findMany({
    where: { tariffId, ...(number === null ? {} : { number }) },
    select: {
      id: true,
      number: true,
      currency: true,
      vatPercent: true,
      pricesIncludeVat: true,
      elements: true,
      limits: true,
      createdAt: true,
      effectiveFrom: true,
      tariff: { select: { name: true, archived: true } },
    },
  })
  const version = currentVersion(versions, new Date())
  if (version === null) return null
  return {
    versionId: version.id,
    tariffId,
    number: version.number,
    name: version.tariff.name,
    isArchived: version.tariff.archived,
    terms: readTariff(version),
  }
}
