import { systemActor } from '../../access/actor'
import { requestCommand } from '../../commands/mutations/request-command'
import { pool } from '../../db/client'
import { DomainError } from '../../kernel/errors'
import { EFFECTIVE_POLICY_SQL } from '../queries/effective-policy'

/** A station that has been away for longer forgets its cache by itself, or is of no concern any more. */
const REMEMBERED_DAYS = 90
const MOST_AT_ONCE = 50

/**
 * A token that was blocked may still be let in where it was used before, from the station's memory of earlier answers: those caches
 * are cleared, once. Stations that are away are cleared when they are back. Gives back how many were asked to.
 */
export async function clearStaleCaches(now: Date): Promise<number> {
  const { rows } = await pool().query<{ id: string; identity: string }>(STALE, [now, REMEMBERED_DAYS, MOST_AT_ONCE])
  let asked = 0
  for (const { id, identity } of rows) {
    if (!(await ask(identity))) continue
    asked++
    await pool().query('UPDATE offline_standing SET cache_cleared_at = $2 WHERE station_id = $1', [id, now])
  }
  return asked
}

async function ask(identity: string): Promise<boolean> {
  try {
    await requestCommand(systemActor('worker'), identity, { type: 'clear-cache' })
    return true
  } catch (error) {
    if (error instanceof DomainError) return false // it has just gone: when it is back
    throw error
  }
}

// Only stations that have been through a round of a policy which does not turn the cache off.
const STALE = `
  WITH station_policy AS (${EFFECTIVE_POLICY_SQL}), blocked AS (
    SELECT id, updated_at FROM token WHERE NOT active AND updated_at > $1::timestamptz - $2::int * interval '1 day'
  )
  SELECT DISTINCT station.id, station.identity
  FROM blocked JOIN session ON session.token_id = blocked.id
    JOIN station ON station.id = session.station_id
    JOIN station_state ON station_state.station_id = station.id
    JOIN station_policy ON station_policy.station_id = station.id
    JOIN offline_standing ON offline_standing.station_id = station.id
  WHERE station_policy.authorisation_cache IS DISTINCT FROM false AND station.registration = 'accepted' AND station_state.online
    AND session.started_at < blocked.updated_at
    AND blocked.updated_at > coalesce(offline_standing.cache_cleared_at, '-infinity')
  ORDER BY station.id LIMIT $3`
