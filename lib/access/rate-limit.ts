import { type Clock, systemClock } from '../kernel/time'

export interface RateLimit {
  /** Takes one from the key's allowance. @returns seconds to wait when there is nothing left, else null */
  take(key: string): number | null
  /** Gives the key its whole allowance back, e.g. after a successful sign-in. */
  forget(key: string): void
}

interface Count {
  window: number
  now: number
  before: number
}

/** More keys than this at once is an attack: the ones unseen for longest are dropped rather than filling the memory. */
const MOST_KEYS = 20_000

/**
 * At most `limit` per `windowMs` and key, in this process's memory. Sliding: the window before counts for the part of it that is
 * still within reach, so nobody gets a double allowance around a border. A refused attempt costs nothing.
 */
export function createRateLimit(limit: number, windowMs: number, clock: Clock = systemClock): RateLimit {
  const counts = new Map<string, Count>()

  function countOf(key: string, window: number): Count {
    const known = counts.get(key)
    if (known?.window === window) return known
    return { window, now: 0, before: known?.window === window - 1 ? known.now : 0 }
  }

  return {
    take(key) {
      const at = clock().getTime()
      const window = Math.floor(at / windowMs)
      const passed = (at - window * windowMs) / windowMs
      const count = countOf(key, window)
      const used = count.now + count.before * (1 - passed)
      // Moved to the end of the map, whose order is thus that of last use.
      counts.delete(key)
      counts.set(key, count)
      if (counts.size > MOST_KEYS) counts.delete(counts.keys().next().value as string)
      if (used + 1 > limit) return secondsToWait(count, passed)
      count.now += 1
      return null
    },
    forget(key) {
      counts.delete(key)
    },
  }

  function secondsToWait(count: Count, passed: number): number {
    // In this window room comes as the window before slides away; when this one alone is full, its own sliding must be awaited.
    const inThis =
      count.before > 0 && count.now + 1 <= limit ? 1 - (limit - 1 - count.now) / count.before - passed : null
    const inNext = 1 - passed + (count.now > 0 ? Math.max(0, 1 - (limit - 1) / count.now) : 0)
    return Math.max(1, Math.ceil(((inThis ?? inNext) * windowMs) / 1000))
  }
}
