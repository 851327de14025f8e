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
}

/**
 * Whether another open fault keeps drivers from charging where one has just ended: then nobody hears that it works again. Whichever
 * of them ends last says so.
 */
export async function isStillBroken(
  tx: Transaction,
  { id, stationId, siteId, evseNumber }: EndedFault,
): Promise<boolean> {
  const ofSite = siteId === null ? [] : [{ stationId: null, siteId }]
  const ofStation =
    stationId === null ? [] : [{ stationId, ...(evseNumber === 0 ? {} : { evseNumber: { in: [0, evseNumber] } }) }]
  const open = await tx.fault.findMany({
    where: { id: { not: id }, closedAt: null, OR: [...ofStation, ...ofSite] },
    select: { severity: true, cause: true },
    take: 100,
  })
  return open.some(stopsCharging)
}
