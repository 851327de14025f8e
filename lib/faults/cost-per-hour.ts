import { findCause } from './knowledge/all-causes'

/** What hours usually bring in; see lib/overview/queries/usual-income.ts. */
interface Income {
  readonly stations: ReadonlyMap<string, Readonly<Record<string, number>>>
  readonly sites: ReadonlyMap<string, number>
}

interface Place {
  readonly cause: string
  readonly siteId: bigint | null
  /** Null: the whole site. */
  readonly stationKey: bigint | null
  /** 0: the whole station. */
  readonly evse: number
}

/** Whether drivers can charge as if nothing were wrong. */
export const isHarmless = (cause: string): boolean => findCause(cause).driver === 'none'

/**
 * What an hour with this fault costs, from what its place usually takes in. An estimate in the network's currency; null when there
 * is no history to estimate from, or the fault keeps nobody from charging.
 */
export function costPerHour({ cause, siteId, stationKey, evse }: Place, income: Income): number | null {
  if (isHarmless(cause)) return null
  if (stationKey === null) return (siteId !== null && income.sites.get(String(siteId))) || null
  return income.stations.get(String(stationKey))?.[String(evse)] ?? null
}
