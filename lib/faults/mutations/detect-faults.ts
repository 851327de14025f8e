import { db, pool } from '../../db/client'
import type { Sql } from '../../db/coalesce'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../kernel/time'
import type { ScopedEvent } from '../../live/events'
import { loadMaintenance } from '../../maintenance/queries/load-maintenance'
import { maintenanceUntil } from '../../maintenance/window'
import { type Detected, detect, type WatchedNow } from '../detector/detect'
import type { Fact } from '../detector/fact'
import { READ_AGAIN_MS } from '../detector/follow-station'
import { gatewayFailing, type NetworkLoss, ourSide } from '../detector/our-side'
import { rebuildMemory } from '../detector/rebuild-memory'
import { liveFaultsOf } from '../queries/live-faults-of'
import { loadCertificateFacts } from '../queries/load-certificate-facts'
import { loadFacts } from '../queries/load-facts'
import { loadPasts } from '../queries/load-pasts'
import { loadNetworkLoss, loadRuleSettings } from '../queries/load-surroundings'
import { loadWatched, type WatchedStation } from '../queries/load-watched'
import { type AllLimits, limitsAt } from '../rules/limits'
import { storeDecisions, storeSiteDecisions } from './store-decisions'
import { isGatewayFaultOpen, storeGatewayFault } from './store-gateway-fault'
import { storeMemories } from './store-memories'

const JOB = 'detect-faults'
const DETECT_LOCK = 4_711_021
/** What was missed while no worker ran is gone through in steps, so that memory and statements stay small. */
const STEP_MS = 10 * MINUTE_MS
const MOST_STEPS = 12
/** Older than this, what happened meanwhile is left alone; what is still so is found. */
const LONGEST_MISSED_MS = DAY_MS

/**
 * One look at the whole network: what was received since the last one, and what has fallen due. For the worker, every few seconds;
 * two workers take turns, a look that fails changes nothing. Gives what browsers should know.
 */
export async function detectFaults(now: Date): Promise<readonly ScopedEvent[]> {
  const changed = new Set<bigint>()
  for (let step = 0; step < MOST_STEPS; step++) {
    const looked = await lookOnce(now)
    if (looked === null) break
    for (const id of looked.changed) changed.add(id)
    if (looked.through >= now.getTime()) break
  }
  if (changed.size === 0) return []
  return db().$transaction((tx) => liveFaultsOf(tx, [...changed]))
}

interface Looked {
  readonly changed: readonly bigint[]
  readonly facts: ReadonlyMap<string, readonly Fact[]>
  /** Epoch ms. */
  readonly through: number
}

