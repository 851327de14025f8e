import { pool } from '../../db/client'
import type { Sql } from '../../db/coalesce'
import { sqlTransaction } from '../../db/sql-transaction'
import { localDate } from '../../invoices/due-date'
import { Decimal } from '../../kernel/money'
import { MINUTE_MS } from '../../kernel/time'
import type { ChargingState } from '../../live/events'
import { markRevenueStale } from '../../revenue/mutations/mark-stale'
import { listQuarters } from '../../spot-prices/queries/list-quarters'
import { DEFAULT_TIME_ZONE, SessionUsage } from '../../tariffs/session-usage'
import type { SpotQuarter } from '../../tariffs/spot'
import { costOfSession, type EnergyCost, type UnknownCost } from '../cost-of-session'
import { type EnergyTerms, termsOn } from '../energy-terms'
import { type TermsRow, termsColumns, termsOfRow } from '../terms-row'

const JOB = 'energy-costs'
/** So many at a time, so that no transaction is long. */
const BATCH = 500
/** In one run; the next goes on where this one stopped. */
const MOST_BATCHES = 40
/** A price is stamped when it is made and seen when it is committed; this much later it surely is. */
const COMMITTED_WITHIN_MS = 2 * MINUTE_MS

/**
 * Works out what the electricity of ended sessions cost: of those settled or settled anew since the last time, of those whose terms
 * changed, and of those that waited for the exchange's prices and now have them. For the worker; doing it again changes nothing.
 * @returns how many costs were written
 */
export async function computeEnergyCosts(now: Date): Promise<number> {
  const settled = await inBatches(SETTLED, await since(), now)
  if (settled.isAll) {
    await pool().query(
      'INSERT INTO job_mark (job, through) VALUES ($1, $2) ON CONFLICT (job) DO UPDATE SET through = greatest(job_mark.through, $2)',
      [JOB, new Date(now.getTime() - COMMITTED_WITHIN_MS)],
    )
  }
  return settled.count + (await inBatches(WAITING, [], now)).count
}

/** The same without trusting when prices were stamped: finds what was brought in with old stamps. For the worker, every night. */
export const sweepEnergyCosts = async (now: Date): Promise<number> =>
  (await inBatches(SETTLED, ['-infinity'], now)).count

const since = async (): Promise<readonly unknown[]> => {
  const { rows } = await pool().query<{ through: Date }>('SELECT through FROM job_mark WHERE job = $1', [JOB])
  return [rows[0]?.through ?? '-infinity']
}

/** $1 the last session that was taken, $2 how many. A price made again after the cost was asks for another. */
const SETTLED = `
  SELECT priced.session_id AS id FROM priced_session priced LEFT JOIN session_energy_cost cost ON cost.session_id = priced.session_id
  WHERE priced.session_id > $1 AND priced.priced_at >= $3
    AND (cost.session_id IS NULL OR cost.computed_at < priced.priced_at)
  ORDER BY priced.session_id LIMIT $2`
const WAITING = `
  SELECT cost.session_id AS id FROM session_energy_cost cost
  WHERE cost.session_id > $1 AND (cost.is_stale OR cost.unknown = 'spot-missing') AND (cost.is_stale OR EXISTS (
    SELECT 1 FROM session JOIN site ON site.id = session.site_id JOIN spot_price price ON price.area = site.price_area
    WHERE session.id = cost.session_id AND price.at > session.started_at - interval '15 minutes' AND price.at <= session.ended_at
      AND price.imported_at > cost.computed_at - interval '${COMMITTED_WITHIN_MS} milliseconds'))
  ORDER BY cost.session_id LIMIT $2`

async function inBatches(wanted: string, more: readonly unknown[], now: Date) {
  let [count, after] = [0, '0']
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const { rows } = await pool().query<{ id: string }>(wanted, [after, BATCH, ...more])
    const ids = rows.map(({ id }) => id)
    if (ids.length > 0) await sqlTransaction((sql) => writeCosts(sql, ids, now))
    count += ids.length
    if (ids.length < BATCH) return { count, isAll: true }
    after = ids.at(-1)!
  }
  return { count, isAll: false }
}

interface SessionRow {
  id: string
  started_at: Date
  ended_at: Date
  energy_wh: string
  site_id: string | null
  zone: string | null
  area: string | null
  is_metered: boolean
  priced_at: Date
}

