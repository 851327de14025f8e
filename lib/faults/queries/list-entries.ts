import type { Actor } from '../../access/actor'
import { mayDo, requireAct } from '../../access/acts'
import { db } from '../../db/client'
import { notFound } from '../../kernel/errors'
import { type ShownUser, SOMEBODY } from '../../live/events'
import type { EntryFact } from '../entries'
import { faultsInScope } from '../in-scope'
import { nameOfRefs } from './fault-row'

/** As it is written, or with people who are only somebody to the reader. */
export type ShownFact =
  | Exclude<EntryFact, { readonly kind: 'assigned' }>
  | { readonly kind: 'assigned'; readonly detail: { readonly from: ShownUser | null; readonly to: ShownUser | null } }

/** One line of a fault's story. */
export type EntryRow = ShownFact & {
  readonly id: bigint
  /** Of the fault itself, or of one that was merged into it. */
  readonly faultId: bigint
  readonly at: Date
  /** "station", "worker", …, or a person's name; null: a person whose name is not the reader's to know. */
  readonly by: string | null
}

/** Longer than any story that is still read from its beginning; the newest are kept. */
const MOST = 1_000

/**
 * A fault's story with those of the faults merged into it, oldest first. What colleagues write to each other is for those who work
 * with faults. @throws DomainError forbidden | not-found
 */
export async function listFaultEntries(actor: Actor, id: bigint): Promise<readonly EntryRow[]> {
  requireAct(actor, 'faults.read')
  const fault = await db().fault.findFirst({
    where: { id, ...faultsInScope(actor) },
    select: { merged: { select: { id: true } } },
  })
  if (fault === null) throw notFound('fault', id)
  const mayRead = mayDo(actor.role, 'faults.write')
  const rows = await db().faultEntry.findMany({
    where: {
      faultId: { in: [id, ...fault.merged.map((merged) => merged.id)] },
      ...(mayRead ? {} : { kind: { notIn: ['comment', 'photo'] } }),
    },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    select: { id: true, faultId: true, at: true, kind: true, by: true, detail: true },
    take: MOST,
  })
  const nameOf = await nameOfRefs(
    actor,
    rows.map(({ by }) => by),
  )
  // What is written is an EntryFact: addEntry takes nothing else.
  return rows.reverse().map((row) => {
    const fact = { kind: row.kind, detail: row.detail ?? {} } as EntryFact
    return { ...row, by: nameOf(row.by), ...(mayRead ? fact : withoutWords(fact)) } as EntryRow
  })
}

/** What happened, without people's names and what colleagues wrote: a closing note, a job's words. A promise's are meant for everybody. */
function withoutWords(fact: EntryFact): ShownFact {
  if (fact.kind === 'assigned')
    return { kind: 'assigned', detail: { from: fact.detail.from && SOMEBODY, to: fact.detail.to && SOMEBODY } }
  if (fact.kind === 'closed') return { kind: 'closed', detail: { reason: fact.detail.reason } }
  if (fact.kind !== 'work') return fact
  const { workOrderId, event } = fact.detail
  return { kind: 'work', detail: { workOrderId, event } }
}
