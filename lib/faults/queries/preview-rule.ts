import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { pool } from '../../db/client'
import { notFound } from '../../kernel/errors'
import { DAY_MS } from '../../kernel/time'
import { openingsAt, type PastStation, type Span, siteOpenings } from '../detector/count-openings'
import { type Estimate, estimateTotal } from '../detector/estimate-total'
import { RULES } from '../rules/all-rules'
import { limitsAt } from '../rules/limits'
import { type RuleInput, settledThresholds } from '../rules/rule-input'
import type { RuleName } from '../rules/rule-names'
import { loadFacts } from './load-facts'

export interface RulePreview {
  /** Faults it would have opened in the last 30 days, at the stations looked at. */
  readonly faults: number
  /** At how many stations (of sites as a whole: sites). */
  readonly places: number
  /** Stations looked at, and how many there are: of a large network some are taken, always the same. */
  readonly lookedAt: number
  readonly of: number
  /** What really opened there in the same time. */
  readonly opened: number
  /** What it comes to in the whole network, when only some of it was looked at; null: `faults` is all there is. */
  readonly estimate: Estimate | null
  readonly from: Date
  readonly until: Date
}

const DAYS = 30
/** A habit must be known before it can be missed. */
const LEARN_DAYS: Readonly<Partial<Record<RuleName, number>>> = { 'nobody-succeeds': 28, offline: 10 }
/** Readings are a hundred times as many as anything else. */
const MOST_STATIONS = { withReadings: 40, without: 400 } as const
const BATCH = 20

/**
 * What a rule under these limits would have opened in the last 30 days: the stored history goes through the real detector again.
 * Nothing is changed. @param siteId only this site @throws DomainError forbidden | not-found (the site) | invalid (thresholds)
 */
export async function previewRule(
  actor: Actor,
  siteId: bigint | null,
  input: RuleInput,
  now = new Date(),
): Promise<RulePreview> {
  requireAct(actor, 'fault-rules.write')
  const inScope = sitesInScope(actor)
  if (siteId !== null && inScope !== null && !inScope.includes(siteId)) throw notFound('site', siteId)
  const thresholds = settledThresholds(input.rule, input.thresholds)
  const limits = limitsAt([{ rule: input.rule, siteId: null, isEnabled: true, thresholds }], null)
  const { needs } = RULES[input.rule]
  const most = needs.includes('reading') ? MOST_STATIONS.withReadings : MOST_STATIONS.without
  const { stations, of, units } = await chooseStations(
    siteId === null ? inScope : [siteId],
    most,
    input.rule === 'site-down',
  )
  const until = now.getTime()
  const from = until - DAYS * DAY_MS
  const span: Span = { from, until, learnFrom: from - (LEARN_DAYS[input.rule] ?? 2) * DAY_MS }
  const openings = new Map<string, number>()
  for (const batch of batches(stations)) {
    const facts = await loadFacts(
      pool(),
      { since: new Date(span.learnFrom), until: now, stationIds: batch.map(({ id }) => BigInt(id)) },
      needs,
    )
    const past = batch.map((station): PastStation => ({ ...station, facts: facts.get(station.id) ?? [] }))
    for (const [place, count] of countIn(past, input.rule, limits, span)) openings.set(place, count)
  }
  const counts = input.isEnabled ? [...openings.values()] : []
  return {
    faults: counts.reduce((sum, count) => sum + count, 0),
    places: counts.length,
    estimate: stations.length < of && input.isEnabled ? estimateTotal(counts, units.lookedAt, units.of) : null,
    lookedAt: stations.length,
    of,
    opened: await countOpened(input.rule, stations, span),
    from: new Date(from),
    until: now,
  }
}

function countIn(
  stations: readonly PastStation[],
  rule: RuleName,
  limits: Parameters<typeof openingsAt>[2],
  span: Span,
): readonly (readonly [string, number])[] {
  const counts =
    rule === 'site-down'
      ? bySite(stations).map(
          ([siteId, members]) => [`site ${siteId}`, siteOpenings(members, limits, span).length] as const,
        )
      : stations.map((station) => [station.id, openingsAt(station, rule, limits, span).length] as const)
  return counts.filter(([, count]) => count > 0)
}

