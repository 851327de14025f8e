import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { acknowledging } from '../acknowledging'
import { changeFaults, type Edited } from './change-faults'

/** Somebody has seen them and sees to them: nobody else is woken. @throws DomainError forbidden | not-found | conflict (all closed) */
export async function acknowledgeFaults(actor: Actor, ids: readonly bigint[]): Promise<Edited> {
  requireAct(actor, 'faults.write')
  return changeFaults(actor, 'fault.acknowledge', ids, (fault, at) => {
    const seen = acknowledging(fault, actor.ref, at)
    return seen.entries.length === 0 ? null : seen
  })
}
