import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { DomainError } from '../../kernel/errors'
import { DAY_MS } from '../../kernel/time'
import { acknowledging } from '../acknowledging'
import { changeFaults, type Edited } from './change-faults'
import { endPromise } from './end-promise'

export interface PromiseInput {
  readonly dueAt: Date
  /** For drivers. */
  readonly note?: string
}

const LONGEST_DAYS = 90

/**
 * Promises drivers that it will work again by then. A promise that stood is replaced: broken, when its time had passed or the new
 * one is later.
 * @throws DomainError forbidden | not-found | conflict (all closed) | invalid (dueAt: in the past, or too far away)
 */
export async function promiseRepair(
  actor: Actor,
  ids: readonly bigint[],
  { dueAt, note = '' }: PromiseInput,
): Promise<Edited> {
  requireAct(actor, 'faults.write')
  return changeFaults(actor, 'fault.promise', ids, async (fault, at, tx) => {
    if (dueAt <= at) throw new DomainError('invalid', 'A promise is about what is to come.', { dueAt: 'in-the-past' })
    if (dueAt.getTime() > at.getTime() + LONGEST_DAYS * DAY_MS)
      throw new DomainError('invalid', `Nobody knows more than ${LONGEST_DAYS} days ahead.`, { dueAt: 'too-far-ahead' })
    if (fault.promise?.dueAt.getTime() === dueAt.getTime() && fault.promise.note === note) return null
    const ended = fault.promise === null ? [] : await endPromise(tx, fault.promise, at, dueAt)
    const promise = await tx.repairPromise.create({
      data: { faultId: fault.id, dueAt, note, madeAt: at, madeBy: actor.ref },
    })
    const seen = acknowledging(fault, actor.ref, at)
    return {
      data: seen.data,
      entries: [
        ...seen.entries,
        ...ended,
        { kind: 'promised', detail: { promiseId: String(promise.id), dueAt: dueAt.toISOString(), note } },
      ],
      before: { promisedAt: fault.promise?.dueAt.toISOString() ?? null },
      after: { promisedAt: dueAt.toISOString() },
    }
  })
}

/** Takes the standing promises back. @throws DomainError forbidden | not-found | conflict (all closed) */
export async function withdrawPromise(actor: Actor, ids: readonly bigint[]): Promise<Edited> {
  requireAct(actor, 'faults.write')
  return changeFaults(actor, 'fault.withdraw-promise', ids, async (fault, at, tx) => {
    if (fault.promise === null) return null
    return {
      entries: await endPromise(tx, fault.promise, at, null),
      before: { promisedAt: fault.promise.dueAt.toISOString() },
      after: { promisedAt: null },
    }
  })
}
