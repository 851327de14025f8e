/**
 * So many at once, and so many per second in the long run. May go into debt, so that who overdraws waits for all of it. Times are
 * epoch milliseconds, given by the caller.
 */
export class TokenBucket {
  private tokens: number

  constructor(
    private readonly perSecond: number,
    private readonly burst: number,
    private filledAt: number,
  ) {
    this.tokens = burst
  }

  /** Takes one. @returns milliseconds until there is one again; 0: there was */
  take(now: number): number {
    this.fill(now)
    this.tokens -= 1
    return this.tokens >= 0 ? 0 : (-this.tokens / this.perSecond) * 1000
  }

  isEmpty(now: number): boolean {
    this.fill(now)
    return this.tokens < 1
  }

  isFull(now: number): boolean {
    this.fill(now)
    return this.tokens >= this.burst
  }

  private fill(now: number): void {
    const gained = ((now - this.filledAt) / 1000) * this.perSecond
    this.filledAt = now // also when the clock was set back: nothing is gained, but from here on time counts again
    if (gained > 0) this.tokens = Math.min(this.burst, this.tokens + gained)
  }
}
