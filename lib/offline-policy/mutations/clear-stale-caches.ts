import { systemActor } from '../../access/actor'
import { requestCommand } from '../../commands/mutations/request-command'
import { pool } from '../../db/client'
import { DomainError } from '../../kernel/errors'
import { DAY_MS, MINUTE_MS } from '../../kernel/time'
import { EFFECTIVE_POLICY_SQL } from '../queries/effective-policy'

/** A station that has been away for longer forgets its cache by itself, or is of no concern any more. */
const REMEMBERED_MS = 90 * DAY_MS
/** Nobody's cache holds whom it was last shown longer ago. */
const USED_WITHIN_MS = 365 * DAY_MS
const MOST_AT_ONCE = 50
/** Every use of every blocked token is looked at this seldom: a policy may have come meanwhile. Between, only what is news. */
const ALL_EVERY_MS = 10 * MINUTE_MS
/** Clocks differ, and what was being written when we looked is seen the next time. */
const OVERLAP_MS = MINUTE_MS

/**
 * A token that was blocked may still be let in where it was used before, from the station's memory of earlier answers: those caches
 * are cleared, once. Stations that are away are cleared when they are back. Gives back how many were asked to.
 */
export async function clearStaleCaches(now: Date): Promise<number> {
  const isAll = now.getTime() - looked.allAt >= ALL_EVERY_MS
  const since = new Date(looked.at - OVERLAP_MS)
  const { rows } = await pool().query<{ id: string; identity: string }>(STALE, [
    new Date(now.getTime() - REMEMBERED_MS),
    new Date(now.getTime() - USED_WITHIN_MS),
    isAll ? '-infinity' : since,
    isAll ? 'infinity' : since,
    MOST_AT_ONCE,
  ])
  let asked = 0
  for (const { id, identity } of rows) {
    if (!(await ask(identity))) continue
    asked++
    await pool().query('UPDATE offline_standing SET cache_cleared_at = $2 WHERE station_id = $1', [id, now])
  }
  if (rows.length < MOST_AT_ONCE) looked = { at: now.getTime(), allAt: isAll ? now.getTime() : looked.allAt }
  return asked
}

/** When this process last found nothing more to do. Only saves work; a worker that starts anew looks at everything. */
let looked = { at: 0, allAt: Number.NEGATIVE_INFINITY }

async function ask(identity: string): Promise<boolean> {
  try {
    await requestCommand(systemActor('worker'), identity, { type: 'clear-cache' })
    return true
  } catch (error) {
    if (error instanceof DomainError) return false // it has just gone: when it is back
    throw error
  }
}

// Only stations that have been through a round of a policy which does not turn the cache off. News is a token blocked since, or a
// station that has come back since.
const STALE = `
  WITH station_policy AS (${EFFECTIVE_POLICY_SQL}), blocked AS (
    SELECT id, updated_at FROM token WHERE NOT active AND NOT is_one_time AND updated_at > $1
  ), used AS (
    SELECT session.station_id, blocked.updated_at AS blocked_at FROM blocked CROSS JOIN LATERAL (
      SELECT station_id, started_at FROM session WHERE token_id = blocked.id OFFSET 0 -- by the token's index, whatever else seems cheap
    ) AS session WHERE blocked.updated_at > $3 AND started_at > $2 AND started_at < blocked.updated_at
    UNION ALL
    SELECT station_state.station_id, blocked.updated_at FROM station_state CROSS JOIN LATERAL (
      SELECT token_id, min(started_at) AS started_at FROM session
      WHERE station_id = station_state.station_id AND started_at > $2 AND token_id IS NOT NULL GROUP BY token_id
    ) AS session JOIN blocked ON blocked.id = session.token_id AND session.started_at < blocked.updated_at
    WHERE station_state.online AND station_state.connected_at > $4
  ), touched AS MATERIALIZED (
    SELECT station_id, max(blocked_at) AS blocked_at FROM used GROUP BY station_id
  )
  SELECT station.id, station.identity
  FROM touched JOIN station ON station.id = touched.station_id
    JOIN station_state ON station_state.station_id = station.id
    JOIN station_policy ON station_policy.station_id = station.id
    JOIN offline_standing ON offline_standing.station_id = station.id
  WHERE station_policy.authorisation_cache IS DISTINCT FROM false AND station.registration = 'accepted' AND station_state.online
    AND touched.blocked_at > coalesce(offline_standing.cache_cleared_at, '-infinity')
  ORDER BY station.id LIMIT $5`