/** null: another worker is at it. */
async function lookOnce(now: Date): Promise<Looked | null> {
  const client = await pool().connect()
  try {
    await client.query('BEGIN')
    const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [
      DETECT_LOCK,
    ])
    if (!rows[0]?.mine) {
      await client.query('ROLLBACK')
      return null
    }
    const looked = await look(client, now)
    await client.query('COMMIT')
    keepKnown(looked.facts, looked.through)
    return looked
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

async function look(sql: Sql, now: Date): Promise<Looked> {
  const since = await throughOf(sql, now)
  const until = new Date(Math.min(now.getTime(), since.getTime() + STEP_MS))
  const facts = withoutKnown(await loadFacts(sql, { since: new Date(since.getTime() - READ_AGAIN_MS), until }))
  if (hourOf(since) !== hourOf(until)) addFacts(facts, await loadCertificateFacts(sql, since, until))
  const stations = await loadStations(sql, facts, since, until)
  const spans = await loadMaintenance(sql, since)
  const settings = await loadRuleSettings(sql)
  const limits = new Map<string | null, AllLimits>()
  const loss = await loadNetworkLoss(sql, until)
  const ours = ourSide(loss, until.getTime())
  const detected = detect({
    stations: stations.map((station) => watchedNow(station, facts, spans)),
    until: until.getTime(),
    isOurSideDown: ours !== null,
    ...(ours && { foundBefore: ours.foundBefore }),
    onFailure: (id, error) =>
      process.emitWarning(`Station ${id} could not be judged: ${error instanceof Error ? error.stack : error}`),
    limitsOf(siteId) {
      const known = limits.get(siteId) ?? limitsAt(settings, siteId === null ? null : BigInt(siteId))
      limits.set(siteId, known)
      return known
    },
  })
  const changed = [...(await store(sql, stations, detected)), ...(await judgeOwnSide(sql, loss, until, now))]
  await sql.query(
    'INSERT INTO job_mark (job, through) VALUES ($1, $2) ON CONFLICT (job) DO UPDATE SET through = greatest(job_mark.through, $2)',
    [JOB, until],
  )
  return { changed, facts, through: until.getTime() }
}

/** Looks of this process without a longer break. */
let watched: { readonly since: number; readonly last: number } | null = null
const BREAK_MS = 2 * MINUTE_MS

/** Our own gateways, as they are now; of what was missed while no worker ran nothing is said. */
async function judgeOwnSide(sql: Sql, loss: NetworkLoss, until: Date, now: Date): Promise<bigint[]> {
  if (until < now) return []
  const at = now.getTime()
  const isBroken = watched === null || at < watched.last || at - watched.last > BREAK_MS
  watched = { since: isBroken ? at : watched!.since, last: at }
  const isOpen = await isGatewayFaultOpen(sql)
  return storeGatewayFault(sql, gatewayFailing(loss, at, { isOpen, watchedSince: watched.since }), until)
}

/**
 * Facts this process has seen to the end, so that what is read again is not looked at again. Only saves work: what counts once is
 * decided by the stations' own memories, which another worker, or this one after a restart, goes by.
 */
const known = new Map<string, number>()

function withoutKnown(facts: Map<string, Fact[]>): Map<string, Fact[]> {
  const news = new Map<string, Fact[]>()
  for (const [id, own] of facts) {
    const unseen = own.filter((fact) => !known.has(fact.id))
    if (unseen.length > 0) news.set(id, unseen)
  }
  return news
}

function keepKnown(facts: ReadonlyMap<string, readonly Fact[]>, through: number): void {
  for (const [id, receivedAt] of known) if (receivedAt <= through - 2 * READ_AGAIN_MS) known.delete(id)
  for (const own of facts.values()) for (const { id, receivedAt } of own) known.set(id, receivedAt)
}

const hourOf = (at: Date) => Math.floor(at.getTime() / HOUR_MS)

async function throughOf(sql: Sql, now: Date): Promise<Date> {
  const { rows } = await sql.query<{ through: Date }>('SELECT through FROM job_mark WHERE job = $1', [JOB])
  const earliest = now.getTime() - LONGEST_MISSED_MS
  return new Date(Math.min(now.getTime(), Math.max(rows[0]?.through.getTime() ?? now.getTime(), earliest)))
}

function addFacts(facts: Map<string, Fact[]>, more: ReadonlyMap<string, readonly Fact[]>): void {
  for (const [id, own] of more) facts.set(id, [...(facts.get(id) ?? []), ...own])
}

type Loaded = WatchedStation & { readonly memory: NonNullable<WatchedStation['memory']>; readonly isNew: boolean }

/** What is to be looked at: of a site where anything is going on with the connections, all of it. */
async function loadStations(
  sql: Sql,
  facts: ReadonlyMap<string, readonly Fact[]>,
  since: Date,
  until: Date,
): Promise<Loaded[]> {
  const named = await loadWatched(sql, { ids: [...facts.keys()], siteIds: [], dueBy: until, since })
  const siteIds = [...new Set(named.flatMap((station) => (isSiteMatter(station, facts) ? [station.siteId!] : [])))]
  const known = new Set(named.map(({ id }) => id))
  const others =
    siteIds.length === 0 ? [] : await loadWatched(sql, { ids: [], siteIds, dueBy: new Date(0), since: until })
  const stations = [...named, ...others.filter(({ id }) => !known.has(id))]
  const missing = stations.filter(({ memory }) => memory === null).map(({ id }) => id)
  const pasts = missing.length === 0 ? new Map<string, never>() : await loadPasts(sql, missing, until)
  return stations.map((station) => {
    const past = pasts.get(String(station.id))
    return {
      ...station,
      memory: station.memory ?? rebuildMemory(past!, until.getTime()),
      isNew: station.memory === null,
    }
  })
}

function isSiteMatter({ id, siteId, memory }: WatchedStation, facts: ReadonlyMap<string, readonly Fact[]>): boolean {
  if (siteId === null) return false
  if (memory !== null && (memory.siteDownSince !== null || memory.station.link.isOnline === false)) return true
  return facts.get(String(id))?.some(({ kind }) => kind === 'connected' || kind === 'disconnected') ?? false
}

function watchedNow(
  { id, siteId, memory, isNew, maxPowerW, isLimited }: Loaded,
  facts: ReadonlyMap<string, readonly Fact[]>,
  spans: Awaited<ReturnType<typeof loadMaintenance>>,
): WatchedNow {
  return {
    id: String(id),
    siteId: siteId?.toString() ?? null,
    memory,
    // A memory made just now has seen what is there.
    facts: isNew ? [] : (facts.get(String(id)) ?? []),
    maxPowerW,
    isLimited,
    quiet: { quietUntil: (at) => maintenanceUntil(spans, { id, siteId }, at) },
  }
}

async function store(sql: Sql, stations: readonly Loaded[], detected: Detected): Promise<bigint[]> {
  const byId = new Map(stations.map((station) => [String(station.id), station]))
  const decided = detected.stations.flatMap(({ id, decisions }) => {
    const { id: stationId, vendor } = byId.get(id)!
    return decisions.map((decision) => ({ stationId, vendor, decision }))
  })
  const gone = await storeSiteDecisions(
    sql,
    detected.sites.filter(({ kind }) => kind === 'open'),
  )
  const own = await storeDecisions(sql, decided)
  const back = await storeSiteDecisions(
    sql,
    detected.sites.filter(({ kind }) => kind === 'close'),
  )
  await storeMemories(
    sql,
    detected.stations.map((station) => {
      const { memory, isNew } = byId.get(station.id)!
      return { ...station, before: isNew ? null : memory, decided: station.decisions.length }
    }),
  )
  return [...gone, ...own, ...back]
}
