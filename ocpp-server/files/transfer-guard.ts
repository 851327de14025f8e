import { createRateLimit } from '../../lib/access/rate-limit'
import { MINUTE_MS } from '../../lib/kernel/time'

/** Wrong secrets per address and minute: many stations share an address, but none of them guesses. */
const GUESSES_PER_MINUTE = 30
/** At once. Stations wait when they are told to; disk and line have their limits. */
const MOST_TRANSFERS = 200
const MOST_PER_ADDRESS = 40
/** One station may fetch in two pieces at a time. */
const MOST_PER_LINK = 2

/** Keeps guessing and crowding at the cost of those who do it. */
export function createTransferGuard() {
  const guesses = createRateLimit(GUESSES_PER_MINUTE, MINUTE_MS)
  const under = new Map<string, number>()
  let all = 0

  const count = (key: string, by: 1 | -1) => {
    const now = (under.get(key) ?? 0) + by
    if (now === 0) under.delete(key)
    else under.set(key, now)
  }

  return {
    /** A secret that leads nowhere was tried. @returns seconds to wait before the next one, or null */
    wrong: (address: string): number | null => guesses.take(address),
    /** Room for a transfer, to be given back; null: too many are under way. */
    enter(address: string, secret: string): (() => void) | null {
      const keys = [`address:${address}`, `link:${secret}`]
      const [here = 0, ofLink = 0] = keys.map((key) => under.get(key) ?? 0)
      if (all >= MOST_TRANSFERS || here >= MOST_PER_ADDRESS || ofLink >= MOST_PER_LINK) return null
      all += 1
      for (const key of keys) count(key, 1)
      let isInside = true
      return () => {
        if (!isInside) return
        isInside = false
        all -= 1
        for (const key of keys) count(key, -1)
      }
    },
  }
}
