import { systemActor } from '../../access/actor'
import type { Schedule } from '../../charging-limits/charging-profile'
import type { CommandInput } from '../../commands/command'
import { requestCommand } from '../../commands/mutations/request-command'
import { pool } from '../../db/client'
import { DomainError } from '../../kernel/errors'
import type { OcppVersion } from '../../ocpp-schemas/official'
import type { SaidSetting } from '../compare-settings'
import { type NextStep, nextStep, SAFE_PROFILE_ID, type StationNow, type Step } from '../next-step'
import type { OfflinePolicy } from '../offline-policy'
import { EFFECTIVE_POLICY_SQL } from '../queries/effective-policy'

/** Commands of this rule under way at once: a fleet that comes back is brought to its policy over some minutes, not at once. */
const MOST_UNDER_WAY = 60
/** What a station does when it has just come back goes before what we want of it. */
const LEFT_ALONE_SECONDS = 20

/**
 * Takes every station that is not at the end of its round one step further; see `nextStep`. Harmless at any time and twice. Gives
 * back how many commands were asked for.
 */
export async function applyOfflinePolicies(now: Date): Promise<number> {
  const { rows: open } = await pool().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM offline_standing JOIN command ON command.id = offline_standing.command_id
     WHERE command.stage IN ('queued', 'sent')`,
  )
  const budget = MOST_UNDER_WAY - open[0]!.count
  if (budget <= 0) return 0
  const { rows } = await pool().query<Row>(DUE, [now, LEFT_ALONE_SECONDS, budget, SAFE_PROFILE_ID])
  let asked = 0
  for (const row of rows) if (await takeStep(row, now)) asked++
  return asked
}

async function takeStep(row: Row, now: Date): Promise<boolean> {
  const station = stationNow(row)
  let next: NextStep = { step: 'done', command: null }
  let last: Step | null = row.step
  do {
    next = nextStep(last, station)
    last = next.step
  } while (next.command === null && next.step !== 'done')
  const commandId = next.command && (await ask(row.identity, next.command))
  if (commandId === 'later') return false
  await pool().query(
    `INSERT INTO offline_standing (station_id, policy, step, command_id, started_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (station_id) DO UPDATE SET policy = excluded.policy, step = excluded.step, command_id = excluded.command_id,
       started_at = CASE WHEN $6 THEN excluded.started_at ELSE offline_standing.started_at END`,
    [row.id, row.stamp, next.step, commandId, now, row.step === null],
  )
  return commandId !== null
}

/** later: the station has just gone. Anything else it is refused for would be refused again, so the round goes on without it. */
async function ask(identity: string, command: CommandInput): Promise<bigint | null | 'later'> {
  try {
    return (await requestCommand(systemActor('worker'), identity, command)).id
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return error.code === 'conflict' ? 'later' : null
  }
}

const stationNow = ({ protocol, said, profile, ...row }: Row): StationNow => ({
  protocol,
  policy: {
    localList: row.local_list,
    authorisationCache: row.authorisation_cache,
    preAuthorise: row.pre_authorise,
    unknownTokens: row.unknown_tokens,
    safeCurrentA: row.safe_current_a,
  } satisfies OfflinePolicy,
  said: said ?? [],
  profile,
})

interface Row {
  id: string
  identity: string
  protocol: OcppVersion
  stamp: string
  /** null: a round begins. */
  step: Step | null
  local_list: boolean | null
  authorisation_cache: boolean | null
  pre_authorise: boolean | null
  unknown_tokens: boolean | null
  safe_current_a: number | null
  said: SaidSetting[] | null
  profile: Schedule | null
}

// A round begins anew when the policy is another, when the station has booted since, and when a step went unheard and the station
// has come back since: never because it said no.
const DUE = `
  WITH station_policy AS (${EFFECTIVE_POLICY_SQL}), due AS (
    SELECT station_policy.*, station.identity, station_state.protocol,
      CASE WHEN offline_standing.policy = station_policy.stamp
          AND (station_state.booted_at IS NULL OR station_state.booted_at <= offline_standing.started_at)
          AND (command.stage IN ('expired', 'timed-out', 'failed') AND station_state.connected_at > command.queued_at) IS NOT TRUE
        THEN offline_standing.step END AS step
    FROM station_policy
      JOIN station ON station.id = station_policy.station_id
      JOIN station_state ON station_state.station_id = station.id
      LEFT JOIN offline_standing ON offline_standing.station_id = station.id
      LEFT JOIN command ON command.id = offline_standing.command_id
    WHERE station.registration = 'accepted' AND station_state.online AND station_state.protocol IS NOT NULL
      AND coalesce(greatest(station_state.connected_at, station_state.booted_at), '-infinity')
        <= $1::timestamptz - $2::int * interval '1 second'
      AND (command.id IS NULL OR command.stage NOT IN ('queued', 'sent'))
  )
  SELECT due.station_id AS id, identity, protocol, stamp, step, local_list, authorisation_cache, pre_authorise, unknown_tokens,
    safe_current_a,
    (SELECT json_agg(json_build_object('component', component, 'key', key, 'value', value, 'readonly', readonly))
      FROM configuration_value WHERE configuration_value.station_id = due.station_id AND attribute = 'Actual' AND evse_number = 0
        AND (component = '' OR lower(component) IN ('authctrlr', 'authcachectrlr', 'localauthlistctrlr'))) AS said,
    (SELECT schedule FROM charging_profile WHERE charging_profile.station_id = due.station_id AND profile_id = $4
        AND cleared_at IS NULL) AS profile
  FROM due WHERE step IS DISTINCT FROM 'done' ORDER BY due.station_id LIMIT $3`
