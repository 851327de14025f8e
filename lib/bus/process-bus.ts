import { env } from '../env'
import type { Bus } from './bus'
import { createPostgresBus } from './postgres-bus'

const held = globalThis as typeof globalThis & { laddvaktBus?: Bus }

/** The process's bus, made on first use. @throws Error when DATABASE_URL is not set */
export function bus(): Bus {
  const url = env().DATABASE_URL
  if (!held.laddvaktBus && !url) throw new Error('DATABASE_URL is not set.')
  held.laddvaktBus ??= createPostgresBus(url as string, (error) => console.error('bus:', error))
  return held.laddvaktBus
}

export async function closeBus(): Promise<void> {
  await held.laddvaktBus?.close()
  held.laddvaktBus = undefined
}
