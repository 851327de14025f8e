import { pool } from '../../db/client'
import type { Sql, Writer } from '../../db/coalesce'

/** A grid-support setting that a station holds: one it reported, or one it took from us (OCPP 2.1 R). */
export interface DerControlSaid {
  readonly stationId: bigint
  readonly controlId: string
  /** OCPP DERControlEnumType. */
  readonly controlType: string
  readonly isDefault: boolean
  readonly isSuperseded: boolean
  readonly startAt: Date | null
  readonly durationSeconds: number | null
  /** The setting as OCPP writes it. */
  readonly setting: object
  readonly seenAt: Date
}

/** Keeps the latest word on each control; one that was cleared and is seen again is held again. */
export const recordDerControls: Writer<DerControlSaid, void> = {
  name: 'der-controls',
  async write(tx, said) {
    const rows = said.map((one) => ({
      station_id: String(one.stationId),
      control_id: one.controlId,
      control_type: one.controlType,
      is_default: one.isDefault,
      is_superseded: one.isSuperseded,
      start_at: one.startAt,
      duration_seconds: one.durationSeconds,
      setting: one.setting,
      seen_at: one.seenAt,
    }))
    await tx.query({ name: 'record-der-controls', text: UPSERT, values: [JSON.stringify(rows)] })
    return said.map(() => undefined)
  },
}

/** Controls that stand back for another, or no longer do. */
export interface SupersededSaid {
  readonly stationId: bigint
  readonly controlIds: readonly string[]
  readonly isSuperseded: boolean
}

/** Marks controls superseded, or in force again. */
export const recordSuperseded: Writer<SupersededSaid, void> = {
  name: 'der-superseded',
  async write(tx, said) {
    for (const { stationId, controlIds, isSuperseded } of said) {
      const values = [String(stationId), controlIds, isSuperseded]
      await tx.query({ name: 'der-superseded', text: SUPERSEDE, values })
    }
    return said.map(() => undefined)
  },
}

/** Outside a batch: the station has taken a control of ours, which puts others back. */
export async function keepDerControl(said: DerControlSaid, supersededIds: readonly string[]): Promise<void> {
  const sql: Sql = pool()
  await recordDerControls.write(sql, [said])
  if (supersededIds.length > 0) {
    await recordSuperseded.write(sql, [{ stationId: said.stationId, controlIds: supersededIds, isSuperseded: true }])
  }
}

/** Outside a batch: the station has cleared its controls of a kind. @param only null: whichever */
export async function clearDerControls(
  stationId: bigint,
  only: { readonly isDefault: boolean; readonly controlType: string | null; readonly controlId: string | null },
  at: Date,
): Promise<void> {
  const values = [String(stationId), only.isDefault, only.controlType, only.controlId, at]
  await pool().query({ name: 'clear-der-controls', text: CLEAR, values })
}

const UPSERT = `
  INSERT INTO der_control (station_id, control_id, control_type, is_default, is_superseded, start_at, duration_seconds, setting, seen_at)
  SELECT DISTINCT ON (station_id, control_id) station_id, control_id, control_type, is_default, is_superseded, start_at,
    duration_seconds, setting, seen_at
  FROM ROWS FROM (json_to_recordset($1::json) AS (station_id bigint, control_id text, control_type text, is_default boolean,
    is_superseded boolean, start_at timestamptz, duration_seconds float8, setting jsonb, seen_at timestamptz)) WITH ORDINALITY
  ORDER BY station_id, control_id, ordinality DESC
  ON CONFLICT (station_id, control_id) DO UPDATE
  SET control_type = excluded.control_type, is_default = excluded.is_default, is_superseded = excluded.is_superseded,
    start_at = excluded.start_at, duration_seconds = excluded.duration_seconds, setting = excluded.setting,
    seen_at = excluded.seen_at, cleared_at = NULL`
const SUPERSEDE = 'UPDATE der_control SET is_superseded = $3 WHERE station_id = $1 AND control_id = ANY($2::text[])'
const CLEAR = `
  UPDATE der_control SET cleared_at = $5
  WHERE station_id = $1 AND is_default = $2 AND ($3::text IS NULL OR control_type = $3) AND ($4::text IS NULL OR control_id = $4)
    AND cleared_at IS NULL`
