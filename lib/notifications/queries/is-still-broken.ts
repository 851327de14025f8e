import type { Transaction } from '../../db/client'
import { stopsCharging } from '../happening-of'

/** Where a fault was. */
export interface EndedFault {
  readonly id: bigint
  /** null: the whole site's. */
  readonly stationId: bigint | null
  readonly siteId: bigint | null
  /** 0: the whole station. */
  readonly evseNumber: number
  /** A person said that it is over: the station may still say that it is not. */
  readonly isByPerson: boolean
}

/**
 * Whether drivers are still kept from charging where a fault has just ended: then nobody hears that it works again. By another open
 * fault (whichever of them ends last says so), or, when a person ended it, by the station's own word: it still says that it is faulted.
 */
export async function isStillBroken(
  tx: Transaction,
  { id, stationId, siteId, evseNumber, isByPerson }: EndedFault,
): Promise<boolean> {
  const ofSite = siteId === null ? [] : [{ stationId: null, siteId }]
  const ofStation =
    stationId === null ? [] : [{ stationId, ...(evseNumber === 0 ? {} : { evseNumber: { in: [0, evseNumber] } }) }]
  const open = await tx.fault.findMany({
    where: { id: { not: id }, closedAt: null, OR: [...ofStation, ...ofSite] },
    select: { severity: true, cause: true },
    take: 100,
  })
  if (open.some(stopsCharging)) return true
  if (!isByPerson || stationId === null) return false
  const faulted = await tx.connectorState.count({
    where: { stationId, status: 'faulted', ...(evseNumber > 0 && { connector: { evse: { number: evseNumber } } }) },
  })
  return faulted > 0
}
