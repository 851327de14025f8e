import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { namesOf } from '../../audit/queries'
import { db } from '../../db/client'
import { notFound } from '../../kernel/errors'
import { currentVersion } from '../current-version'
import { strongestPoints } from './strongest-points'
import { type TariffVersion, versionColumns, versionShown } from './tariff-version'

export interface TariffDetail {
  readonly id: bigint
  readonly name: string
  readonly isDefault: boolean
  readonly archived: boolean
  /** Nothing that it prices starts before somebody pays. */
  readonly asksPaymentFirst: boolean
  readonly createdAt: Date
  /** The number of the version that a session beginning now has. */
  readonly inEffect: number
  /** Newest first; never empty. */
  readonly versions: readonly (TariffVersion & { readonly sessionCount: number })[]
  /** Of the strongest connector that uses it; null: none does, or none says. Only what the actor may see. */
  readonly maxPowerKw: number | null
  /** Only what the actor may see. */
  readonly usedBy: TariffUse
}

export interface TariffUse {
  readonly sites: readonly { readonly id: bigint; readonly name: string }[]
  readonly stations: readonly { readonly identity: string; readonly name: string }[]
  readonly connectors: readonly { readonly station: string; readonly evse: number; readonly connector: number }[]
}

/** @throws DomainError not-found */
export async function getTariff(actor: Actor, id: bigint): Promise<TariffDetail> {
  requireAct(actor, 'tariffs.read')
  const siteIds = sitesInScope(actor)
  const here = siteIds === null ? {} : { siteId: { in: [...siteIds] } }
  const tariff = await db().tariff.findUnique({
    where: { id },
    select: {
      id: true,
      name: true,
      isDefault: true,
      archived: true,
      asksPaymentFirst: true,
      createdAt: true,
      versions: { select: { ...versionColumns, _count: { select: { sessions: true } } }, orderBy: { number: 'desc' } },
      sites: {
        where: siteIds === null ? {} : { id: { in: [...siteIds] } },
        select: { id: true, name: true },
        orderBy: { name: 'asc' },
      },
      stations: { where: here, select: { identity: true, name: true }, orderBy: { identity: 'asc' } },
      connectors: {
        where: { station: here },
        select: { number: true, evse: { select: { number: true } }, station: { select: { identity: true } } },
        orderBy: [{ station: { identity: 'asc' } }, { evse: { number: 'asc' } }, { number: 'asc' }],
      },
    },
  })
  if (tariff === null) throw notFound('tariff', id)
  const strongest = await strongestPoints(actor, id)
  const names = await namesOf(tariff.versions.map((version) => version.createdBy))
  return {
    id: tariff.id,
    name: tariff.name,
    isDefault: tariff.isDefault,
    archived: tariff.archived,
    asksPaymentFirst: tariff.asksPaymentFirst,
    createdAt: tariff.createdAt,
    inEffect: currentVersion(tariff.versions, new Date())?.number ?? 1,
    versions: tariff.versions.map((version) => ({
      ...versionShown(version, names),
      sessionCount: version._count.sessions,
    })),
    maxPowerKw: strongest.get(id) ?? null,
    usedBy: {
      sites: tariff.sites,
      stations: tariff.stations,
      connectors: tariff.connectors.map((connector) => ({
        station: connector.station.identity,
        evse: connector.evse.number,
        connector: connector.number,
      })),
    },
  }
}
