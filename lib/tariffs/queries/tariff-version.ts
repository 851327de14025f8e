import type { Prisma } from '../../db/client'
import { readTariff, type TariffTerms } from '../tariff'
import { isSimple, type TariffPrices, toPrices } from '../tariff-input'

export interface TariffVersion {
  readonly id: bigint
  readonly number: number
  readonly currency: string
  readonly vatPercent: string
  readonly pricesIncludeVat: boolean
  /** Null when this program cannot read what a newer one wrote. */
  readonly terms: TariffTerms | null
  /** The terms as five prices; null when they say more than that, or cannot be read. */
  readonly prices: TariffPrices | null
  /** Sessions begun from then on have it; null: from when it was made. */
  readonly effectiveFrom: Date | null
  readonly note: string
  /** `user:12`; with the person's name where it is a person. */
  readonly createdBy: string
  readonly createdByName: string | null
  readonly createdAt: Date
}

export const versionColumns = {
  id: true,
  number: true,
  currency: true,
  vatPercent: true,
  pricesIncludeVat: true,
  elements: true,
  limits: true,
  effectiveFrom: true,
  note: true,
  createdBy: true,
  createdAt: true,
} satisfies Prisma.TariffVersionSelect

export type VersionRead = Prisma.TariffVersionGetPayload<{ select: typeof versionColumns }>

export function versionShown(version: VersionRead, names: ReadonlyMap<string, string>): TariffVersion {
  const terms = readTariff(version)
  return {
    id: version.id,
    number: version.number,
    currency: version.currency,
    vatPercent: String(version.vatPercent),
    pricesIncludeVat: version.pricesIncludeVat,
    terms,
    prices: terms !== null && isSimple(terms) ? toPrices(terms) : null,
    effectiveFrom: version.effectiveFrom,
    note: version.note,
    createdBy: version.createdBy,
    createdByName: names.get(version.createdBy) ?? null,
    createdAt: version.createdAt,
  }
}
