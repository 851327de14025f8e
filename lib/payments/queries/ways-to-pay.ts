import { db } from '../../db/client'
import { sameText } from '../../db/like'
import { Decimal } from '../../kernel/money'
import { hasPublicPage } from '../../public-station/has-public-page'
import { connectorsOf } from '../../stations/queries/connectors-of'
import { chooseTariff } from '../../tariffs/choose-tariff'
import { currentVersion } from '../../tariffs/current-version'
import { versionColumns } from '../../tariffs/queries/tariff-version'
import { readTariff, type TariffTerms } from '../../tariffs/tariff'
import type { ProviderKind } from '../provider'
import { provide } from './load-provider'

/** How a driver may pay at a place. */
export interface WayToPay {
  readonly providerId: bigint
  readonly kind: Exclude<ProviderKind, 'invoice'>
  /** Reserved, or taken in advance: decimal string. */
  readonly cap: string
}

/** A place that a driver may pay at, and the terms that then hold. */
export interface PayPlace {
  readonly stationId: bigint
  readonly identity: string
  readonly stationName: string
  readonly siteId: bigint | null
  readonly evse: number
  readonly connector: number
  readonly connectorType: string | null
  readonly maxPowerW: number | null
  readonly status: string
  readonly isOnline: boolean
  /** null: there is no price, so nobody can pay. */
  readonly terms: { readonly versionId: bigint; readonly tariff: TariffTerms } | null
}

/** The enabled providers whose keys are there. What Swish moves are kronor. */
export async function waysToPay(currency: string): Promise<WayToPay[]> {
  const rows = await db().paymentProvider.findMany({
    where: { isEnabled: true, kind: { not: 'invoice' } },
    select: { id: true, kind: true, cap: true, settings: true, secrets: true },
    orderBy: { id: 'asc' },
  })
  return rows.flatMap((row) => {
    const kind = row.kind as WayToPay['kind']
    if (currency !== 'SEK' && kind === 'swish') return []
    return provide(row) === null ? [] : [{ providerId: row.id, kind, cap: new Decimal(String(row.cap)).toFixed(2) }]
  })
}

/** One connector of an accepted station with the price that holds there now; null: there is none. */
export async function findPayPlace(
  identity: string,
  place: { readonly evse: number; readonly connector: number },
): Promise<PayPlace | null> {
  const station = await db().station.findFirst({
    where: { identity: sameText(identity), registration: 'accepted' },
    select: {
      id: true,
      identity: true,
      name: true,
      tariffId: true,
      siteId: true,
      hasPublicPage: true,
      state: { select: { online: true } },
      site: { select: { tariffId: true, hasPublicPages: true } },
    },
  })
  if (station === null || !hasPublicPage(station)) return null
  const outlets = (await connectorsOf([String(station.id)])).get(String(station.id)) ?? []
  const outlet = outlets.find(({ live }) => live.evse === place.evse && live.connector === place.connector)
  if (outlet === undefined) return null
  const fallback = await db().tariff.findFirst({ where: { isDefault: true, archived: false }, select: { id: true } })
  const chosen = chooseTariff({
    connector: outlet.tariffId,
    station: station.tariffId,
    site: station.site?.tariffId ?? null,
    fallback: fallback?.id ?? null,
  })
  return {
    stationId: station.id,
    identity: station.identity,
    stationName: station.name || station.identity,
    siteId: station.siteId,
    ...place,
    connectorType: outlet.type,
    maxPowerW: outlet.maxPowerW,
    status: outlet.live.status,
    isOnline: station.state?.online ?? false,
    terms: chosen === null ? null : await currentTerms(chosen.tariffId),
  }
}

async function currentTerms(tariffId: bigint): Promise<PayPlace['terms']> {
  const versions = await db().tariffVersion.findMany({ where: { tariffId }, select: versionColumns })
  const version = currentVersion(versions, new Date())
  const tariff = version && readTariff(version)
  return version && tariff ? { versionId: version.id, tariff } : null
}
