import { systemActor } from '../../access/actor'
import { requestCommand } from '../../commands/mutations/request-command'
import { pool } from '../../db/client'
import { DomainError } from '../../kernel/errors'
import { HOUR_MS, SECOND_MS } from '../../kernel/time'
import { loadDrift, loadTemplates, type StationDrift } from '../queries/load-drift'
import { foldKey, isFor, type Template, wantedValues } from '../template'
import { setValues } from './repair'

/** A station that has just booted is busy with itself. */
const SETTLES_MS = 15 * SECOND_MS
/** Boots longer ago than this are nobody's news: the worker was away, or there was no template then. */
const NEWS_MS = 24 * HOUR_MS
const MOST_KEYS = 500
/** Commands in one turn: when a whole network has come back, it is repaired over some minutes. */
const MOST_AT_ONCE = 100

const worker = systemActor('worker')

/**
 * Sets stations that have booted to what their templates with `repairOnBoot` want: reads those keys anew, then sets what differs.
 * Never loops (SPEC D-42): a boot's keys are read once, and no value is set again that the station has refused or not kept.
 */
export async function repairAfterBoot(now: Date): Promise<void> {
  const templates = await loadTemplates()
  const automatic = templates.filter(({ repairOnBoot }) => repairOnBoot)
  if (automatic.length === 0) return
  const scope = { siteIds: null, bootedSince: new Date(now.getTime() - NEWS_MS) }
  const settledBefore = now.getTime() - SETTLES_MS
  const drifts = (await loadDrift(templates, scope, now)).filter(
    ({ station }) => station.bootedAt !== null && station.bootedAt.getTime() <= settledBefore,
  )
  const readings = await loadReadings(drifts)
  let asked = 0
  for (const drift of drifts) {
    if (await repairOne(drift, automatic, readings.get(drift.station.key) ?? [])) asked++
    if (asked >= MOST_AT_ONCE) break
  }
}

/** A reading of keys that we have asked for since the station booted. */
interface Reading {
  readonly keys: ReadonlySet<string>
  readonly isOver: boolean
}

/** Whether something was asked of the station. */
async function repairOne(
  { station, lines }: StationDrift,
  automatic: readonly Template[],
  readings: readonly Reading[],
): Promise<boolean> {
  const mine = automatic.filter((template) => isFor(template, station))
  const isMine = new Set(mine.map(({ id }) => id))
  const keys = wantedValues(mine).map(({ key }) => key)
  if (keys.length === 0) return false
  const reading = readings.find((one) => keys.every((key) => one.keys.has(foldKey(key))))
  if (reading === undefined) {
    const command = { type: 'get-configuration', keys: keys.slice(0, MOST_KEYS) } as const
    await requestCommand(worker, station.identity, command).catch(ignoreConflict)
    return true
  }
  const wrong = lines.filter(({ templateId, state }) => isMine.has(templateId) && state === 'differs')
  if (!reading.isOver || wrong.length === 0) return false
  await setValues(worker, station.identity, wrong).catch(ignoreConflict)
  return true
}

/** It went offline since we looked; its next boot is another chance. */
function ignoreConflict(error: unknown): void {
  if (!(error instanceof DomainError) || error.code !== 'conflict') throw error
}

async function loadReadings(drifts: readonly StationDrift[]): Promise<ReadonlyMap<bigint, readonly Reading[]>> {
  const readings = new Map<bigint, Reading[]>()
  if (drifts.length === 0) return readings
  const { rows } = await pool().query<{ station_id: string; stage: string; keys: string[] }>(
    `SELECT command.station_id, stage, ARRAY(SELECT jsonb_array_elements_text(payload -> 'keys')) AS keys
     FROM command JOIN station_state USING (station_id)
     WHERE command.station_id = ANY($1) AND type = 'get-configuration' AND requested_by = 'worker' AND queued_at >= booted_at
       AND stage <> 'expired' AND jsonb_typeof(payload -> 'keys') = 'array'`,
    [drifts.map(({ station }) => station.key)],
  )
  for (const { station_id, stage, keys } of rows) {
    const stationKey = BigInt(station_id)
    const reading = { keys: new Set(keys.map(foldKey)), isOver: stage !== 'queued' && stage !== 'sent' }
    readings.set(stationKey, [...(readings.get(stationKey) ?? []), reading])
  }
  return readings
}
