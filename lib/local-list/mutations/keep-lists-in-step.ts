import { systemActor } from '../../access/actor'
import { requestCommand } from '../../commands/mutations/request-command'
import { pool } from '../../db/client'
import { DomainError } from '../../kernel/errors'
import { EFFECTIVE_POLICY_SQL } from '../../offline-policy/queries/effective-policy'
import { areTokensInFlux, tokensState } from '../queries/network-tokens'
import { planStationList } from '../queries/plan-station-list'
import { recordInStep } from './record-list'

/** Lists under way at once, all gateways together: 5 000 stations hear of a changed token within a minute, and no storm is made. */
const MOST_UNDER_WAY = 200
/** Of these, such as only ask a station that has booted whether its list still stands: nothing waits for it. */
const MOST_TO_VERIFY = 20
/** Stations whose list may be another by now, looked at in one turn. */
const MOST_TO_COMPARE = 1_000
/** Looked after side by side; the rest of the worker needs connections as well. */
const AT_ONCE = 4
/** What a station does when it has just come back goes before its list. */
const LEFT_ALONE_SECONDS = 20
/** A station that would not have its list is tried again this much later, or when it has booted. */
const RETRY_AFTER_MINUTES = 60
/** One that did not answer is asked again this much later, or when it has booted or said its version: some never answer. */
const ASK_AGAIN_AFTER_MINUTES = 5

/**
 * Keeps stations' local lists as their policy wants them: sends the command to those that are behind, looks at those that were right
 * before a token changed, empties those that should have none. Offline stations are dealt with when they are back. Harmless at any
 * time and twice. Gives back how many commands were asked for.
 */
export async function keepListsInStep(now: Date): Promise<number> {
  const { rows: open } = await pool().query<{ count: number; is_wanted: boolean }>(
    `SELECT count(*)::int AS count, EXISTS (SELECT 1 FROM offline_policy WHERE local_list IS NOT NULL) AS is_wanted
     FROM command WHERE type = 'send-local-list' AND stage IN ('queued', 'sent')`,
  )
  const budget = MOST_UNDER_WAY - open[0]!.count
  if (!open[0]!.is_wanted || budget <= 0 || (await areTokensInFlux(now))) return 0
  const state = await tokensState()
  const { rows } = await pool().query<Row>(DUE, [
    now,
    LEFT_ALONE_SECONDS,
    RETRY_AFTER_MINUTES,
    state,
    MOST_TO_COMPARE,
    ASK_AGAIN_AFTER_MINUTES,
  ])
  let verifying = 0
  const due = rows.filter(({ why }) => why !== 'verify' || ++verifying <= MOST_TO_VERIFY)
  let asked = 0
  for (let from = 0; from < due.length && asked < budget; from += AT_ONCE) {
    const wereAsked = await Promise.all(due.slice(from, from + AT_ONCE).map((row) => tend(row, now)))
    asked += wereAsked.filter(Boolean).length
  }
  return asked
}

async function tend(row: Row, now: Date): Promise<boolean> {
  return row.why === 'compare' && (await isStillRight(BigInt(row.id), now)) ? false : ask(row)
}

async function isStillRight(stationId: bigint, now: Date): Promise<boolean> {
  const { pages, comparedWith, leftOut } = await planStationList(stationId, 'changes', now)
  if (pages.length > 0) return false
  await recordInStep(stationId, comparedWith, leftOut)
  return true
}

async function ask({ identity, why }: Row): Promise<boolean> {
  try {
    const update = why === 'empty' ? 'empty' : 'changes'
    await requestCommand(systemActor('worker'), identity, { type: 'send-local-list', update })
    return true
  } catch (error) {
    if (error instanceof DomainError) return false // it has just gone: when it is back
    throw error
  }
}

interface Row {
  id: string
  identity: string
  why: 'send' | 'compare' | 'empty' | 'verify'
}

// A list waits until the station's settings were read and set: only then is it known how much it holds.
const DUE = `
  WITH station_policy AS (${EFFECTIVE_POLICY_SQL}), held AS (
    SELECT station.id, station.identity, station_policy.local_list AS wanted, local_list.stage, local_list.held_count,
      local_list.compared_with, local_list.sent_at,
      local_list.checked_at IS NULL OR station_state.booted_at > local_list.checked_at AS is_unverified,
      local_list.sent_at IS NULL OR station_state.booted_at > local_list.sent_at
        OR local_list.sent_at < $1::timestamptz - $3::int * interval '1 minute' AS may_retry,
      local_list.sent_at IS NULL OR greatest(local_list.checked_at, station_state.booted_at) > local_list.sent_at
        OR local_list.sent_at < $1::timestamptz - $6::int * interval '1 minute' AS may_ask_again
    FROM station_policy
      JOIN station ON station.id = station_policy.station_id
      JOIN station_state ON station_state.station_id = station.id
      JOIN offline_standing ON offline_standing.station_id = station.id AND offline_standing.step IN ('profile', 'done')
      LEFT JOIN local_list ON local_list.station_id = station.id
    WHERE station_policy.local_list IS NOT NULL AND station.registration = 'accepted' AND station_state.online
      AND coalesce(greatest(station_state.connected_at, station_state.booted_at), '-infinity')
        <= $1::timestamptz - $2::int * interval '1 second'
      AND offline_standing.policy = station_policy.stamp
      AND NOT EXISTS (SELECT 1 FROM command WHERE command.station_id = station.id AND type = 'send-local-list'
        AND command.queued_at > $1::timestamptz - interval '10 minutes' AND command.stage IN ('queued', 'sent'))
  ), due AS (
    SELECT id, identity, CASE
      WHEN (stage = 'failed' AND may_retry IS NOT TRUE) OR (stage = 'unknown' AND may_ask_again IS NOT TRUE) THEN NULL
      WHEN NOT wanted THEN CASE WHEN held_count > 0 THEN 'empty' END
      WHEN stage IS NULL OR stage IN ('unknown', 'behind', 'failed') THEN 'send'
      WHEN is_unverified THEN 'verify'
      WHEN stage = 'in-step' AND compared_with IS DISTINCT FROM $4 THEN 'compare'
    END AS why
    FROM held
  )
  SELECT id, identity, why FROM due WHERE why IS NOT NULL
  ORDER BY CASE why WHEN 'send' THEN 0 WHEN 'empty' THEN 1 WHEN 'compare' THEN 2 ELSE 3 END, id LIMIT $5`
