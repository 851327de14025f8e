import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { db } from '../../db/client'
import { notFound } from '../../kernel/errors'
import { getStationKey } from '../../stations/queries/find-station'

export interface ConfigurationChange {
  readonly at: Date
  readonly before: string | null
  readonly after: string | null
}

/** More than anybody reads of one value. */
const MOST = 200

/**
 * What one value has been, newest first. @param valueId `ConfigurationRow.id`
 * @throws DomainError forbidden | not-found (no such station, or no such value of it)
 */
export async function listConfigurationChanges(
  actor: Actor,
  identity: string,
  valueId: bigint,
): Promise<readonly ConfigurationChange[]> {
  requireAct(actor, 'stations.command')
  const station = await getStationKey(actor, identity)
  const value = await db().configurationValue.findFirst({
    where: { id: valueId, stationId: station.key },
    select: {
      stationId: true,
      component: true,
      instance: true,
      evseNumber: true,
      connectorNumber: true,
      key: true,
      attribute: true,
    },
  })
  if (value === null) throw notFound('configuration value', valueId)
  return db().configurationChange.findMany({
    where: value,
    select: { at: true, before: true, after: true },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: MOST,
  })
}
