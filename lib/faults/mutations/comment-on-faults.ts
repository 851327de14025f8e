import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { DomainError } from '../../kernel/errors'
import { findWorkers } from '../queries/list-workers'
import { changeFaults, type Edited } from './change-faults'

export interface CommentInput {
  readonly text: string
  /** Users named in the text as @name; others named there are only text. */
  readonly mentions?: readonly bigint[]
}

/**
 * Writes into the story of faults, open or closed. Who is mentioned is told.
 * @throws DomainError forbidden | not-found | invalid (text: required)
 */
export async function commentOnFaults(
  actor: Actor,
  ids: readonly bigint[],
  { text, mentions = [] }: CommentInput,
): Promise<Edited> {
  requireAct(actor, 'faults.write')
  const said = text.trim()
  if (said === '') throw new DomainError('invalid', 'A comment says something.', { text: 'required' })
  return changeFaults(
    actor,
    'fault.comment',
    ids,
    async (_fault, _at, tx) => {
      const meant = await findWorkers(tx, mentions)
      const named = meant.filter(({ name }) => said.includes(`@${name}`))
      return { entries: [{ kind: 'comment', detail: { text: said, mentions: named } }] }
    },
    { closedToo: true },
  )
}
