import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { db } from '../../db/client'
import { getStationKey } from '../../stations/queries/find-station'

export interface StationTariffView {
  /** As the station knows it. */
  readonly tariffKey: string
  /** 0: all EVSEs. */
  readonly evse: number
  readonly kind: string
  /** When it is one of ours. */
  readonly tariff: { readonly id: bigint; readonly name: string; readonly version: number } | null
  readonly setAt: Date
}

/** The tariffs a station prices with by itself, as far as we know. @throws DomainError forbidden | not-found */
export async function listStationTariffs(actor: Actor, identity: string): Promise<StationTariffView[]> {
  requireAct(actor, 'stations.command')
  const { key } = await getStationKey(actor, identity)
  const held = await db().stationTariff.findMany({
    where: { stationId: key, clearedAt: null },
    orderBy: [{ evseNumber: 'asc' }, { tariffKey: 'asc' }],
  })
  const ids = held.flatMap(({ tariffVersionId }) => tariffVersionId ?? [])
  const versions = await db().tariffVersion.findMany({
    where: { id: { in: ids } },
    select: { id: true, number: true, tariff: { select: { id: true, name: true } } },
  })
  const byId = new Map(versions.map(({ id, number, tariff }) => [id, { ...tariff, version: number }]))
  return held.map(({ tariffKey, evseNumber, kind, tariffVersionId, setAt }) => ({
    tariffKey,
    evse: evseNumber,
    kind,
    tariff: tariffVersionId === null ? null : (byId.get(tariffVersionId) ?? null),
    setAt,
  }))
}
