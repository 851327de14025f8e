'use client'

import { useEffect, useMemo, useState } from 'react'
import { useLater } from '@/components/live/use-later'
import { useLiveFaults, useLiveSessions } from '@/components/live/use-live'
import type { FirstMap } from '@/components/map/marks-of'
import type { CauseTitles } from '@/lib/faults/cause-titles'
import { unpackRows } from '@/lib/kernel/pack-rows'
import type { LiveFault, LiveSession } from '@/lib/live/events'
import { LIVE_SESSION } from '@/lib/live/live-shapes'
import { WATCHED_STATION, type WatchedStation } from '@/lib/overview/find-attention'
import { WATCHED_SITE } from '@/lib/overview/places-of'
import { type ChargingNow, chargingNow, type NetworkNow, networkNow } from './network-now'
import type { TodayNow, TodayRead } from './today-now'
import { useNetwork } from './use-network'
import { useToday } from './use-today'

/** Each a text of rows; see lib/kernel/pack-rows.ts. */
interface PackedNetwork {
  readonly stations: string
  readonly sites: string
  readonly sessions: string
}

export type StationNames = ReadonlyMap<string, Pick<WatchedStation, 'name' | 'siteName'>>

/** What a page that shows the whole network begins with. */
export interface OverviewStart {
  /** Open when the page was read. */
  readonly faults: readonly LiveFault[]
  readonly causes: CauseTitles
  readonly today: TodayRead
  /** null: the network is too big to come with its page, and `begun` is what the server made of it. */
  readonly network: PackedNetwork | null
  readonly begun: {
    readonly stations: NetworkNow
    /** The map's first picture. */
    readonly map: FirstMap
    readonly charging: ChargingNow
    readonly today: TodayNow
    /** The newest, and what their stations are called. */
    readonly sessions: readonly LiveSession[]
    readonly names: readonly (readonly [id: string, name: string, siteName: string | null])[]
  } | null
}

export interface OverviewNow {
  readonly network: NetworkNow
  readonly charging: ChargingNow
  readonly today: TodayNow
  readonly sessions: readonly LiveSession[]
  readonly names: StationNames
}

/** Sums and lists of sessions; a session's own figures follow it at once. */
const SUMS_EVERY_MS = 1000
/** The server's sums are read anew this often; in between they are carried on by what the stream brings. */
const REFRESH_MS = 5 * 60_000
const NOTHING: readonly never[] = []

/** The network as it is now. Everything is worked out here again as the stream brings changes. */
export function useOverview(start: OverviewStart): OverviewNow {
  const { begun, causes } = start
  const inPage = useMemo(
    () => (start.network ? { ...unpacked(start.network), today: start.today } : null),
    [start.network, start.today],
  )
  const turn = useTurns(REFRESH_MS)
  const isEnough = start.network !== null && turn === 0
  const later = useLater(isEnough ? null : '/api/rows/overview', turn, readLines)
  const whole = later ?? inPage
  const stations = useNetwork(whole?.stations ?? NOTHING)
  const running = whole?.sessions ?? NOTHING
  const sessions = useLiveSessions(running, SUMS_EVERY_MS)
  const faults = useLiveFaults(start.faults)
  const sum = useToday(whole?.today ?? start.today, running, sessions)
  const network = useMemo(
    () =>
      whole === null && begun
        ? begun.stations
        : networkNow(stations, whole?.sites ?? NOTHING, faults, new Set(causes.harmless)),
    [whole, begun, stations, faults, causes],
  )
  const charging = useMemo(
    () => (whole === null && begun ? begun.charging : chargingNow(sessions, whole?.sites ?? NOTHING)),
    [whole, begun, sessions],
  )
  const names = useMemo<StationNames>(
    () =>
      whole === null && begun
        ? new Map(begun.names.map(([id, name, siteName]) => [id, { name, siteName }]))
        : new Map(stations.map((row) => [row.station.id, row])),
    [whole, begun, stations],
  )
  return {
    network,
    charging,
    names,
    today: whole === null && begun ? begun.today : sum,
    sessions: whole === null && begun ? begun.sessions : sessions,
  }
}

const unpacked = ({ stations, sites, sessions }: PackedNetwork) => ({
  stations: unpackRows(stations, WATCHED_STATION),
  sites: unpackRows(sites, WATCHED_SITE),
  sessions: unpackRows(sessions, LIVE_SESSION),
})

/** As /api/rows/overview writes it: a line each. */
function readLines(text: string) {
  const [stations = '[]', sites = '[]', sessions = '[]', today = ''] = text.split('\n')
  return { ...unpacked({ stations, sites, sessions }), today: JSON.parse(today) as TodayRead }
}

/** Counts up while somebody looks. */
function useTurns(everyMs: number): number {
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && setTurn((now) => now + 1), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return turn
}
