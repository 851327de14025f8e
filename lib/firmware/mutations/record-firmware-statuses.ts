import type { Writer } from '../../db/coalesce'
import { stageOfStatus } from '../update-stage'

export interface FirmwareStatusSaid {
  readonly stationId: bigint
  /** null: 1.6 without the security extension names no request; it is then about the newest update. */
  readonly requestId: number | null
  /** The station's word, as sent. */
  readonly status: string
  readonly receivedAt: Date
}

/** Moves updates as their stations say. What is not about any update of ours changes nothing. */
export const recordFirmwareStatuses: Writer<FirmwareStatusSaid, void> = {
  name: 'firmware-statuses',
  async write(tx, said) {
    const rows = said.flatMap(({ stationId, requestId, status, receivedAt }, index) => {
      const stage = stageOfStatus(status)
      if (stage === null) return []
      return [{ index, station_id: String(stationId), request_id: requestId, status, stage, at: receivedAt }]
    })
    if (rows.length > 0)
      await tx.query({ name: 'record-firmware-statuses', text: MOVE, values: [JSON.stringify(rows)] })
    return said.map(() => undefined)
  },
}

// An update that has failed may still go on (stations try again), for as long as its address is good; one that was installed or given
// up may not. With the end of an update its address leads nowhere any more.
const MOVE = `
  WITH said AS (
    SELECT DISTINCT ON (station_id, request_id) *
    FROM json_to_recordset($1::json) AS said("index" int, station_id bigint, request_id int, status text, stage text, at timestamptz)
    ORDER BY station_id, request_id, index DESC
  ), meant AS (
    SELECT DISTINCT ON (update_id) said.*, update_id FROM said, LATERAL (
      SELECT id AS update_id FROM firmware_update
      WHERE station_id = said.station_id AND (said.request_id IS NULL OR request_id = said.request_id)
        AND (stage IN ('asked', 'downloading', 'downloaded', 'installing') OR stage = 'failed' AND asked_at > said.at - interval '7 days')
      ORDER BY id DESC LIMIT 1
    ) AS newest ORDER BY update_id, index DESC
  ), moved AS (
    UPDATE firmware_update SET stage = meant.stage, status = meant.status, status_at = meant.at,
      error = CASE WHEN meant.stage = 'failed' THEN meant.status END,
      ended_at = CASE WHEN meant.stage IN ('installed', 'failed') THEN meant.at END
    FROM meant WHERE firmware_update.id = meant.update_id
    RETURNING firmware_update.command_id, meant.stage, meant.at
  )
  UPDATE file_link SET used_at = moved.at FROM moved
  WHERE moved.stage = 'installed' AND file_link.command_id = moved.command_id AND file_link.used_at IS NULL`
