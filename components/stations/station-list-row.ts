import type { CellValue } from '@/components/data-table/column'
import type { Shape } from '@/lib/kernel/pack-rows'
import type { LiveStation } from '@/lib/live/events'
import { LIVE_STATION } from '@/lib/live/live-shapes'
import type { StationRow } from '@/lib/stations/queries/list-stations'
import { worstStatus } from '@/lib/stations/status'
import type { ShownStatus } from './status-badge'

/** A station as the list shows it. */
export interface StationListRow {
  readonly station: LiveStation
  readonly name: string
  readonly siteId: string | null
  readonly siteName: string | null
  readonly types: string
  readonly maxPowerW: number | null
  readonly todayWh: number
}

export const STATION_LIST_ROW: Shape<StationListRow> = {
  station: LIVE_STATION,
  name: true,
  siteId: true,
  siteName: true,
  types: true,
  maxPowerW: true,
  todayWh: true,
}

export function toListRow({ station, name, site, connectors, maxPowerW, todayWh }: StationRow): StationListRow {
  const types = [...new Set(connectors.flatMap(({ type }) => type ?? []))].join(', ')
  const [siteId, siteName] = site === null ? [null, null] : [String(site.id), site.name]
  return { station, name, siteId, siteName, types, maxPowerW, todayWh }
}

/** What stands for the whole station: that it cannot be heard, else the worst of what it says. */
export function stationStatus(station: LiveStation): ShownStatus {
  if (!station.online) return 'offline'
  if (station.connectors.length === 0) return station.status
  if (station.status === 'faulted' || station.status === 'unavailable') return station.status
  return worstStatus(station.connectors.map(({ status }) => status))
}

/** Every status that can be found on the station, for the filter. */
export function shownStatuses(station: LiveStation): readonly string[] {
  return station.online
    ? [...new Set<string>([stationStatus(station), ...station.connectors.map(({ status }) => status)])]
    : ['offline']
}

export const protocolWords = (protocol: string | null): string | null => protocol?.replace('ocpp', 'OCPP ') ?? null

interface ListColumn {
  readonly id: string
  /** Left out: only looked at, neither sorted by nor exported. */
  readonly value?: (row: StationListRow) => CellValue
  readonly filter?: (row: StationListRow) => string | readonly string[] | null
  readonly isNumeric?: boolean
  readonly width: number
  readonly isHidden?: boolean
  readonly isSearched?: boolean
}

/** The list's columns without their looks: the table and the CSV export agree on them. */
export const STATION_COLUMNS: readonly ListColumn[] = [
  { id: 'name', value: (row) => row.name || row.station.id, width: 150 },
  { id: 'identity', value: (row) => row.station.id, width: 110 },
  {
    id: 'status',
    value: (row) => stationStatus(row.station),
    filter: (row) => shownStatuses(row.station),
    width: 140,
    isSearched: false,
  },
  { id: 'site', value: (row) => row.siteName, filter: (row) => row.siteName, width: 125 },
  {
    id: 'model',
    value: (row) => [row.station.vendor, row.station.model].filter(Boolean).join(' ') || null,
    width: 125,
  },
  {
    id: 'protocol',
    value: (row) => protocolWords(row.station.protocol),
    filter: (row) => protocolWords(row.station.protocol),
    width: 100,
  },
  { id: 'firmware', value: (row) => row.station.firmware, width: 100, isHidden: true },
  { id: 'types', value: (row) => row.types || null, width: 110, isHidden: true },
  {
    id: 'lastSeen',
    value: (row) => (row.station.lastSeenAt === null ? null : Date.parse(row.station.lastSeenAt)),
    width: 120,
  },
  {
    id: 'online',
    value: (row) => String(row.station.online),
    filter: (row) => String(row.station.online),
    width: 90,
    isHidden: true,
    isSearched: false,
  },
  {
    id: 'registration',
    value: (row) => row.station.registration,
    filter: (row) => row.station.registration,
    width: 110,
    isHidden: true,
    isSearched: false,
  },
  { id: 'heat', width: 120 },
  { id: 'power', value: (row) => row.maxPowerW, isNumeric: true, width: 80 },
  { id: 'today', value: (row) => row.todayWh, isNumeric: true, width: 110 },
]
