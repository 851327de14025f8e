import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { db } from '../../db/client'
import { getStationKey } from '../../stations/queries/find-station'
import type { RateUnit } from '../charging-profile'
import { compositeLimit, type LimitSegment } from '../composite-limit'
import { listProfiles } from './list-profiles'

export interface LimitAheadAsked {
  /** 0: the station as such. */
  readonly evse: number
  readonly unit: RateUnit
  readonly from: Date
  readonly to: Date
}

/**
 * What may be drawn at an EVSE over time, all the station holds taken together; the session that runs there counts.
 * @throws DomainError forbidden | not-found
 */
export async function getLimitAhead(actor: Actor, identity: string, asked: LimitAheadAsked): Promise<LimitSegment[]> {
  requireAct(actor, 'stations.command')
  const { key } = await getStationKey(actor, identity)
  const [profiles, session] = await Promise.all([
    listProfiles(actor, identity),
    db().session.findFirst({
      where: { stationId: key, evseNumber: asked.evse, status: 'active' },
      orderBy: { startedAt: 'desc' },
      select: { ocppTransactionId: true, startedAt: true },
    }),
  ])
  const running = session && { transactionId: session.ocppTransactionId, startedAt: session.startedAt }
  return compositeLimit({ ...asked, profiles, session: running })
}
