import type { ScopedEvent } from '../lib/live/events'
import type { Showable } from '../lib/sessions/session-outcome'

export interface SessionScreenOptions {
  publish(event: ScopedEvent): void
  onError(error: unknown): void
  /** How often a session is shown at most, milliseconds. */
  readonly everyMs?: number
}

/** What browsers are shown of running sessions, no more often than eyes can follow. */
export interface SessionScreen {
  /** Shows the session's new state: at once after a pause and when it is over, else soon, when newer states may have replaced it. */
  show(sessionId: bigint, state: Showable): void
  /** Shows what still waits. */
  close(): void
}

interface Resting {
  next: Showable | null
  readonly timer: NodeJS.Timeout
}

/**
 * Every reading gives a session a new state and price, and only the newest is of interest: a state is worked out when it is published,
 * so those that are overtaken cost nothing. A reading is shown within a quarter of a second (the house promises one).
 */
export function createSessionScreen({ publish, onError, everyMs = 250 }: SessionScreenOptions): SessionScreen {
  const resting = new Map<bigint, Resting>()

  function publishNow(sessionId: bigint, state: Showable): void {
    if (state.isOver) resting.delete(sessionId)
    else resting.set(sessionId, { next: null, timer: setTimeout(() => wake(sessionId), everyMs) })
    try {
      publish(state.show())
    } catch (error) {
      onError(error) // called from a timer: nobody else would hear of it
    }
  }

  function wake(sessionId: bigint): void {
    const next = resting.get(sessionId)?.next
    resting.delete(sessionId)
    if (next) publishNow(sessionId, next)
  }

  return {
    show(sessionId, state) {
      const before = resting.get(sessionId)
      if (before === undefined) publishNow(sessionId, state)
      else if (state.isOver) {
        clearTimeout(before.timer)
        publishNow(sessionId, state)
      } else before.next = state
    },
    close() {
      for (const [sessionId, { next, timer }] of resting) {
        clearTimeout(timer)
        if (next) publishNow(sessionId, next)
        clearTimeout(resting.get(sessionId)?.timer)
      }
      resting.clear()
    },
  }
}
