import { MINUTE_MS } from '../../kernel/time'
import type { FactOf } from './fact'
import type { StationMemory } from './memory'
import { evseOf, failStart, withEvse } from './remember-sessions'

const CALLS_KEPT = 8
/** A reset that we asked for. */
const RESET_BOOT_MS = 5 * MINUTE_MS

/** What became of a call of ours to the station. */
export function rememberCall(memory: StationMemory, fact: FactOf<'called'>): StationMemory {
  const { action, latencyMs, receivedAt, evse } = fact
  const calls = [...memory.calls, { at: receivedAt, action, latencyMs, failed: fact.error !== null }].slice(-CALLS_KEPT)
  const next: StationMemory = { ...memory, calls }
  if (action === 'Reset') {
    const bootsWantedUntil = Math.max(memory.link.bootsWantedUntil, receivedAt + RESET_BOOT_MS)
    return { ...next, link: { ...memory.link, bootsWantedUntil } }
  }
  if (
    action === 'ChangeAvailability' &&
    fact.isWithdrawal !== null &&
    fact.error === null &&
    fact.status !== 'Rejected'
  ) {
    const restoredAt = fact.isWithdrawal ? memory.restoredAt : receivedAt
    return { ...next, restoredAt, withdrawn: withdrawnAfter(memory.withdrawn, evse, fact.isWithdrawal) }
  }
  const isStart = action === 'RemoteStartTransaction' || action === 'RequestStartTransaction'
  if (isStart && evse > 0 && (fact.error !== null || fact.status === 'Rejected')) {
    return withEvse(next, evse, failStart(evseOf(memory, evse, receivedAt), receivedAt))
  }
  return next
}

function withdrawnAfter(withdrawn: readonly number[], evse: number, isWithdrawal: boolean): readonly number[] {
  if (evse === 0) return isWithdrawal ? [0] : []
  const others = withdrawn.filter((number) => number !== evse)
  return isWithdrawal ? [...others, evse] : others
}
