import type { Actor } from '../access/actor'
import { requireAct } from '../access/acts'
import { db } from '../db/client'
import { getStationKey } from '../stations/queries/find-station'

export interface StreamView {
  readonly streamId: number
  readonly monitorId: number
  readonly intervalSeconds: number | null
  readonly valueCount: number | null
  readonly openedAt: Date
  readonly closedAt: Date | null
}

export interface StreamValueView {
  readonly at: Date
  readonly value: string
}

const MOST_VALUES = 1_000

/** The streams of monitored values a station has opened, closed ones included. @throws DomainError forbidden | not-found */
export async function listStreams(actor: Actor, identity: string): Promise<StreamView[]> {
  requireAct(actor, 'stations.command')
  const { key } = await getStationKey(actor, identity)
  return db().periodicStream.findMany({
    where: { stationId: key },
    orderBy: { streamId: 'asc' },
    omit: { id: true, stationId: true },
  })
}

/** A stream's latest values, newest first. @param limit at most 1 000 @throws DomainError forbidden | not-found (the station) */
export async function listStreamValues(
  actor: Actor,
  identity: string,
  streamId: number,
  { limit = MOST_VALUES }: { limit?: number } = {},
): Promise<StreamValueView[]> {
  requireAct(actor, 'stations.command')
  const { key } = await getStationKey(actor, identity)
  return db().streamValue.findMany({
    where: { stationId: key, streamId },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: Math.min(limit, MOST_VALUES),
    select: { at: true, value: true },
  })
}
