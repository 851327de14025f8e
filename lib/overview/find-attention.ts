import { MILDEST_ATTENDED, needsAttention } from '../faults/fault'
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
  /** More than one: stations of one site with the same trouble, or all of a site that has the fault as a whole. */
  readonly stations: readonly { readonly id: string; readonly name: string }[]
  readonly siteName: string | null
  /** Connectors concerned, `evse.connector`; empty when the whole station is. */
  readonly connectors: readonly string[]
  readonly errorCode: string | null
  /** The open fault this is; null: what stations show that no fault explains yet. */
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
 * What is wrong now, what costs most per hour first. One item for each open fault that somebody should look at, and for what stations
 * show that no fault explains yet; of that, stations of one site that are away together are one item.
 * @param harmless causes of faults that keep nobody from charging: they cost nothing
 */
export function findAttention(
  stations: Iterable<WatchedStation>,
  faults: Iterable<LiveFault> = [],
  harmless: ReadonlySet<string> = new Set(),
): AttentionItem[] {
  const rows = [...stations].filter(({ station }) => station.registration === 'accepted')
  const open = [...faults].filter(needsAttention)
  const explained = new Set(open.map(({ stationId, siteId }) => (stationId === null ? `@${siteId}` : stationId)))
  const items = itemsOfFaults(open, rows, harmless)
  const away = new Map<string, WatchedStation[]>()
  for (const row of rows) {
    const trouble = troubleOf(row.station)
    if (trouble === null || explained.has(row.station.id)) continue
    const isAway = trouble === 'offline' || trouble === 'never-connected'
    if (isAway && row.siteId !== null) {
      if (explained.has(`@${row.siteId}`)) continue
      const key = `${trouble}@${row.siteId}`
      away.set(key, [...(away.get(key) ?? []), row])
    } else items.push(itemOf(trouble, [row]))
  }
  for (const [key, held] of away) items.push(itemOf(key.startsWith('offline') ? 'offline' : 'never-connected', held))
  return items.sort(byCost)
}

function itemsOfFaults(
  faults: readonly LiveFault[],
  rows: readonly WatchedStation[],
  harmless: ReadonlySet<string>,
): AttentionItem[] {
  const byId = new Map(rows.map((row) => [row.station.id, row]))
  return faults.map((fault) => {
    const whole = fault.stationId === null
    const concerned = whole
      ? rows.filter(({ siteId }) => siteId !== null && siteId === fault.siteId)
      : [byId.get(fault.stationId)].filter((row) => row !== undefined)
    return {
      key: `fault:${fault.id}`,
      trouble: 'alarm',
      // One that stands in no list (not let in yet) is named as it names itself.
      stations: whole
        ? concerned.map(named)
        : [concerned[0] ? named(concerned[0]) : { id: fault.stationId as string, name: fault.stationId as string }],
      siteName: concerned[0]?.siteName ?? null,
      connectors: fault.evse === 0 ? [] : [`${fault.evse}.${Math.max(1, fault.connector)}`],
      errorCode: null,
      fault,
      since: fault.beganAt,
      costPerHour:
        (fault.causeWords?.isHarmless ?? harmless.has(fault.cause))
          ? null
          : costOf(concerned, fault.evse === 0 ? null : [fault.evse]),
    }
  })
}

const named = ({ station, name }: WatchedStation) => ({ id: station.id, name: name || station.id })

function itemOf(trouble: Exclude<Trouble, 'alarm'>, rows: readonly WatchedStation[]): AttentionItem {
  const [first] = rows as [WatchedStation]
  const broken =
    trouble === 'faulted' || trouble === 'unavailable'
      ? first.station.connectors.filter(({ status }) => status === trouble)
      : []
  const whole = broken.length === 0 || broken.length === first.station.connectors.length
  const since = rows
    .flatMap(({ station }) => (broken.length > 0 ? broken.map(({ statusAt }) => statusAt) : [station.lastSeenAt]))
    .filter((at) => at !== null)
    .sort()
  return {
    key: rows.length > 1 ? `${trouble}@${first.siteId}` : `${trouble}:${first.station.id}`,
    trouble,
    stations: rows.map(named),
    siteName: first.siteName,
    connectors: whole ? [] : broken.map(({ evse, connector }) => `${evse}.${connector}`),
    errorCode:
      broken.map(({ vendorErrorCode, errorCode }) => errorCode ?? vendorErrorCode).find((code) => code !== null) ??
      (trouble === 'faulted' ? first.station.errorCode : null),
    fault: null,
    since: since[0] ?? null,
    costPerHour: costOf(rows, whole ? null : [...new Set(broken.map(({ evse }) => evse))]),
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
    (a.fault?.severity ?? MILDEST_ATTENDED) - (b.fault?.severity ?? MILDEST_ATTENDED) ||
    TROUBLES.indexOf(a.trouble) - TROUBLES.indexOf(b.trouble) ||
    b.stations.length - a.stations.length ||
    (b.since ?? '').localeCompare(a.since ?? '')
  )
}
