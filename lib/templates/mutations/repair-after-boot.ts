import { systemActor } from '../../access/actor'
import { requestCommand } from '../../commands/mutations/request-command'
import { pool } from '../../db/client'
import { DomainError } from '../../kernel/errors'
import { HOUR_MS, SECOND_MS } from '../../kernel/time'
import { loadDrift, loadTemplates, type StationDrift } from '../queries/load-drift'
import { loadStations, type TemplateStation } from '../queries/load-stations'
import { foldKey, isFor, type Template, wantedValues } from '../template'
import { setValues } from './repair'

/** A station that has just booted is busy with itself. */
const SETTLES_MS = 15 * SECOND_MS
/** Boots longer ago than this are nobody's news: the worker was away, or there was no template then. */
const NEWS_MS = 24 * HOUR_MS
/** What one command may ask for (see `get-configuration`). */
const MOST_KEYS = 500
/** Commands in one turn: when a whole network has come back, it is repaired over some minutes. */
const MOST_AT_ONCE = 100
/** Stations looked at together. */
const PORTION = 500

const worker = systemActor('worker')

/**
 * Sets stations that have booted to what their templates with `repairOnBoot` want: reads those keys anew, then sets what differs.
 * Never loops (SPEC D-42): a boot's keys are read once, and no value is set again that the station has refused or not kept.
 */
export async function repairAfterBoot(now: Date): Promise<void> {
  const templates = await loadTemplates()
  const automatic = templates.filter(({ repairOnBoot }) => repairOnBoot)
  if (automatic.length === 0) return
  const version = Math.max(...templates.map(({ updatedAt }) => updatedAt.getTime()))
  const stampOf = ({ bootedAt }: TemplateStation) => `${bootedAt?.getTime()} ${templates.length} ${version}`
  const settledBefore = now.getTime() - SETTLES_MS
  const bootedSince = new Date(now.getTime() - NEWS_MS)
  let asked = 0
  let after: bigint | undefined
  do {
    const stations = await loadStations({ siteIds: null, bootedSince, after }, PORTION)
    after = stations.length < PORTION ? undefined : stations.at(-1)?.key
    const news = stations.filter(
      (station) =>
        (station.bootedAt?.getTime() ?? Infinity) <= settledBefore && done.get(station.key) !== stampOf(station),
    )
    const drifts = await loadDrift(templates, news, now)
    const readings = await loadReadings(drifts)
    for (const drift of drifts) {
      const { station } = drift
      const outcome = await repairOne(drift, automatic, readings.get(station.key) ?? [])
      if (outcome === 'done') done.set(station.key, stampOf(station))
      if (outcome === 'asked') asked++
      if (asked >= MOST_AT_ONCE) return
    }
  } while (after !== undefined)
}

/**
 * Boots that are dealt with, by station: they need not be looked at every few seconds for a day. Only saves work; a worker that
 * starts anew finds the same out again.
 */
const done = new Map<bigint, string>()

/** A reading of keys that we have asked for since the station booted. */
interface Reading {
  readonly keys: ReadonlySet<string>
  readonly isOver: boolean
}

/** waiting: the station has not answered what it was asked. done: nothing is left to do after this boot. */
type Outcome = 'asked' | 'waiting' | 'done'

async function repairOne(
  { station, lines }: StationDrift,
  automatic: readonly Template[],
  readings: readonly Reading[],
): Promise<Outcome> {
  const mine = automatic.filter((template) => isFor(template, station))
  const isMine = new Set(mine.map(({ id }) => id))
  const keys = wantedValues(mine)
    .map(({ key }) => key)
    .slice(0, MOST_KEYS)
  if (keys.length === 0) return 'done'
  const reading = readings.find((one) => keys.every((key) => one.keys.has(foldKey(key))))
  if (reading === undefined) {
    const command = { type: 'get-configuration', keys } as const
    await requestCommand(worker, station.identity, command).catch(ignoreConflict)
    return 'asked'
  }
  const wanted = lines.filter(({ templateId }) => isMine.has(templateId))
  const wrong = wanted.filter(({ state }) => state === 'differs')
  if (!reading.isOver) return 'waiting'
  if (wrong.length === 0) return wanted.some(({ state }) => state === 'under-way') ? 'waiting' : 'done'
  await setValues(worker, station.identity, wrong).catch(ignoreConflict)
  return 'asked'
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
