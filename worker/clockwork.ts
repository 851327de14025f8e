import { setMaxListeners } from 'node:events'
import type { Logger } from 'pino'

/** Work that is due every few seconds. It must be harmless when it is done twice, also by two workers at once. */
export interface Beat {
  readonly name: string
  readonly everyMs: number
  readonly run: (now: Date) => Promise<unknown>
}

export interface Clockwork {
  /** Waits for what is running. */
  stop(): Promise<void>
}

/** Runs each piece of work again and again, never beside itself; one that fails is logged and tried at its next turn. */
export function startClockwork(beats: readonly Beat[], log: Logger): Clockwork {
  const stopping = new AbortController()
  setMaxListeners(beats.length + 1, stopping.signal) // one listener per beat is no leak
  const running = beats.map((beat) => keepTime(beat, stopping.signal, log))
  return {
    async stop() {
      stopping.abort()
      await Promise.all(running)
    },
  }
}

async function keepTime({ name, everyMs, run }: Beat, signal: AbortSignal, log: Logger): Promise<void> {
  while (!signal.aborted) {
    const startedAt = Date.now()
    try {
      await run(new Date(startedAt))
    } catch (error) {
      log.error({ error, job: name }, 'job failed')
    }
    await pause(Math.max(0, everyMs - (Date.now() - startedAt)), signal)
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
    if (signal.aborted) done()
  })
}
