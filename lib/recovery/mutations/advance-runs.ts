import { bus } from '../../bus/process-bus'
import { db } from '../../db/client'
import { SECOND_MS } from '../../kernel/time'
import type { ScopedEvent } from '../../live/events'
import { askStep, recordAsked } from './ask-step'
import { decideRun } from './decide-run'

/** One beat looks at so many; the next takes the rest. */
const AT_ONCE = 100
/** Done, settle and the next step may follow on each other at once; more turns than these would be a loop. */
const MOST_TURNS = 8
/** A worker that slept between deciding and asking asks nothing: what it decided on may no longer be so. */
const ASK_WITHIN_MS = 5 * SECOND_MS

/**
 * Takes every run that is due a step further. Each decision is one transaction, in which the step is written down before anybody is
 * asked; the command is asked for with no transaction open; what became of the asking is another. Whoever dies in between leaves a
 * step that is taken up again, never one that is asked twice. Two workers share the runs.
 */
export async function advanceRuns(now: Date): Promise<number> {
  const due = await db().playbookRun.findMany({
    where: { endedAt: null, nextAt: { lte: now } },
    orderBy: { nextAt: 'asc' },
    take: AT_ONCE,
    select: { id: true },
  })
  const errors: unknown[] = []
  // One that cannot be taken further keeps no other waiting.
  for (const { id } of due) await advanceRun(id, now).catch((error: unknown) => errors.push(error))
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} of ${due.length} runs could not go on.`)
  return due.length
}

async function advanceRun(id: bigint, now: Date): Promise<void> {
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const decided = await db().$transaction((tx) => decideRun(tx, id, now))
    publish(decided.events)
    const decidedAt = Date.now()
    if (decided.ask !== null) {
      const asked = await askStep(decided.ask, () => Date.now() - decidedAt <= ASK_WITHIN_MS)
      publish(await db().$transaction((tx) => recordAsked(tx, decided.ask!, asked, now)))
    }
    if (!decided.goesOn) return
  }
}

function publish(events: readonly ScopedEvent[]): void {
  for (const event of events) bus().publish('live', event)
}
