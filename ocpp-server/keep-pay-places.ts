import type { Bus } from '../lib/bus/bus'
import { SECOND_MS } from '../lib/kernel/time'
import { holdPayPlaces } from '../lib/payments/queries/held-pay-places'

const EVERY_MS = 20 * SECOND_MS

/**
 * Keeps in this process's memory where payment is asked for first, so that no message waits for it: read again when people change it,
 * and now and then for what else decides (tariffs of stations and outlets). @returns ends it
 */
export async function keepPayPlaces(bus: Bus, onError: (error: unknown) => void): Promise<() => Promise<void>> {
  const refresh = () => holdPayPlaces().catch(onError)
  await refresh()
  const timer = setInterval(refresh, EVERY_MS).unref()
  const end = await bus.subscribe('payPlaces', () => void refresh(), { onGap: () => void refresh() })
  return async () => {
    clearInterval(timer)
    await end()
  }
}
