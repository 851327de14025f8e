import { randomBytes } from 'node:crypto'
import { systemActor } from '../access/actor'
import { bus } from '../bus/process-bus'
import { MINUTE_MS, systemClock } from '../kernel/time'
import { LiveHub } from './hub'
import { listLiveState } from './queries'

const held = globalThis as typeof globalThis & { laddvaktHub?: Promise<LiveHub> }

/** The web process's hub, started on first use. A start that fails is tried again by the next caller. */
export function liveHub(): Promise<LiveHub> {
  held.laddvaktHub ??= openHub().catch((error: unknown) => {
    held.laddvaktHub = undefined
    throw error
  })
  return held.laddvaktHub
}

async function openHub(): Promise<LiveHub> {
  const hub = new LiveHub({
    bus: bus(),
    loadSnapshot: () => listLiveState(systemActor('system')),
    clock: systemClock,
    newEpoch: () => randomBytes(6).toString('hex'),
  })
  try {
    await hub.start()
  } catch (error) {
    await hub.stop()
    throw error
  }
  setInterval(() => hub.forgetFinished(), MINUTE_MS).unref()
  // The web server waits for open answers before it ends, and a stream would never be done.
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void hub.stop().catch(() => undefined))
  return hub
}
