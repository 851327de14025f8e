import type { Prisma } from '../../db/client'
import { readTariff } from '../tariff'
import { type TariffPrices, toPrices } from '../tariff-input'

export interface TariffVersion {
  readonly id: bigint
  readonly number: number
  readonly currency: string
  readonly vatPercent: string
  readonly pricesIncludeVat: boolean
  /** Null when this program cannot read what a newer one wrote. */
  readonly prices: TariffPrices | null
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
    prices: terms === null ? null : toPrices(terms),
    createdBy: version.createdBy,
    createdByName: names.get(version.createdBy) ?? null,
    createdAt: version.createdAt,
  }
}
