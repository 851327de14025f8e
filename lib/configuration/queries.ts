import type { Actor } from '../access/actor'
import { requireAct } from '../access/acts'
import { db } from '../db/client'
import { getStationKey } from '../stations/queries/find-station'
import { configurationKey } from './configuration-key'

export interface ConfigurationRow {
  readonly id: bigint
  /** As a command names it, e.g. HeartbeatInterval or OCPPCommCtrlr.HeartbeatInterval. */
  readonly name: string
  /** Actual, Target, MinSet, MaxSet; Actual in 1.6. */
  readonly attribute: string
  /** Null when the station said none, and for secrets, which are never kept. */
  readonly value: string | null
  readonly readonly: boolean
  readonly updatedAt: Date
}

/** What a station has said of its configuration, by name. @throws DomainError not-found */
export async function listConfiguration(actor: Actor, identity: string): Promise<readonly ConfigurationRow[]> {
  requireAct(actor, 'stations.command')
  const station = await getStationKey(actor, identity)
  const rows = await db().configurationValue.findMany({
    where: { stationId: station.key },
    select: {
      id: true,
      component: true,
      instance: true,
      evseNumber: true,
      key: true,
      attribute: true,
      value: true,
      readonly: true,
      updatedAt: true,
    },
    orderBy: [{ component: 'asc' }, { evseNumber: 'asc' }, { instance: 'asc' }, { key: 'asc' }, { attribute: 'asc' }],
  })
  return rows.map((row) => ({
    id: row.id,
    name: configurationKey(row),
    attribute: row.attribute,
    value: row.value,
    readonly: row.readonly,
    updatedAt: row.updatedAt,
  }))
}
