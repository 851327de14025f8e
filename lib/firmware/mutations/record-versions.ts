import type { Writer } from '../../db/coalesce'

/** A station has booted with another version than before. */
export interface VersionSaid {
  readonly stationId: bigint
  readonly version: string
  readonly receivedAt: Date
}

export interface VersionProves {
  /** The update it proves was asked for by this request; null: it proves none. */
  readonly requestId: number | null
}

/** A boot with the version that was being installed proves the update, whether the station has said "Installed" or not. */
export const recordVersions: Writer<VersionSaid, VersionProves> = {
  name: 'firmware-versions',
  async write(tx, said) {
    const { rows } = await tx.query<{ station_id: string; request_id: number | null }>({
      name: 'record-firmware-versions',
      text: PROVE,
      values: [
        JSON.stringify(
          said.map(({ stationId, version, receivedAt }, index) => ({
            index,
            station_id: String(stationId),
            version,
            at: receivedAt,
          })),
        ),
      ],
    })
    const proven = new Map(rows.map(({ station_id, request_id }) => [station_id, request_id]))
    return said.map(({ stationId }) => ({ requestId: proven.get(String(stationId)) ?? null }))
  },
}

const FOLDED = (version: string) => `regexp_replace(lower(btrim(${version})), '^v(?=[0-9])', '')`

// As lib/firmware/same-version.ts has it.
const PROVE = `
  WITH said AS (
    SELECT DISTINCT ON (station_id) station_id, version, at
    FROM json_to_recordset($1::json) AS said("index" int, station_id bigint, version text, at timestamptz)
    ORDER BY station_id, index DESC
  ), proven AS (
    UPDATE firmware_update SET stage = 'installed', status = 'BootedWithIt', status_at = said.at, ended_at = said.at, error = NULL
    FROM said WHERE firmware_update.station_id = said.station_id
      AND stage IN ('asked', 'downloading', 'downloaded', 'installing') AND ${FOLDED('to_version')} = ${FOLDED('said.version')}
    RETURNING firmware_update.station_id, request_id, command_id, said.at
  ), closed AS (
    UPDATE file_link SET used_at = proven.at FROM proven
    WHERE file_link.command_id = proven.command_id AND file_link.used_at IS NULL
  )
  SELECT station_id, request_id FROM proven ORDER BY request_id`
