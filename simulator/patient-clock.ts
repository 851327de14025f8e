import type { WireClock } from '../ocpp-server/wire/wire-clock'

/** The longest that setTimeout can wait, 24.8 days: anything longer it runs at once. */
const LONGEST_MS = 2 ** 31 - 1

class LongTimer {
  constructor(public step: unknown) {}
}

/** A clock whose timers may be as far away as a reservation for next quarter. */
export function patient(clock: WireClock): WireClock {
  const wait = (run: () => void, ms: number, timer: LongTimer): void => {
    const isLast = ms <= LONGEST_MS
    const next = isLast ? run : () => wait(run, ms - LONGEST_MS, timer)
    timer.step = clock.setTimer(next, Math.min(ms, LONGEST_MS))
  }
  return {
    now: () => clock.now(),
    mark: () => clock.mark(),
    setTimer(run, ms) {
      if (ms <= LONGEST_MS) return clock.setTimer(run, ms)
      const timer = new LongTimer(undefined)
      wait(run, ms, timer)
      return timer
    },
    clearTimer: (timer) => clock.clearTimer(timer instanceof LongTimer ? timer.step : timer),
  }
}
