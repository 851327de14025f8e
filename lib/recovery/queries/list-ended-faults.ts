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

/** More than anybody reads in one go. */
export const MOST_ENDED = 1_000

export interface EndedFilter {
  readonly from: Date
  readonly to: Date
  /** Only these. */
  readonly cause?: string
  /** Only those that ended as recovered. */
  readonly isRecovered?: boolean
}

/** The faults that the statistics count, the latest first. @throws DomainError forbidden */
export async function listEndedFaults(
  actor: Actor,
  { from, to, cause, isRecovered = false }: EndedFilter,
): Promise<readonly EndedFault[]> {
  requireAct(actor, 'faults.read')
  const rows = await db().fault.findMany({
    where: {
      AND: [faultsInScope(actor), cause === undefined ? {} : { cause }],
      closedAt: { gte: from, lt: to },
      closeReason: isRecovered ? 'recovered' : { notIn: ['merged', 'false-alarm', 'removed'] },
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
    take: MOST_ENDED,
  })
  return rows.map(({ site, station, closedAt, closeReason, ...row }) => ({
    ...row,
    place: station?.name || station?.identity || site?.name || '',
    closedAt: closedAt!,
    closeReason: closeReason as CloseReason,
  }))
}
