import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { acknowledging } from '../acknowledging'
import type { CloseReason } from '../entries'
import { changeFaults, type Edited } from './change-faults'
import { settleAtClose } from './end-promise'

/** Why a person may say that it is over; the other reasons are proven, or said by the station. */
export const PERSONS_REASONS = ['repaired', 'false-alarm', 'accepted'] as const satisfies readonly CloseReason[]

export interface CloseInput {
  readonly reason: (typeof PERSONS_REASONS)[number]
  readonly note?: string
}

/**
 * A person has dealt with them: for faults whose end no station tells. When the station tells of one again it is a new fault.
 * @throws DomainError forbidden | not-found | conflict (all closed already)
 */
export async function closeFaults(
  actor: Actor,
  ids: readonly bigint[],
  { reason, note = '' }: CloseInput,
): Promise<Edited> {
  requireAct(actor, 'faults.write')
  return changeFaults(actor, 'fault.close', ids, async (fault, at, tx) => {
    const settled = fault.promise === null ? [] : await settleAtClose(tx, fault.promise, at)
    const seen = acknowledging(fault, actor.ref, at, fault.stage)
    return {
      data: { closedAt: at, closedBy: actor.ref, closeReason: reason, closeNote: note || null, ...seen.data },
      entries: [...seen.entries, { kind: 'closed', detail: note ? { reason, note } : { reason } }, ...settled],
      after: { reason },
    }
  })
}
