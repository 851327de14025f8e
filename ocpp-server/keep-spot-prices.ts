import { MINUTE_MS } from '../lib/kernel/time'
import { holdQuarters } from '../lib/spot-prices/queries/held-quarters'

const EVERY_MS = 5 * MINUTE_MS

/**
 * Keeps the exchange's prices in this process's memory, so that no message waits for them. A session that ends before they are here is
 * priced by the worker. @returns ends it
 */
export async function keepSpotPrices(onError: (error: unknown) => void): Promise<() => void> {
  const refresh = () => holdQuarters(new Date()).catch(onError)
  await refresh()
  const timer = setInterval(refresh, EVERY_MS).unref()
  return () => clearInterval(timer)
}
