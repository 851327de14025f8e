import type pg from 'pg'
import { systemActor } from '../../access/actor'
import { requestCommand } from '../../commands/mutations/request-command'
import { pool } from '../../db/client'
import { DomainError } from '../../kernel/errors'
import { nextSteps } from '../next-steps'
import { type CandidateStation, campaignCandidates } from '../queries/campaign-candidates'

const worker = systemActor('worker')

interface Running {
  readonly id: string
  readonly firmware_id: string
  readonly version: string
  readonly wave_size: number
  readonly window_from: string | null
  readonly window_to: string | null
  readonly stop_after_failures: number
  readonly is_signed: boolean
}

/**
 * Moves every running campaign one step on: asks the stations whose turn it is, stops it when too many have failed, ends it when all
 * have come to an end. Harmless when two workers do it: each campaign is held by one at a time while it claims the stations whose turn
 * it is, and they are asked when it is held no more, so that no connection waits for another one. A worker that dies in between leaves
 * claims that lapse.
 */
export async function advanceCampaigns(now: Date): Promise<void> {
  await failSilent(now)
  const { rows } = await pool().query<{ id: string }>(
    `SELECT id FROM firmware_campaign WHERE stage = 'running' ORDER BY id`,
  )
  for (const { id } of rows) for (const claimed of await claim(id, now)) await ask(claimed)
}

interface Claimed {
  readonly campaign: Running
  readonly station: CandidateStation
}

/** Holds one campaign in a transaction of its own. @returns whom to ask now */
async function claim(id: string, now: Date): Promise<readonly Claimed[]> {
  const client = await pool().connect()
  try {
    await client.query('BEGIN')
    const { rows } = await client.query<Running>(HOLD, [id])
    const [campaign] = rows
    const stations = campaign === undefined ? [] : await advance(client, campaign, now)
    await client.query('COMMIT')
    return campaign === undefined ? [] : stations.map((station) => ({ campaign, station }))
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

const HOLD = `
  SELECT campaign.id, firmware_id, version, wave_size, window_from, window_to, stop_after_failures, is_signed
  FROM firmware_campaign AS campaign JOIN firmware ON firmware.id = campaign.firmware_id
  WHERE campaign.id = $1 AND stage = 'running' FOR UPDATE OF campaign SKIP LOCKED`

async function advance(client: pg.PoolClient, campaign: Running, now: Date): Promise<readonly CandidateStation[]> {
  const stations = await campaignCandidates(client, BigInt(campaign.id), now)
  const lost = stations.filter(({ lost: why }) => why !== null)
  if (lost.length > 0) {
    await failLost(client, lost, now)
    return [] // what that means is seen at the next turn
  }
  const { window_from: from, window_to: to } = campaign
  const steps = nextSteps(
    {
      version: campaign.version,
      waveSize: campaign.wave_size,
      window: from === null || to === null ? null : { from, to },
      stopAfterFailures: campaign.stop_after_failures,
    },
    stations,
    now,
  )
  if (steps.alreadyThere.length > 0) await client.query(ALREADY, [steps.alreadyThere, campaign.version, now])
  if (steps.ask.length > 0) await client.query(CLAIM, [steps.ask, now])
  if (steps.isTooBad) await end(client, campaign, 'stopped', 'failures', now)
  else if (steps.isDone) await end(client, campaign, 'done', null, now)
  const isAsked = new Set(steps.ask)
  return stations.filter(({ updateId }) => isAsked.has(updateId))
}

const CLAIM = `UPDATE firmware_update SET claimed_at = $2 WHERE id = ANY($1) AND stage = 'waiting'`

const ALREADY = `
  UPDATE firmware_update SET stage = 'installed', status = 'AlreadyInstalled', to_version = $2, status_at = $3, ended_at = $3
  WHERE id = ANY($1) AND stage = 'waiting'`

async function ask({ campaign, station: { identity, updateId } }: Claimed): Promise<void> {
  let commandId: bigint | null = null
  try {
    const { id } = await requestCommand(worker, identity, {
      type: 'update-firmware',
      firmwareId: campaign.firmware_id,
      signed: campaign.is_signed,
      updateId: String(updateId),
    })
    commandId = id
  } catch (error) {
    if (!(error instanceof DomainError)) throw error // offline since a moment ago: its turn comes again
  }
  await pool().query(ASKED, [updateId, commandId])
}

// The gateway may have begun already: then the row is its own.
const ASKED = `
  UPDATE firmware_update SET claimed_at = NULL, command_id = CASE WHEN stage = 'waiting' THEN $2 ELSE command_id END WHERE id = $1`

async function failLost(client: pg.PoolClient, lost: readonly CandidateStation[], now: Date): Promise<void> {
  for (const { updateId, lost: why } of lost)
    await client.query(
      `UPDATE firmware_update SET stage = 'failed', error = $2, status_at = $3, ended_at = $3 WHERE id = $1 AND stage = 'waiting'`,
      [updateId, why, now],
    )
}

async function end(
  client: pg.PoolClient,
  { id }: Running,
  stage: 'stopped' | 'done',
  reason: string | null,
  now: Date,
): Promise<void> {
  await client.query('UPDATE firmware_campaign SET stage = $2, stop_reason = $3, ended_at = $4 WHERE id = $1', [
    id,
    stage,
    reason,
    now,
  ])
  if (stage === 'stopped')
    await client.query(
      `UPDATE firmware_update SET stage = 'cancelled', error = 'campaign-stopped', status_at = $2, ended_at = $2
       WHERE campaign_id = $1 AND stage = 'waiting'`,
      [id, now],
    )
  await client.query(`INSERT INTO audit_entry (actor, act, subject, before, after) VALUES ($1, $2, $3, $4, $5)`, [
    worker.ref,
    `firmware-campaign.${stage === 'done' ? 'finish' : 'stop'}`,
    `firmware-campaign:${id}`,
    { stage: 'running' },
    { stage, ...(reason === null ? {} : { reason }) },
  ])
}

/** Nothing heard for a day after the time it was told to: it has not happened. */
async function failSilent(now: Date): Promise<void> {
  await pool().query(SILENT, [now])
}

const SILENT = `
  UPDATE firmware_update SET stage = 'failed', error = 'silent', ended_at = $1
  WHERE stage IN ('asked', 'downloading', 'downloaded', 'installing')
    AND greatest(status_at, asked_at) < $1::timestamptz - interval '24 hours'
    AND NOT EXISTS (SELECT 1 FROM command WHERE command.id = firmware_update.command_id
      AND greatest((payload ->> 'retrieveAt')::timestamptz, (payload ->> 'installAt')::timestamptz) > $1::timestamptz - interval '24 hours')`
