import { readProblem, wordOf } from '../../commands/problem'
import type { Sql } from '../../db/coalesce'
import { HOME_TIME_ZONE } from '../../stations/queries/energy-today'
import type { Candidate } from '../next-steps'
import type { UpdateStage } from '../update-stage'

export interface CandidateStation extends Candidate {
  readonly identity: string
  /** The command it was asked with came to nothing before the gateway began: why. */
  readonly lost: string | null
}

/** Longer than a command lives: who was claimed by a worker that died is asked again only when nothing of it can come any more. */
const CLAIM_LASTS_SECONDS = 120

interface Read {
  id: string
  identity: string
  wave: number
  stage: UpdateStage
  is_online: boolean
  is_charging: boolean
  is_busy: boolean
  version: string | null
  time_zone: string | null
  is_claimed: boolean
  command_stage: string | null
  command_error: string | null
  command_problem: unknown
}

/** All stations of a campaign as they are now, one statement. */
export async function campaignCandidates(tx: Sql, campaignId: bigint, now: Date): Promise<readonly CandidateStation[]> {
  const { rows } = await tx.query<Read>(SELECT, [campaignId, now, CLAIM_LASTS_SECONDS])
  return rows.map((row) => ({
    updateId: BigInt(row.id),
    identity: row.identity,
    wave: row.wave,
    stage: row.stage,
    isOnItsWay: row.is_claimed || row.command_stage === 'queued' || row.command_stage === 'sent',
    isOnline: row.is_online,
    isCharging: row.is_charging,
    isBusy: row.is_busy,
    version: row.version,
    timeZone: row.time_zone ?? HOME_TIME_ZONE,
    lost: row.command_stage === 'failed' || row.command_stage === 'rejected' ? whyLost(row) : null,
  }))
}

function whyLost({ command_problem, command_error, command_stage }: Read): string | null {
  const problem = readProblem(command_problem)
  return problem === null ? (command_error ?? command_stage) : wordOf(problem)
}

// A command that expired or timed out before the gateway began leaves its row waiting: it is simply asked again.
const SELECT = `
  SELECT own.id, station.identity, own.wave, own.stage, coalesce(state.online, false) AND station.registration = 'accepted' AS is_online,
    EXISTS (SELECT 1 FROM session WHERE session.station_id = own.station_id AND session.status = 'active') AS is_charging,
    EXISTS (SELECT 1 FROM firmware_update AS other WHERE other.station_id = own.station_id AND other.id <> own.id
      AND other.stage IN ('asked', 'downloading', 'downloaded', 'installing')) AS is_busy,
    coalesce(own.claimed_at > $2::timestamptz - make_interval(secs => $3), false) AS is_claimed, state.firmware AS version, site.time_zone,
    CASE WHEN own.stage = 'waiting' THEN command.stage END AS command_stage, command.error AS command_error,
    command.problem AS command_problem
  FROM firmware_update AS own
  JOIN station ON station.id = own.station_id
  LEFT JOIN station_state AS state ON state.station_id = station.id
  LEFT JOIN site ON site.id = station.site_id
  LEFT JOIN command ON command.id = own.command_id
  WHERE own.campaign_id = $1
  ORDER BY own.wave, own.id`
