import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { db } from '../../db/client'
import { getStationKey } from '../../stations/queries/find-station'
import { readPublicKey } from '../public-key'

export interface MeterKeyRow {
  readonly id: bigint
  /** 0: of every EVSE. */
  readonly evse: number
  readonly publicKey: string
  /** null: a bare point, whose curve only its signatures say. */
  readonly curve: string | null
  /** `station`: its own word, not checked by anybody. */
  readonly source: 'operator' | 'station'
  readonly createdAt: Date
}

/** The public keys known for a station's meters. @throws DomainError not-found */
export async function listMeterKeys(actor: Actor, identity: string): Promise<readonly MeterKeyRow[]> {
  requireAct(actor, 'stations.read')
  const station = await getStationKey(actor, identity)
  const keys = await db().meterKey.findMany({
    where: { stationId: station.key },
    select: { id: true, evseNumber: true, publicKey: true, source: true, createdAt: true },
    orderBy: [{ evseNumber: 'asc' }, { id: 'asc' }],
    take: 500,
  })
  return keys.map(({ id, evseNumber, publicKey, source, createdAt }) => ({
    id,
    evse: evseNumber,
    publicKey,
    curve: readPublicKey(publicKey)?.curve.name ?? null,
    source: source as MeterKeyRow['source'],
    createdAt,
  }))
}