function bySite(stations: readonly PastStation[]): (readonly [string, PastStation[]])[] {
  const sites = new Map<string, PastStation[]>()
  for (const station of stations) {
    if (station.siteId !== null) sites.set(station.siteId, [...(sites.get(station.siteId) ?? []), station])
  }
  return [...sites]
}

/** Sites stay together: they are judged as a whole. */
function batches(stations: readonly Chosen[]): Chosen[][] {
  const parts: Chosen[][] = [[]]
  for (const [index, station] of stations.entries()) {
    const isOfSameSite = station.siteId !== null && station.siteId === stations[index - 1]?.siteId
    if (parts.at(-1)!.length >= BATCH && !isOfSameSite) parts.push([])
    parts.at(-1)!.push(station)
  }
  return parts.filter((part) => part.length > 0)
}

type Chosen = Omit<PastStation, 'facts'>

/** Always the same ones, spread over the network; of sites all stations when they are judged as a whole. */
async function chooseStations(siteIds: readonly bigint[] | null, most: number, isOfSites: boolean) {
  const order = isOfSites ? `md5('site' || site_id), station.id` : `md5('station' || station.id)`
  const { rows } = await pool().query<{
    id: string
    site_id: string | null
    power: Record<number, number> | null
    of: number
    of_site: number
    sites: number
  }>(
    `SELECT * FROM (
       SELECT id, site_id, (count(*) OVER ())::int AS of, (count(*) OVER (PARTITION BY site_id))::int AS of_site,
         (SELECT count(DISTINCT site_id)::int FROM station WHERE registration = 'accepted' AND ($1::bigint[] IS NULL OR site_id = ANY($1)))
           AS sites,
         (SELECT json_object_agg(number, power) FROM (
           SELECT evse.number, max(max_power_w) AS power FROM evse JOIN connector ON connector.evse_id = evse.id
           WHERE evse.station_id = station.id AND max_power_w IS NOT NULL GROUP BY evse.number) AS outlets) AS power
       FROM station WHERE registration = 'accepted' AND ($1::bigint[] IS NULL OR site_id = ANY($1)) ORDER BY ${order} LIMIT $2
     ) AS chosen ORDER BY site_id, id`,
    [siteIds, most],
  )
  const chosen = rows.map(({ id, site_id, power }): Chosen => ({ id, siteId: site_id, maxPowerW: power ?? {} }))
  const of = rows[0]?.of ?? 0
  if (!isOfSites) return { stations: chosen, of, units: { lookedAt: chosen.length, of } }
  // The last one may be cut in two, and half a site is none; one that is larger than that is looked at as far as it goes.
  const sizes = new Map<string, number>()
  for (const { siteId } of chosen) if (siteId !== null) sizes.set(siteId, (sizes.get(siteId) ?? 0) + 1)
  const isWhole = ({ site_id, of_site }: (typeof rows)[number]) =>
    site_id !== null && (sizes.get(site_id) === of_site || sizes.size === 1)
  const whole = chosen.filter((_, index) => isWhole(rows[index]!))
  const units = { lookedAt: new Set(whole.map(({ siteId }) => siteId)).size, of: rows[0]?.sites ?? 0 }
  return { stations: whole, of, units }
}

async function countOpened(rule: RuleName, stations: readonly Chosen[], { from }: Span): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM fault WHERE source = 'rule' AND code = $1 AND opened_at >= $2
       AND (station_id = ANY($3) OR (station_id IS NULL AND site_id = ANY($4)))`,
    [rule, new Date(from), stations.map(({ id }) => id), [...new Set(stations.flatMap(({ siteId }) => siteId ?? []))]],
  )
  return rows[0]?.count ?? 0
}
