import { firstMap } from '@/components/map/marks-of'
import { OVERVIEW_MAP_SIZE } from '@/components/overview/map-size'
import { chargingNow, networkNow } from '@/components/overview/network-now'
import { type TodayRead, todayNow } from '@/components/overview/today-now'
import type { OverviewStart } from '@/components/overview/use-overview'
import type { Locale } from '@/i18n/locales'
import type { Actor } from '@/lib/access/actor'
import { type CauseTitles, causeTitles } from '@/lib/faults/cause-titles'
import { listLiveFaults } from '@/lib/faults/queries/list-live-faults'
import { packRows } from '@/lib/kernel/pack-rows'
import type { LiveFault, LiveSession } from '@/lib/live/events'
import { LIVE_SESSION } from '@/lib/live/live-shapes'
import { toLiveSession } from '@/lib/live/queries'
import { WATCHED_STATION } from '@/lib/overview/find-attention'
import { WATCHED_SITE } from '@/lib/overview/places-of'
import { getToday } from '@/lib/overview/queries/get-today'
import { listWatched, type Watched } from '@/lib/overview/queries/list-watched'
import { listSessions } from '@/lib/sessions/queries/list-sessions'
import { type Network, readLiveNetwork } from './read-live-network'

/** More sessions than can run at once on the network this is sized for. */
const ALL = 100_000
/** A network up to this comes whole with its page; of a bigger one comes what is on the screen, and the rest after. */
const FEW = 400
const FIRST_SESSIONS = 100

const pack = (watched: Watched, sessions: readonly LiveSession[]) => ({
  stations: packRows(watched.stations, WATCHED_STATION),
  sites: packRows(watched.sites, WATCHED_SITE),
  sessions: packRows(sessions, LIVE_SESSION),
})

async function readAll(actor: Actor): Promise<Network> {
  const [watched, running] = await Promise.all([
    listWatched(actor),
    listSessions(actor, { status: 'active', limit: ALL }),
  ])
  return { watched, sessions: running.rows.map(toLiveSession) }
}

/** The whole network as /api/rows/overview tells it: stations, sites, sessions and today's sums, a line each. */
export async function readNetwork(actor: Actor, zone: string): Promise<string> {
  const [{ watched, sessions }, today] = await Promise.all([readAll(actor), readToday(actor, zone)])
  const { stations, sites, sessions: running } = pack(watched, sessions)
  return [stations, sites, running, JSON.stringify(today.sums)].join('\n')
}

async function readToday(actor: Actor, zone: string) {
  const { midnight, energyWh, revenue, unpricedCount } = await getToday(actor, zone)
  const sums: TodayRead = { energyWh, revenue, unpricedCount }
  return { midnight, sums }
}

/** What overview and wall screen begin with. @param zone whose midnight begins today */
export async function readOverview(
  actor: Actor,
  zone: string,
  locale: Locale,
): Promise<{ readonly midnight: Date; readonly start: OverviewStart }> {
  const [{ watched, sessions }, today, live] = await Promise.all([
    readLiveNetwork(actor, FEW).then((network) => network ?? readAll(actor)),
    readToday(actor, zone),
    listLiveFaults(actor),
  ])
  const faults: readonly LiveFault[] = live.map(({ event }) => event.fault)
  const causes: CauseTitles = causeTitles(
    faults.map(({ cause }) => cause),
    locale,
  )
  const isWhole = watched.stations.length <= FEW && sessions.length <= FEW
  const network = isWhole ? pack(watched, sessions) : null
  const begun = isWhole ? null : begin(watched, sessions, faults, causes, today.sums)
  return { midnight: today.midnight, start: { faults, causes, today: today.sums, network, begun } }
}

/** What a browser would make of the whole, worked out here for its first picture. */
function begin(
  { stations, sites }: Watched,
  sessions: readonly LiveSession[],
  faults: readonly LiveFault[],
  causes: CauseTitles,
  today: TodayRead,
): OverviewStart['begun'] {
  const network = networkNow(stations, sites, faults, new Set(causes.harmless))
  const first = [...sessions].sort((a, b) => b.startedAt.localeCompare(a.startedAt)).slice(0, FIRST_SESSIONS)
  const charging = new Set(first.map(({ stationId }) => stationId))
  return {
    stations: { ...network, sites: null },
    map: firstMap(network.sites ?? [], OVERVIEW_MAP_SIZE),
    charging: chargingNow(sessions, sites),
    today: todayNow(today, new Map(sessions.map((session) => [session.id, session])), sessions, new Set()),
    sessions: first,
    names: stations
      .filter(({ station }) => charging.has(station.id))
      .map(({ station, name, siteName }) => [station.id, name, siteName] as const),
  }
}
