import { needsAttention } from '../faults/fault'
import type { Shape } from '../kernel/pack-rows'
import type { LiveConnector, LiveFault, LiveStation } from '../live/events'
import { LIVE_CONNECTOR } from '../live/live-shapes'

/** The part of a station that says whether it works. */
export type Watched = Pick<LiveStation, 'id' | 'registration' | 'online' | 'lastSeenAt' | 'status' | 'errorCode'> & {
  readonly connectors: readonly Pick<
    LiveConnector,
    'evse' | 'connector' | 'status' | 'statusAt' | 'errorCode' | 'vendorErrorCode'
  >[]
}

export interface WatchedStation {
  readonly station: Watched
  readonly name: string
  readonly siteId: string | null
  readonly siteName: string | null
  /** What it usually takes in per hour, from its own last weeks; null when there is no history. Per EVSE number; '0' is the whole. */
  readonly perHour: Readonly<Record<string, number>> | null
}

/** How watched stations travel inside a page; see lib/kernel/pack-rows.ts. */
export const WATCHED_STATION: Shape<WatchedStation> = {
  station: {
    id: true,
    registration: true,
    online: true,
    lastSeenAt: true,
    status: true,
    errorCode: true,
    connectors: [LIVE_CONNECTOR],
  },
  name: true,
  siteId: true,
  siteName: true,
  perHour: true,
}

/** Worst first: where no history says what it costs, this decides. */
export const TROUBLES = ['faulted', 'offline', 'unavailable', 'alarm', 'never-connected'] as const
export type Trouble = (typeof TROUBLES)[number]

export interface AttentionItem {
  readonly key: string
  readonly trouble: Trouble
  /** More than one: stations of one site with the same trouble. */
  readonly stations: readonly { readonly id: string; readonly name: string }[]
  readonly siteName: string | null
  /** Connectors concerned, `evse.connector`; empty when the whole station is. */
  readonly connectors: readonly string[]
  readonly errorCode: string | null
  /** The gravest thing the station itself says is wrong; null when it says nothing. */
  readonly fault: LiveFault | null
  /** ISO 8601; the first of them. */
  readonly since: string | null
  /** An estimate in the network's currency; null when there is no history to estimate from. */
  readonly costPerHour: number | null
}

/** Whether drivers can use all of it now. A station nobody has let in yet is not part of the network. */
export const isWorking = (station: Watched): boolean => troubleOf(station) === null

/** Null when all is well. */
export function troubleOf(station: Watched): Exclude<Trouble, 'alarm'> | null {
  if (!station.online) return station.lastSeenAt === null ? 'never-connected' : 'offline'
  if (station.status === 'faulted' || station.connectors.some(({ status }) => status === 'faulted')) return 'faulted'
  if (station.status === 'unavailable' || station.connectors.some(({ status }) => status === 'unavailable'))
    return 'unavailable'
  return null
}

/**
 * What is wrong now, what costs most per hour first; stations of one site that are away together are one item. A station that works
 * and says that something is wrong with it (`alarm`) costs nothing yet.
 */
export function findAttention(stations: Iterable<WatchedStation>, faults: Iterable<LiveFault> = []): AttentionItem[] {
  const worst = worstFaults(faults)
  const items: AttentionItem[] = []
  const away = new Map<string, WatchedStation[]>()
  for (const row of stations) {
    if (row.station.registration !== 'accepted') continue
    const fault = worst.get(row.station.id) ?? null
    const trouble = troubleOf(row.station) ?? (fault === null ? null : 'alarm')
    if (trouble === null) continue
    if ((trouble === 'offline' || trouble === 'never-connected') && row.siteId !== null) {
      const key = `${trouble}@${row.siteId}`
      away.set(key, [...(away.get(key) ?? []), row])
    } else items.push(itemOf(trouble, [row], fault))
  }
  for (const [key, rows] of away) items.push(itemOf(key.startsWith('offline') ? 'offline' : 'never-connected', rows))
  return items.sort(byCost)
}

/** The gravest open fault of each station that somebody should look at; of equals the oldest. */
function worstFaults(faults: Iterable<LiveFault>): ReadonlyMap<string, LiveFault> {
  const worst = new Map<string, LiveFault>()
  for (const fault of faults) {
    if (fault.stationId === null || !needsAttention(fault)) continue
    const known = worst.get(fault.stationId)
    const isWorse = known === undefined || fault.severity < known.severity
    const isOlder = known?.severity === fault.severity && fault.openedAt < known.openedAt
    if (isWorse || isOlder) worst.set(fault.stationId, fault)
  }
  return worst
}

function itemOf(trouble: Trouble, rows: readonly WatchedStation[], fault: LiveFault | null = null): AttentionItem {
  const [first] = rows as [WatchedStation]
  const broken =
    trouble === 'faulted' || trouble === 'unavailable'
      ? first.station.connectors.filter(({ status }) => status === trouble)
      : []
  const whole = broken.length === 0 || broken.length === first.station.connectors.length
  const since = rows
    .flatMap(({ station }) => {
      if (trouble === 'alarm') return [fault?.openedAt ?? null]
      return broken.length > 0 ? broken.map(({ statusAt }) => statusAt) : [station.lastSeenAt]
    })
    .filter((at) => at !== null)
    .sort()
  return {
    key: rows.length > 1 ? `${trouble}@${first.siteId}` : `${trouble}:${first.station.id}`,
    trouble,
    stations: rows.map(({ station, name }) => ({ id: station.id, name: name || station.id })),
    siteName: first.siteName,
    connectors: whole ? [] : broken.map(({ evse, connector }) => `${evse}.${connector}`),
    errorCode:
      broken.map(({ vendorErrorCode, errorCode }) => errorCode ?? vendorErrorCode).find((code) => code !== null) ??
      (trouble === 'faulted' ? first.station.errorCode : null),
    fault,
    since: since[0] ?? null,
    costPerHour: trouble === 'alarm' ? null : costOf(rows, whole ? null : [...new Set(broken.map(({ evse }) => evse))]),
  }
}

/** @param evses only these of each station; null: all of it */
function costOf(rows: readonly WatchedStation[], evses: readonly number[] | null): number | null {
  let cost: number | null = null
  for (const { perHour } of rows) {
    if (perHour === null) continue
    const keys = evses === null ? ['0'] : evses.map(String)
    for (const key of keys) cost = (cost ?? 0) + (perHour[key] ?? 0)
  }
  return cost
}

function byCost(a: AttentionItem, b: AttentionItem): number {
  return (
    (b.costPerHour ?? 0) - (a.costPerHour ?? 0) ||
    TROUBLES.indexOf(a.trouble) - TROUBLES.indexOf(b.trouble) ||
    b.stations.length - a.stations.length ||
    (b.since ?? '').localeCompare(a.since ?? '')
  )
}
