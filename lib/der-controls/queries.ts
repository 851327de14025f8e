import type { Actor } from '../access/actor'
import { requireAct } from '../access/acts'
import { db } from '../db/client'
import { getStationKey } from '../stations/queries/find-station'

export interface DerControlView {
  readonly controlId: string
  readonly controlType: string
  readonly isDefault: boolean
  readonly isSuperseded: boolean
  readonly startAt: Date | null
  readonly durationSeconds: number | null
  /** As OCPP writes it. */
  readonly setting: unknown
  readonly seenAt: Date
}

/** The grid-support settings a station holds, as far as we know. @throws DomainError forbidden | not-found */
export async function listDerControls(actor: Actor, identity: string): Promise<DerControlView[]> {
  requireAct(actor, 'stations.command')
  const { key } = await getStationKey(actor, identity)
  return db().derControl.findMany({
    where: { stationId: key, clearedAt: null },
    orderBy: [{ controlType: 'asc' }, { controlId: 'asc' }],
    omit: { id: true, stationId: true, clearedAt: true },
  })
}
