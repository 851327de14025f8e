import { pool } from '../../db/client'

/** A tariff that a station holds and prices by itself (OCPP 2.1 I). */
export interface StationTariffSaid {
  readonly stationId: bigint
  /** 0: all EVSEs. */
  readonly evseNumber: number
  /** OCPP tariffId. */
  readonly tariffKey: string
  readonly kind: 'default' | 'driver'
  /** When it is one of ours. */
  readonly tariffVersionId: bigint | null
  readonly at: Date
}

/** The station has taken a default tariff: it replaces the one that EVSE had, or for all EVSEs every one. */
export async function keepDefaultTariff(said: StationTariffSaid): Promise<void> {
  const { stationId, evseNumber, tariffKey, tariffVersionId, at } = said
  const values = [
    String(stationId),
    evseNumber,
    tariffKey,
    tariffVersionId === null ? null : String(tariffVersionId),
    at,
  ]
  await pool().query({ name: 'keep-default-tariff', text: KEEP, values })
}

/** What the station says it holds at an EVSE (0: at all) is what it holds; whatever else we remembered there is gone. */
export async function keepStationTariffs(
  stationId: bigint,
  evseNumber: number,
  held: readonly StationTariffSaid[],
  at: Date,
): Promise<void> {
  const rows = held.map((one) => ({ evse_number: one.evseNumber, tariff_key: one.tariffKey, kind: one.kind }))
  const values = [String(stationId), evseNumber, JSON.stringify(rows), at]
  await pool().query({ name: 'keep-station-tariffs', text: REPLACE, values })
}

/** The station has cleared tariffs. @param tariffKeys null: all @param evseNumber null: everywhere */
export async function clearStationTariffs(
  stationId: bigint,
  tariffKeys: readonly string[] | null,
  evseNumber: number | null,
  at: Date,
): Promise<void> {
  const values = [String(stationId), tariffKeys, evseNumber, at]
  await pool().query({ name: 'clear-station-tariffs', text: CLEAR, values })
}

const KEEP = `
  WITH replaced AS (
    UPDATE station_tariff SET cleared_at = $5
    WHERE station_id = $1 AND kind = 'default' AND cleared_at IS NULL AND ($2 = 0 OR evse_number = $2)
      AND (tariff_key, evse_number) <> ($3::text, $2::int)
  )
  INSERT INTO station_tariff (station_id, evse_number, tariff_key, kind, tariff_version_id, set_at)
  VALUES ($1, $2, $3, 'default', $4, $5)
  ON CONFLICT (station_id, tariff_key, evse_number) DO UPDATE
  SET kind = 'default', tariff_version_id = excluded.tariff_version_id, set_at = excluded.set_at, cleared_at = NULL`

const REPLACE = `
  WITH held AS (
    SELECT DISTINCT ON (tariff_key, evse_number) * FROM json_to_recordset($3::json) AS (evse_number int, tariff_key text, kind text)
  ), gone AS (
    UPDATE station_tariff SET cleared_at = $4
    WHERE station_id = $1 AND cleared_at IS NULL AND ($2 = 0 OR evse_number = $2)
      AND (tariff_key, evse_number) NOT IN (SELECT tariff_key, evse_number FROM held)
  )
  INSERT INTO station_tariff AS kept (station_id, evse_number, tariff_key, kind, set_at)
  SELECT $1, evse_number, tariff_key, kind, $4 FROM held
  ON CONFLICT (station_id, tariff_key, evse_number) DO UPDATE
  SET kind = excluded.kind, set_at = CASE WHEN kept.cleared_at IS NULL THEN kept.set_at ELSE excluded.set_at END, cleared_at = NULL`

const CLEAR = `
  UPDATE station_tariff SET cleared_at = $4
  WHERE station_id = $1 AND cleared_at IS NULL AND ($2::text[] IS NULL OR tariff_key = ANY($2::text[]))
    AND ($3::int IS NULL OR evse_number = $3)`
