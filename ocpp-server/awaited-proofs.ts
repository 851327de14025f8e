import { isProof, type StationFact, type WaitingCommand } from '../lib/commands/confirm-command'
import { failureSaid } from '../lib/commands/file-proof'
import { type Problem, problem } from '../lib/commands/problem'

/** What one command may see before its answer is known; each could decide it, so the first is enough for nearly all. */
const MOST_SEEN = 50

/** A later request for the same was accepted: the station gave this one up. */
interface Superseded {
  readonly kind: 'superseded'
  readonly id: bigint
}
interface Seen {
  readonly fact: StationFact | Superseded
  /** Which of all facts it was. */
  readonly number: number
}

/** A command from its claim until it is decided. */
export interface Awaited extends WaitingCommand {
  readonly stationId: bigint
  readonly since: number
  /** Place in the line. */
  readonly order: number
  /** The number of the last fact before its call left: earlier ones say nothing of it. null: it has not left. */
  sentAfter: number | null
  /** What would decide it and came before its answer is known and stored, in order. null: it is. */
  seen: Seen[] | null
}

export type Verdict =
  | { readonly isDone: true; readonly fact: StationFact }
  | { readonly isDone: false; readonly why: Problem }

/**
 * Who waits for what stations will say: facts are judged in the order they came, each decides one command, the oldest it can be about.
 * What comes before a command's answer is kept for it, because only the answer tells whether it can be about it at all.
 */
export function createAwaitedProofs(decide: (entry: Awaited, verdict: Verdict) => void) {
  const byStation = new Map<bigint, Awaited[]>()
  let facts = 0
  let entries = 0

  const of = (stationId: bigint): readonly Awaited[] => byStation.get(stationId) ?? []

  function forget(entry: Awaited): void {
    const rest = of(entry.stationId).filter((other) => other !== entry)
    if (rest.length > 0) byStation.set(entry.stationId, rest)
    else byStation.delete(entry.stationId)
  }

  function offer(seen: Seen, to: readonly Awaited[]): void {
    for (const entry of to) {
      const verdict = verdictOf(entry, seen)
      if (verdict === null) continue
      if (entry.seen === null) {
        forget(entry)
        decide(entry, verdict)
      } else if (entry.seen.length < MOST_SEEN) entry.seen.push(seen)
      return
    }
  }

  function superseded(by: Awaited): void {
    for (const other of of(by.stationId)) {
      if (other.id < by.id && other.command.type === by.command.type)
        offer({ fact: { kind: 'superseded', id: other.id }, number: ++facts }, [other])
    }
  }

  return {
    add(
      stationId: bigint,
      command: WaitingCommand,
      { since, isAnswered }: { since: number; isAnswered: boolean },
    ): Awaited {
      const entry: Awaited = {
        id: command.id,
        command: command.command,
        stationId,
        since,
        order: ++entries,
        sentAfter: isAnswered ? facts : null,
        seen: isAnswered ? null : [],
      }
      byStation.set(stationId, [...of(stationId), entry])
      return entry
    },
    /** Its call is on its way (its first, when it takes several). */
    sent(entry: Awaited): void {
      entry.sentAfter ??= facts
    },
    /**
     * Its answer is stored: what was seen meanwhile is judged now, and what is not about it is left to those behind it.
     * @param answer mayShow: it can still be decided; takesPlace: of what was asked for in the same way before
     */
    answered(entry: Awaited, answer: { readonly mayShow: boolean; readonly takesPlace: boolean }): void {
      const seen = entry.seen ?? []
      entry.seen = null
      if (!answer.mayShow) forget(entry)
      if (answer.takesPlace) superseded(entry)
      for (const one of seen)
        offer(
          one,
          of(entry.stationId).filter(({ order }) => order >= entry.order),
        )
    },
    noticed(stationId: bigint, fact: StationFact): void {
      facts += 1
      const waiting = byStation.get(stationId)
      if (waiting !== undefined) offer({ fact, number: facts }, waiting)
    },
    /** Nobody waits any longer for what nothing came of. @param until when a command is given up, epoch milliseconds */
    giveUp(now: number, until: (entry: Awaited) => number): void {
      for (const waiting of byStation.values()) {
        for (const entry of waiting) if (entry.seen === null && until(entry) < now) forget(entry)
      }
    },
  }
}

function verdictOf(entry: Awaited, { fact, number }: Seen): Verdict | null {
  if (fact.kind === 'superseded') return fact.id === entry.id ? { isDone: false, why: problem('superseded') } : null
  if (entry.sentAfter === null || number <= entry.sentAfter) return null
  if (isProof(entry, fact)) return { isDone: true, fact }
  const why = failureSaid(entry, fact)
  return why === null ? null : { isDone: false, why }
}
