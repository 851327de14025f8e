import type { WireClock } from '../wire-clock'

/** A clock that stands still until told. */
export class FakeClock implements WireClock {
  at = 1_000_000
  private timers: { run: () => void; at: number }[] = []
  now = () => this.at
  mark = () => this.at
  setTimer(run: () => void, ms: number): unknown {
    const timer = { run, at: this.at + ms }
    this.timers.push(timer)
    return timer
  }
  clearTimer(timer: unknown): void {
    this.timers = this.timers.filter((other) => other !== timer)
  }
  pass(ms: number): void {
    this.at += ms
    for (const timer of this.timers.filter(({ at }) => at <= this.at)) {
      this.clearTimer(timer)
      timer.run()
    }
  }
}
