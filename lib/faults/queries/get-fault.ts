import type { Actor } from '../../access/actor'
import { mayDo, requireAct } from '../../access/acts'
import { db } from '../../db/client'
import { notFound } from '../../kernel/errors'
import { faultsInScope } from '../in-scope'
import type { PromiseOutcome } from '../promise'
import { FAULT_ROW, type FaultRow, nameOfRefs, toFaultRow } from './fault-row'

export interface PromiseRow {
  readonly id: bigint
  readonly dueAt: Date
  readonly note: string
  readonly madeAt: Date
  readonly madeBy: string | null
  /** Null: it stands. */
  readonly outcome: PromiseOutcome | null
  readonly settledAt: Date | null
}

/** Another fault, as far as it takes to lead there. */
export interface FaultLink {
  readonly id: bigint
  readonly source: FaultRow['source']
  readonly code: string
  readonly cause: string
  readonly stationId: string | null
  readonly evse: number
  readonly openedAt: Date
}

export interface FaultDetails extends FaultRow {
  readonly acknowledgedBy: string | null
  /** For those who work with faults. */
  readonly closeNote: string | null
  readonly mergedInto: FaultLink | null
  readonly merged: readonly FaultLink[]
  /** Newest first. */
  readonly promises: readonly PromiseRow[]
}

const LINK = {
  id: true,
  source: true,
  code: true,
  cause: true,
  evseNumber: true,
  openedAt: true,
  station: { select: { identity: true } },
} as const

/** One fault with its promises and what it was merged with. @throws DomainError forbidden | not-found */
export async function getFault(actor: Actor, id: bigint): Promise<FaultDetails> {
  requireAct(actor, 'faults.read')
  const read = await db().fault.findFirst({
    where: { id, ...faultsInScope(actor) },
    select: {
      ...FAULT_ROW,
      acknowledgedBy: true,
      closeNote: true,
      mergedInto: { select: LINK },
      merged: { select: LINK, orderBy: { id: 'asc' }, take: 100 },
      promises: { orderBy: { id: 'desc' } },
    },
  })
  if (read === null) throw notFound('fault', id)
  const { acknowledgedBy, closeNote, mergedInto, merged, promises, ...row } = read
  const refs = [row.closedBy, acknowledgedBy, ...promises.map(({ madeBy }) => madeBy)].filter((ref) => ref !== null)
  const nameOf = await nameOfRefs(actor, refs)
  const standing = promises.filter(({ outcome }) => outcome === null)
  return {
    ...toFaultRow({ ...row, promises: standing }, nameOf),
    acknowledgedBy: acknowledgedBy && nameOf(acknowledgedBy),
    closeNote: mayDo(actor.role, 'faults.write') ? closeNote : null,
    mergedInto: mergedInto && toLink(mergedInto),
    merged: merged.map(toLink),
    promises: promises.map(({ faultId: _, madeBy, outcome, ...promise }) => ({
      ...promise,
      madeBy: nameOf(madeBy),
      outcome: outcome as PromiseOutcome | null,
    })),
  }
}

const toLink = ({
  evseNumber,
  station,
  source,
  ...row
}: {
  id: bigint
  source: string
  code: string
  cause: string
  evseNumber: number
  openedAt: Date
  station: { identity: string } | null
}): FaultLink => ({
  ...row,
  source: source as FaultRow['source'],
  evse: evseNumber,
  stationId: station?.identity ?? null,
})
