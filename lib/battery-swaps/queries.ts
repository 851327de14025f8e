import type { Actor } from '../access/actor'
import { requireAct } from '../access/acts'
import { db } from '../db/client'
import { getStationKey } from '../stations/queries/find-station'
import { maskToken } from '../tokens/token'

export interface BatterySwapView {
  readonly requestId: number
  readonly eventType: string
  /** Not given away. */
  readonly token: string
  /** As OCPP writes them: serial number, state of charge and of health. */
  readonly batteries: unknown
  readonly receivedAt: Date
}

const MOST = 500

/** Batteries taken in and given out lately, newest first. @throws DomainError forbidden | not-found */
export async function listBatterySwaps(actor: Actor, identity: string): Promise<BatterySwapView[]> {
  requireAct(actor, 'stations.command')
  const { key } = await getStationKey(actor, identity)
  const rows = await db().batterySwap.findMany({ where: { stationId: key }, orderBy: { id: 'desc' }, take: MOST })
  return rows.map(({ requestId, eventType, tokenValue, batteries, receivedAt }) => ({
    requestId,
    eventType,
    token: maskToken(tokenValue),
    batteries,
    receivedAt,
  }))
}
