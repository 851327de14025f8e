import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { db } from '../../db/client'
import type { CloseReason } from '../../faults/entries'
import { faultsInScope } from '../../faults/in-scope'

/** A fault behind the figures. */
export interface EndedFault {
  readonly id: bigint
  readonly cause: string
  /** The site's, when the whole of it had the fault. */
  readonly place: string
  readonly openedAt: Date
  readonly closedAt: Date
  readonly closeReason: CloseReason
}

const MOST = 200

/** The faults that the statistics count, the latest first. @param cause only these @throws DomainError forbidden */
export async function listEndedFaults(
  actor: Actor,
  { from, to, cause }: { readonly from: Date; readonly to: Date; readonly cause?: string },
): Promise<readonly EndedFault[]> {
  requireAct(actor, 'faults.read')
  const rows = await db().fault.findMany({
    where: {
      AND: [faultsInScope(actor), cause === undefined ? {} : { cause }],
      closedAt: { gte: from, lt: to },
      closeReason: { notIn: ['merged', 'false-alarm', 'removed'] },
    },
    select: {
      id: true,
      cause: true,
      openedAt: true,
      closedAt: true,
      closeReason: true,
      site: { select: { name: true } },
      station: { select: { identity: true, name: true } },
    },
    orderBy: [{ closedAt: 'desc' }, { id: 'desc' }],
    take: MOST,
  })
  return rows.map(({ site, station, closedAt, closeReason, ...row }) => ({
    ...row,
    place: station?.name || station?.identity || site?.name || '',
    closedAt: closedAt!,
    closeReason: closeReason as CloseReason,
  }))
}
