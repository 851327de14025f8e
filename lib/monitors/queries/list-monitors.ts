import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { configurationKey } from '../../configuration/configuration-key'
import { db } from '../../db/client'
import { getStationKey } from '../../stations/queries/find-station'

export interface MonitorRow {
  /** The station's own number. */
  readonly monitorId: number
  /** As a command names it, e.g. EVSE@1.Power. */
  readonly variable: string
  /** UpperThreshold, LowerThreshold, Delta, Periodic, PeriodicClockAligned … */
  readonly type: string
  readonly value: number
  /** 0 danger … 9 debug. */
  readonly severity: number
  readonly inTransaction: boolean
  /** HardWiredMonitor, PreconfiguredMonitor or CustomMonitor; Unknown: the station has not said. */
  readonly origin: string
  readonly seenAt: Date
}

/** What a station watches in itself, as far as it has told. @throws DomainError forbidden | not-found */
export async function listMonitors(actor: Actor, identity: string): Promise<readonly MonitorRow[]> {
  requireAct(actor, 'stations.command')
  const station = await getStationKey(actor, identity)
  const rows = await db().variableMonitor.findMany({
    where: { stationId: station.key },
    orderBy: [{ component: 'asc' }, { evseNumber: 'asc' }, { variable: 'asc' }, { monitorId: 'asc' }],
  })
  return rows.map((row) => ({
    monitorId: row.monitorId,
    variable: configurationKey({ ...row, key: row.variable }),
    type: row.type,
    value: row.value,
    severity: row.severity,
    inTransaction: row.inTransaction,
    origin: row.origin,
    seenAt: row.seenAt,
  }))
}
