/** The passing of time as the wire sees it, replaceable in tests. */
export interface WireClock {
  /** Epoch milliseconds. */
  now(): number
  /** Milliseconds on a clock that never jumps. */
  mark(): number
  setTimer(run: () => void, ms: number): unknown
  clearTimer(timer: unknown): void
}

export const systemWireClock: WireClock = {
  now: () => Date.now(),
  mark: () => performance.now(),
  setTimer: (run, ms) => setTimeout(run, ms),
  clearTimer: (timer) => clearTimeout(timer as NodeJS.Timeout),
}
