import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { bus } from '../../bus/process-bus'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { getStationKey } from '../queries/find-station'
import { type ConnectorEditInput, connectorEditSchema, type StationEditInput, stationEditSchema } from '../station'
import { publishStation } from './publish-station'
import { requireSettable } from './require-settable'

const settings = {
  name: true,
  siteId: true,
  tariffId: true,
  allowWithoutPassword: true,
  allowWithoutProtocol: true,
  securityProfile: true,
  autocharge: true,
  clockZone: true,
  hasPublicPage: true,
  note: true,
} as const

/** Running sessions keep the site and tariff they began with. @throws DomainError invalid | not-found | conflict */
export async function editStation(actor: Actor, identity: string, input: StationEditInput): Promise<void> {
  requireAct(actor, 'stations.write')
  const data = validated(stationEditSchema, input)
  const station = await getStationKey(actor, identity)
  await db().$transaction(async (tx) => {
    const before = await tx.station.findUniqueOrThrow({ where: { id: station.key }, select: settings })
    await requireSettable(tx, actor, {
      siteId: data.siteId === before.siteId ? undefined : data.siteId,
      tariffId: data.tariffId === before.tariffId ? undefined : data.tariffId,
    })
    await tx.station.update({ where: { id: station.key }, data })
    await audit(tx, actor, 'station.edit', `station:${station.identity}`, { before: plain(before), after: plain(data) })
  })
  bus().publish('station', { identity: station.identity, change: 'settings' })
  await publishStation(station.identity)
}

/** @throws DomainError invalid | not-found (station, connector, tariff) | conflict (an archived tariff) */
export async function editConnector(
  actor: Actor,
  place: { readonly identity: string; readonly evse: number; readonly connector: number },
  input: ConnectorEditInput,
): Promise<void> {
  requireAct(actor, 'stations.write')
  const data = validated(connectorEditSchema, input)
  const station = await getStationKey(actor, place.identity)
  await db().$transaction(async (tx) => {
    const before = await tx.connector.findFirst({
      where: { stationId: station.key, number: place.connector, evse: { number: place.evse } },
      select: { id: true, type: true, currentType: true, maxPowerW: true, tariffId: true },
    })
    if (!before) throw notFound('connector', `${place.evse}.${place.connector}`)
    const { id, ...old } = before
    await requireSettable(tx, actor, { tariffId: data.tariffId === old.tariffId ? undefined : data.tariffId })
    await tx.connector.update({ where: { id }, data })
    await audit(tx, actor, 'connector.edit', `station:${station.identity}`, {
      before: { ...plain(old), evse: place.evse, connector: place.connector },
      after: plain(data),
    })
  })
  bus().publish('station', { identity: station.identity, change: 'settings' })
}

function plain(row: object) {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, typeof value === 'bigint' ? value.toString() : value]),
  )
}
