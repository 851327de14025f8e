import { pool } from '../../db/client'
import type { ListPage } from '../plan-update'

/** What a station that holds no list at all says its version is (1.6 errata 3.52; 2.x says 0). */
const NO_LIST = -1

/**
 * The version a station says its list has. One that is not what it last confirmed to us means that we no longer know what is on
 * the list. Gives back whether we still do.
 */
export async function recordListVersion(stationId: bigint, version: number): Promise<boolean> {
  const { rows } = await pool().query<{ is_known: boolean }>(
    `INSERT INTO local_list (station_id, version, stage, checked_at)
     VALUES ($1, $2::int, CASE $2::int WHEN ${NO_LIST} THEN 'unsupported' WHEN 0 THEN 'behind' ELSE 'unknown' END, now())
     ON CONFLICT (station_id) DO UPDATE SET checked_at = now(), version = excluded.version, error = NULL,
       stage = CASE WHEN excluded.version = ${NO_LIST} THEN 'unsupported'
         WHEN excluded.version = 0 THEN 'behind'
         WHEN excluded.version <> local_list.version OR local_list.stage IN ('failed', 'unsupported') THEN 'unknown'
         WHEN local_list.stage = 'in-step' THEN 'in-step'
         -- What was sent and never answered has not arrived. Nothing kept: somebody else wrote the list that has this version.
         WHEN local_list.stage = 'behind' OR local_list.entries <> '{}' THEN 'behind'
         ELSE 'unknown' END,
       entries = CASE WHEN excluded.version = local_list.version AND excluded.version > 0 THEN local_list.entries ELSE '{}' END,
       held_count = CASE WHEN excluded.version = local_list.version AND excluded.version > 0 THEN local_list.held_count ELSE 0 END
     RETURNING stage IN ('in-step', 'behind') AS is_known`,
    [stationId, version],
  )
  return rows[0]!.is_known
}

export interface TakenPage {
  readonly stationId: bigint
  readonly page: ListPage
  /** Nothing more follows: the station holds what it should. */
  readonly isLast: boolean
  readonly leftOut: number
  readonly comparedWith: string
}

/** A station has taken a message of its list: what it holds now, so that an interruption costs only the rest. */
export async function recordTakenPage({ stationId, page, isLast, leftOut, comparedWith }: TakenPage): Promise<void> {
  await pool().query(
    `INSERT INTO local_list (station_id, version, entries, held_count, left_out, stage, compared_with, sent_at, checked_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, now(), now())
     ON CONFLICT (station_id) DO UPDATE SET version = excluded.version, entries = excluded.entries, held_count = excluded.held_count,
       left_out = excluded.left_out, stage = excluded.stage, error = NULL, compared_with = excluded.compared_with,
       sent_at = excluded.sent_at, checked_at = excluded.checked_at`,
    [
      stationId,
      page.version,
      JSON.stringify(page.marks),
      Object.keys(page.marks).length,
      leftOut,
      isLast ? 'in-step' : 'behind',
      comparedWith,
    ],
  )
}

/** Nothing had to be sent: the station holds what it should. */
export async function recordInStep(stationId: bigint, comparedWith: string, leftOut: number): Promise<void> {
  await pool().query(
    `UPDATE local_list SET stage = 'in-step', error = NULL, compared_with = $2, left_out = $3 WHERE station_id = $1`,
    [stationId, comparedWith, leftOut],
  )
}

/**
 * The station would not have it. failed: nothing is known of what it holds now; unsupported: it keeps no list; unknown: it may have
 * taken it, but its answer never came.
 */
export async function recordListRefusal(
  stationId: bigint,
  stage: 'failed' | 'unsupported' | 'unknown',
  error: string | null,
): Promise<void> {
  await pool().query(
    `INSERT INTO local_list (station_id, stage, error, sent_at, checked_at)
     VALUES ($1, $2, $3, now(), CASE WHEN $2 = 'unsupported' THEN now() END)
     ON CONFLICT (station_id) DO UPDATE SET stage = excluded.stage, error = excluded.error, sent_at = excluded.sent_at,
       checked_at = coalesce(excluded.checked_at, local_list.checked_at)`,
    [stationId, stage, error],
  )
}