async function writeCosts(sql: Sql, ids: readonly string[], now: Date): Promise<void> {
  // Whoever says meanwhile what a site's electricity costs waits, so that no cost made of the old terms hides that it is to be made anew.
  await sql.query(
    `SELECT 1 FROM site WHERE id IN (SELECT site_id FROM session WHERE id = ANY($1::bigint[])) ORDER BY id FOR SHARE`,
    [ids],
  )
  // Whoever settles a session again meanwhile waits, or is seen the next time.
  const { rows: sessions } = await sql.query<SessionRow>(
    `SELECT session.id, session.started_at, coalesce(session.ended_at, session.started_at) AS ended_at, session.energy_wh, session.site_id,
       site.time_zone AS zone, site.price_area AS area, priced.unpriced_reason IS DISTINCT FROM 'meter-missing' AS is_metered, priced.priced_at
     FROM session JOIN priced_session priced ON priced.session_id = session.id LEFT JOIN site ON site.id = session.site_id
     WHERE session.id = ANY($1::bigint[]) ORDER BY session.id FOR SHARE OF session`,
    [ids],
  )
  const around = await surroundings(sql, sessions)
  const costs = sessions.map((session) => costOf(session, around))
  const known = (cost: EnergyCost | UnknownCost) => (typeof cost === 'string' ? null : cost)
  const { rows: changed } = await sql.query<{ session_id: string }>(
    `WITH given AS (
       SELECT * FROM unnest($1::bigint[], $2::numeric[], $3::numeric[], $4::numeric[], $5::numeric[], $6::text[], $7::timestamptz[])
         AS given(id, cost, spot, grid, other, unknown, at)
     ), before AS (
       SELECT given.id FROM given JOIN session_energy_cost kept ON kept.session_id = given.id
       WHERE kept.cost IS NOT DISTINCT FROM given.cost AND kept.unknown IS NOT DISTINCT FROM given.unknown
     ), written AS (
       INSERT INTO session_energy_cost (session_id, cost, spot_cost, grid_cost, other_cost, unknown, computed_at)
       SELECT id, cost, spot, grid, other, unknown, at FROM given
       ON CONFLICT (session_id) DO UPDATE SET cost = excluded.cost, spot_cost = excluded.spot_cost, grid_cost = excluded.grid_cost,
         other_cost = excluded.other_cost, unknown = excluded.unknown, is_stale = false, computed_at = excluded.computed_at
       RETURNING session_id
     ) SELECT session_id FROM written WHERE session_id NOT IN (SELECT id FROM before)`,
    [
      sessions.map(({ id }) => id),
      costs.map((cost) => known(cost)?.cost ?? null),
      costs.map((cost) => known(cost)?.spotCost ?? null),
      costs.map((cost) => known(cost)?.gridCost ?? null),
      costs.map((cost) => known(cost)?.otherCost ?? null),
      costs.map((cost) => (typeof cost === 'string' ? cost : null)),
      sessions.map(({ priced_at }) => (priced_at > now ? priced_at : now)),
    ],
  )
  await markRevenueStale(
    sql,
    changed.map((row) => row.session_id),
  )
}

interface Around {
  readonly terms: ReadonlyMap<string, readonly EnergyTerms[]>
  readonly spot: ReadonlyMap<string, ReadonlyMap<number, SpotQuarter>>
  readonly readings: ReadonlyMap<string, readonly { at: number; energyWh: string }[]>
  readonly phases: ReadonlyMap<string, readonly { at: Date; state: ChargingState }[]>
}

/** What the sessions were among: their sites' terms, the exchange's prices, the meter's readings and the phases; four statements and one per area. */
async function surroundings(sql: Sql, sessions: readonly SessionRow[]): Promise<Around> {
  const ids = sessions.map(({ id }) => id)
  const { rows: versions } = await sql.query<TermsRow & { site_id: string }>(
    `SELECT site_id, ${termsColumns} FROM energy_terms WHERE site_id = ANY($1::bigint[])`,
    [sessions.map(({ site_id }) => site_id)],
  )
  const terms = groupBy(versions, ({ site_id }) => site_id, termsOfRow)
  const { rows: readings } = await sql.query<{ id: string; at: Date; wh: string }>(
    `SELECT session_id AS id, at, energy_wh AS wh FROM reading WHERE session_id = ANY($1::bigint[]) AND energy_wh IS NOT NULL ORDER BY at`,
    [ids],
  )
  const { rows: phases } = await sql.query<{ id: string; at: Date; state: ChargingState }>(
    `SELECT session_id AS id, at, state FROM session_phase WHERE session_id = ANY($1::bigint[]) ORDER BY at`,
    [ids],
  )
  const spans = new Map<string, { from: Date; until: Date }>()
  for (const { area, site_id, started_at: from, ended_at: until } of sessions) {
    if (area === null || !terms.get(site_id!)?.some(({ supply }) => supply === 'spot')) continue
    const span = spans.get(area)
    spans.set(area, {
      from: span === undefined || from < span.from ? from : span.from,
      until: span === undefined || until > span.until ? until : span.until,
    })
  }
  const spot = new Map<string, ReadonlyMap<number, SpotQuarter>>()
  for (const [area, span] of spans) {
    const quarters = await listQuarters({ area, ...span })
    spot.set(area, new Map(quarters.map((quarter) => [quarter.at, quarter])))
  }
  return {
    terms,
    spot,
    readings: groupBy(
      readings,
      ({ id }) => id,
      ({ at, wh }) => ({ at: at.getTime(), energyWh: wh }),
    ),
    phases: groupBy(
      phases,
      ({ id }) => id,
      ({ at, state }) => ({ at, state }),
    ),
  }
}

function groupBy<Row, Value>(rows: readonly Row[], keyOf: (row: Row) => string, itemOf: (row: Row) => Value) {
  const groups = new Map<string, Value[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group === undefined) groups.set(keyOf(row), [itemOf(row)])
    else group.push(itemOf(row))
  }
  return groups
}

function costOf(session: SessionRow, { terms, spot, readings, phases }: Around): EnergyCost | UnknownCost {
  const timeZone = session.zone ?? DEFAULT_TIME_ZONE
  const versions = session.site_id === null ? [] : (terms.get(session.site_id) ?? [])
  const inForce = termsOn(versions, localDate(session.started_at, timeZone))
  if (inForce === null) return 'terms-missing'
  const usage = new SessionUsage({
    startedAt: session.started_at,
    until: session.ended_at,
    energyWh: session.is_metered ? new Decimal(session.energy_wh) : null,
    phases: phases.get(session.id) ?? [],
    readings: readings.get(session.id) ?? [],
    timeZone,
  })
  return costOfSession(usage, inForce, spot.get(session.area ?? '') ?? new Map())
}
