import { orSay, say } from './say'

/** How long a start that is under way may take to notice that it is to stop. */
const NOTICE_WITHIN_MS = 5_000
const IMPATIENT_AFTER_MS = 1_500

/** What has to be closed, newest first, once: when a signal asks for it or when a start failed. */
export class Closing {
  private readonly abort = new AbortController()
  private readonly steps: { readonly what: string; readonly close: () => Promise<unknown> }[] = []
  private opening: Promise<unknown> = Promise.resolve()
  private askedAt = 0

  constructor() {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => this.asked())
  }

  /** Aborted as soon as anything asks for the end. */
  get signal(): AbortSignal {
    return this.abort.signal
  }

  later(what: string, close: () => Promise<unknown>): void {
    this.steps.push({ what, close })
  }

  /** A start that is under way may still add things to close: it is waited for, within reason. */
  waitFor(opening: Promise<unknown>): void {
    this.opening = opening.catch(() => undefined)
  }

  async close(code: number): Promise<never> {
    this.abort.abort()
    await Promise.race([this.opening, new Promise((resolve) => setTimeout(resolve, NOTICE_WITHIN_MS))])
    for (const { what, close } of this.steps.splice(0).reverse()) await orSay(`Could not stop ${what}`, close)
    process.exit(code)
  }

  /** npm passes a Ctrl-C on to us that the terminal has already sent; only one that comes later is impatience. */
  private asked(): void {
    if (this.askedAt === 0) {
      this.askedAt = Date.now()
      say('\n· Stopping (Ctrl-C again to force) …')
      void this.close(0)
    } else if (Date.now() - this.askedAt > IMPATIENT_AFTER_MS) {
      process.exit(1)
    }
  }
}
