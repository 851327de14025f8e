import type { Sql } from '../../db/coalesce'
import type {
  AuthorisationRow,
  DayRows,
  ExclusionRow,
  FaultRow,
  LinkRow,
  SessionRow,
  StationRow,
  StatusRow,
} from '../day-rows'
import { GOOD_ENERGY_WH } from '../outcome-of-session'

/** Instants a read is about: the day, and how far around it visits and cars plugged in reach. */
export interface DayReach {
  readonly from: Date
  readonly to: Date
  readonly since: Date
  readonly until: Date
}

/** One statement per kind of row, whatever the number of stations. */
export async function readDayRows(sql: Sql, stationIds: readonly string[], reach: DayReach): Promise<DayRows> {
  const { rows: stations } = await sql.query<StationRow>(STATIONS, [stationIds, reach.from])
  const siteIds = [...new Set(stations.flatMap(({ siteId }) => siteId ?? []))]
  const { rows: statuses } = await sql.query<StatusRow>(STATUSES, [stationIds, reach.from, reach.until])
  const { rows: links } = await sql.query<LinkRow>(LINKS, [stationIds, reach.from, reach.until])
  const { rows: sessions } = await sql.query<SessionRow>(SESSIONS, [stationIds, reach.since, reach.until])
  const { rows: authorisations } = await sql.query<AuthorisationRow>(REFUSED, [stationIds, reach.since, reach.until])
  const { rows: faults } = await sql.query<FaultRow>(FAULTS, [stationIds, siteIds, reach.from, reach.to])
  const { rows: exclusions } = await sql.query<ExclusionRow>(EXCLUSIONS, [stationIds, siteIds, reach.from, reach.to])
  return { stations, statuses, links, sessions, authorisations, faults, exclusions }
}

const STATIONS = `
  SELECT station.id, station.site_id AS "siteId", state.vendor,
    coalesce((SELECT array_agg(number ORDER BY number) FROM evse WHERE station_id = station.id AND number > 0), '{}') AS evses,
    EXISTS (SELECT FROM session WHERE station_id = station.id AND started_at < $2) AS "hasCharged"
  FROM station LEFT JOIN station_state AS state ON state.station_id = station.id
  WHERE station.id = ANY($1::bigint[]) ORDER BY station.id`

const STATUS_COLUMNS = `id, station_id AS station, evse_number AS evse, connector_number AS connector, status,
  error_code AS "errorCode", vendor_error_code AS "vendorErrorCode", info, at`

/** What stood when the day began: one step back in the index per place that ever said anything. */
const STATUSES = `
  SELECT last.* FROM (
    SELECT connector.station_id, evse.number AS evse, connector.number AS connector
    FROM connector JOIN evse ON evse.id = connector.evse_id JOIN connector_state AS state ON state.connector_id = connector.id
    WHERE connector.station_id = ANY($1::bigint[]) AND state.status_at IS NOT NULL
    UNION ALL
    SELECT station_id, 0, 0 FROM station_state WHERE station_id = ANY($1) AND status_at IS NOT NULL
  ) AS place
  CROSS JOIN LATERAL (
    SELECT ${STATUS_COLUMNS} FROM status_event
    WHERE station_id = place.station_id AND evse_number = place.evse AND connector_number = place.connector AND at < $2
    ORDER BY status_event.at DESC, status_event.id DESC LIMIT 1
  ) AS last
  UNION ALL
  SELECT ${STATUS_COLUMNS} FROM status_event WHERE station_id = ANY($1) AND at >= $2 AND at < $3`

const LINKS = `
  SELECT last.* FROM unnest($1::bigint[]) AS wanted(station_id)
  CROSS JOIN LATERAL (
    SELECT station_id AS station, kind, name, at FROM station_event
    WHERE station_id = wanted.station_id AND kind IN ('connected', 'disconnected') AND at < $2
    ORDER BY station_event.at DESC, station_event.id DESC LIMIT 1
  ) AS last
  UNION ALL
  SELECT station_id, kind, name, at FROM station_event
  WHERE station_id = ANY($1) AND kind IN ('connected', 'disconnected') AND at >= $2 AND at < $3`

/** A session of more than a week that is still going on no longer says that a car stands there. */
const SESSIONS = `
  SELECT id, station_id AS station, evse_number AS evse, started_at AS "from", ended_at AS "to", authorisation,
    stop_reason AS "stopReason", token_value AS token,
    CASE WHEN NOT EXISTS (SELECT FROM session_review WHERE session_id = session.id AND flag = 'meter-missing')
      THEN energy_wh END AS "energyWh"
  FROM session
  WHERE station_id = ANY($1::bigint[]) AND started_at >= $2::timestamptz - interval '7 days' AND started_at < $3
    AND (ended_at IS NULL OR ended_at >= $2)`

const REFUSED = `
  SELECT station_id AS station, request, response, at FROM ocpp_message
  WHERE station_id = ANY($1::bigint[]) AND at >= $2 AND at < $3 AND direction = 'in' AND action = 'Authorize'`

/** What was no fault, or went on as another, is not counted. */
const FAULTS = `
  SELECT station_id AS station, site_id AS "siteId", evse_number AS evse, source, code, cause, severity, began_at AS "from", closed_at AS "to",
    CASE WHEN source <> 'security' THEN (
      SELECT min(started_at) FROM session
      WHERE station_id = fault.station_id AND (fault.evse_number = 0 OR session.evse_number = fault.evse_number)
        AND started_at > fault.began_at AND energy_wh >= ${GOOD_ENERGY_WH}
    ) END AS "disprovedAt"
  FROM fault
  WHERE (station_id = ANY($1::bigint[]) OR (station_id IS NULL AND site_id = ANY($2::bigint[])))
    AND began_at < $4 AND (closed_at IS NULL OR closed_at > $3)
    AND (close_reason IS NULL OR close_reason NOT IN ('false-alarm', 'merged'))
  ORDER BY id`

const EXCLUSIONS = `
  SELECT station_id AS station, site_id AS "siteId", evse_number AS evse, reason, from_at AS "from", until_at AS "to"
  FROM (
    SELECT 0 AS rank, id, station_id, site_id, evse_number, reason, from_at, until_at FROM availability_exclusion WHERE revoked_at IS NULL
    UNION ALL
    SELECT 1, id, station_id, site_id, NULL, 'maintenance', from_at, until_at FROM maintenance_window
  ) AS said
  WHERE (station_id = ANY($1::bigint[]) OR (station_id IS NULL AND (site_id = ANY($2::bigint[]) OR site_id IS NULL)))
    AND from_at < $4 AND (until_at IS NULL OR until_at > $3)
  ORDER BY rank, id`
