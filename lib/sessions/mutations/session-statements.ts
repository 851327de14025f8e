import { grantsOfTokenSql, planOfSessionSql } from '../../plans/grant-sql'
import { IS_PAID_FOR } from '../../tokens/mutations/authorise-tokens'

/**
 * The SQL of the session writer: prepared once per connection. Column aliases are the row types of `load-sessions.ts`; instants leave
 * as milliseconds, ids and decimals as text, so that nothing is rounded on the way. Sessions leave as plain columns: building JSON of so
 * many fields costs PostgreSQL twenty times as much.
 */

/** Stations where a session may begin, always in the same order, until the transaction ends. Advisory: no row is written. */
export const LOCK_STATIONS = {
  name: 'session-lock-stations',
  text: `SELECT pg_advisory_xact_lock(4711, (st % 2147483647)::int) FROM (SELECT DISTINCT unnest($1::bigint[]) AS st ORDER BY 1) AS stations`,
}

/** Whole milliseconds; double precision is exact for them and much cheaper than numeric. */
const MS = (column: string) => `round(date_part('epoch', ${column}) * 1000)`

/** How many readings tell how far a meter is believed: two doubted ones at most, and the believed one before them. */
const LAST_READINGS = 3

export const LOAD_SESSIONS = {
  name: 'session-load',
  text: `
WITH q AS MATERIALIZED (
  SELECT * FROM json_to_recordset($1::json) AS q(i int, st bigint, kind text, ev int, co int, tx text, key text, seq int,
    at timestamptz, first timestamptz, hist boolean, open boolean, make boolean)
), named AS MATERIALIZED (
  SELECT q.i, s.id, q.hist, q.first, q.seq, s.evse_number = 0 AS is_unplaced
  FROM q JOIN session s ON s.station_id = q.st AND s.ocpp_transaction_id = q.tx
  UNION
  SELECT q.i, s.id, q.hist, q.first, q.seq, s.evse_number = 0 FROM q JOIN session s ON s.station_id = q.st AND s.start_key = q.key
), found AS (
  SELECT id, hist, first, seq FROM named
  UNION ALL
  SELECT s.id, $4::boolean, NULL, NULL FROM q CROSS JOIN LATERAL (
    -- OFFSET 0 keeps this a look-up per message: flattened, it may become a walk over every running session of the network.
    SELECT id FROM session WHERE station_id = q.st AND status = 'active' OFFSET 0
  ) AS s
  WHERE q.open OR ((q.make OR q.kind = 'metered') AND q.tx IS NOT NULL AND NOT EXISTS (SELECT 1 FROM named n WHERE n.i = q.i))
  UNION ALL
  SELECT s.id, true, NULL, NULL FROM q JOIN session s ON s.station_id = q.st AND s.ended_at = q.at AND s.started_at <= q.at
    AND s.started_at > q.at - interval '30 days'
  WHERE q.kind = 'stop' AND NOT EXISTS (SELECT 1 FROM named n WHERE n.i = q.i)
), wanted AS MATERIALIZED (
  SELECT id, bool_or(hist) AS hist, min(first) AS first, array_remove(array_agg(seq), NULL) AS seqs FROM found GROUP BY id
), loaded AS MATERIALIZED (
  SELECT s.*, w.seqs, (w.hist OR s.status = 'ended' OR w.first < s.last_reading_at) IS TRUE AS full
  FROM wanted w JOIN session s ON s.id = w.id ORDER BY s.id FOR NO KEY UPDATE OF s
), made AS MATERIALIZED (
  SELECT q.i FROM q WHERE q.make AND (NOT EXISTS (SELECT 1 FROM named n WHERE n.i = q.i) OR q.key LIKE '%:?%')
), unplaced AS MATERIALIZED (
  SELECT i FROM made UNION SELECT i FROM named WHERE is_unplaced
), places AS MATERIALIZED (
  SELECT q.i, q.st, t.identity, t.site_id, coalesce(q.at, now()) AS at, c.max_power_w, c.tariff_id AS connector_tariff,
    t.tariff_id AS station_tariff, site.tariff_id AS site_tariff, site.time_zone, site.price_area,
    (SELECT d.id FROM tariff d WHERE d.is_default AND NOT d.archived) AS default_tariff,
    (SELECT count(*) FROM evse WHERE evse.station_id = q.st) AS evses
  FROM q JOIN station t ON t.id = q.st
  LEFT JOIN site ON site.id = t.site_id
  LEFT JOIN evse e ON e.station_id = q.st AND e.number = q.ev
  LEFT JOIN connector c ON c.evse_id = e.id AND c.number = coalesce(nullif(q.co, 0), 1)
  WHERE q.i IN (SELECT i FROM unplaced)
), versions AS MATERIALIZED (
  SELECT v.* FROM tariff_version v WHERE v.tariff_id IN (
    SELECT unnest(ARRAY[p.connector_tariff, p.station_tariff, p.site_tariff, p.default_tariff]) FROM places p)
)
SELECT CASE WHEN row_number() OVER () = 1 THEN more.found END AS found, s.* FROM (SELECT json_build_object(
  'tokens', coalesce((SELECT json_agg(json_build_object('value', k.value_folded, 'id', k.id::text, 'name', k.name,
    'active', k.active, 'expires', ${MS('k.expires_at')}, 'group', k.group_name, 'customer', k.customer_id::text,
    'version', k.tariff_version_id::text, 'paid', ${IS_PAID_FOR}, 'plans', ${grantsOfTokenSql('k')}))
    FROM token k WHERE k.value_folded = ANY($2::text[])), '[]'),
  'ids', coalesce((SELECT json_agg(json_build_object('i', m.i, 'id', nextval('session_id_seq')::text)) FROM made m), '[]'),
  'places', coalesce((SELECT json_agg(json_build_object('i', p.i, 'st', p.st::text, 'identity', p.identity,
    'site', p.site_id::text, 'at', ${MS('p.at')}, 'power', p.max_power_w, 'evses', p.evses,
    'connectorTariff', p.connector_tariff::text, 'stationTariff', p.station_tariff::text,
    'siteTariff', p.site_tariff::text, 'defaultTariff', p.default_tariff::text,
    'zone', p.time_zone, 'area', p.price_area)) FROM places p), '[]'),
  'versions', coalesce((SELECT json_agg(json_build_object('tariff', v.tariff_id::text, 'id', v.id::text, 'at', ${MS('coalesce(v.effective_from, v.created_at)')})
    ORDER BY v.tariff_id, coalesce(v.effective_from, v.created_at), v.number) FROM versions v), '[]'),
  'terms', coalesce((SELECT json_agg(json_build_object('id', v.id::text, 'currency', v.currency, 'vatPercent', v.vat_percent::text,
    'pricesIncludeVat', v.prices_include_vat, 'elements', v.elements, 'limits', v.limits)) FROM tariff_version v
    WHERE v.id IN (SELECT id FROM versions UNION SELECT tariff_version_id FROM loaded
      UNION SELECT tariff_version_id FROM token WHERE value_folded = ANY($2::text[])) AND v.id <> ALL ($3::bigint[])), '[]')
) AS found) AS more LEFT JOIN (
  SELECT s.id, s.station_id AS st, t.identity, s.site_id AS site, s.evse_number AS ev, s.connector_number AS co,
    s.ocpp_transaction_id AS tx, s.start_key AS key, s.token_value AS token, s.token_id AS "tokenId", k.name AS "tokenName",
    k.group_name AS "tokenGroup", s.customer_id AS customer, s.authorisation, s.status, ${MS('s.started_at')} AS started,
    ${MS('s.ended_at')} AS ended, ${MS('s.received_at')} AS received, s.meter_start_wh AS "meterStart", s.meter_stop_wh AS "meterStop",
    s.energy_wh AS energy, ${MS('s.last_reading_at')} AS reading, s.power_w::float8 AS power, s.soc_percent::float8 AS soc,
    s.charging_state AS state, s.stop_reason AS "stopReason", s.stop_token_value AS "stopToken", s.tariff_version_id AS version,
    s.remote_start_id AS remote, s.full AS hist, ${planOfSessionSql('s')} AS plan, site.time_zone AS zone, site.price_area AS area,
    CASE WHEN s.full THEN (SELECT c.max_power_w FROM evse e JOIN connector c ON c.evse_id = e.id
      AND c.number = s.connector_number WHERE e.station_id = s.station_id AND e.number = s.evse_number) END AS "maxPower",
    (SELECT json_agg(json_build_array(${MS('p.at')}, p.state) ORDER BY p.at) FROM session_phase p WHERE p.session_id = s.id) AS phases,
    (SELECT json_agg(json_build_array(r.flag, CASE WHEN r.resolved_at IS NULL THEN 'open'
      WHEN r.resolved_by = 'gateway' THEN 'taken-back'
      WHEN starts_with(r.resolution, '{"kind":"corrected"') THEN 'corrected' ELSE 'resolved' END)) FROM session_review r WHERE r.session_id = s.id) AS flags,
    CASE WHEN s.full
      THEN (SELECT json_agg(e.seq_no || ':' || e.type) FROM session_event e WHERE e.session_id = s.id)
      ELSE (SELECT json_agg(e.seq_no || ':' || e.type) FROM session_event e WHERE e.session_id = s.id AND e.seq_no = ANY(s.seqs))
    END AS events,
    -- Only of stations whose counter runs on over transactions: it did not begin at 0.
    CASE WHEN s.full THEN (SELECT json_agg(DISTINCT other.seq_no) FROM (
        SELECT seq_no FROM session_event WHERE session_id = s.id AND type = 'started' AND seq_no > 0 OFFSET 0
      ) AS first CROSS JOIN LATERAL (
        SELECT e.seq_no FROM session o JOIN session_event e ON e.session_id = o.id AND e.seq_no > first.seq_no
        WHERE o.station_id = s.station_id AND o.id <> s.id AND o.started_at > s.started_at - interval '30 days'
          AND o.started_at <= coalesce(s.ended_at, now()) AND coalesce(o.ended_at, now()) >= s.started_at OFFSET 0
      ) AS other)
    END AS elsewhere, s.completeness, ${MS('s.incomplete_since')} AS incomplete,
    (SELECT true FROM session_event e WHERE e.session_id = s.id AND e.type = 'started' ORDER BY e.seq_no LIMIT 1) IS TRUE AS begun,
    CASE WHEN s.full
      THEN (SELECT json_agg(json_build_array(${MS('r.at')}, r.context, r.register_wh::text, r.energy_wh::text,
          (SELECT x ->> 'intervalWh' FROM jsonb_array_elements(r.extra) x WHERE x ? 'intervalWh' LIMIT 1)))
        FROM reading r WHERE r.session_id = s.id AND r.at >= s.started_at - interval '30 days')
      ELSE (SELECT json_agg(json_build_array(${MS('r.at')}, r.context, r.register_wh::text, r.energy_wh::text, NULL))
        FROM (SELECT at, context, register_wh, energy_wh FROM reading WHERE session_id = s.id AND register_wh >= 0
          AND at >= s.started_at - interval '1 hour' AND context <> 'Transaction.Begin' ORDER BY at DESC LIMIT ${LAST_READINGS}) r)
    END AS readings
  FROM loaded s JOIN station t ON t.id = s.station_id LEFT JOIN site ON site.id = s.site_id LEFT JOIN token k ON k.id = s.token_id
) AS s ON true`,
}

/** Columns of a reading in the order of their parameters: arrays, because they are by far the most rows. */
const READING_COLUMNS = [
  ['at', 'timestamptz'],
  ['station_id', 'bigint'],
  ['evse_number', 'int'],
  ['session_id', 'bigint'],
  ['context', 'text'],
  ['register_wh', 'numeric'],
  ['energy_wh', 'numeric'],
  ['power_w', 'numeric'],
  ['current_l1_a', 'numeric'],
  ['current_l2_a', 'numeric'],
  ['current_l3_a', 'numeric'],
  ['voltage_l1_v', 'numeric'],
  ['voltage_l2_v', 'numeric'],
  ['voltage_l3_v', 'numeric'],
  ['soc_percent', 'numeric'],
  ['extra', 'jsonb'],
  ['received_at', 'timestamptz'],
] as const
const READINGS_FROM = 6
const READING_KEY = ['at', 'station_id', 'evse_number', 'session_id', 'context', 'received_at']

/** What a moment was first told to be stays; the energy is ours and is the newest. */
const fillIn = (column: string) =>
  column === 'energy_wh'
    ? 'energy_wh = coalesce(excluded.energy_wh, r.energy_wh)'
    : `${column} = coalesce(r.${column}, excluded.${column})`

const INSERT_READINGS = `
  INSERT INTO reading AS r (${READING_COLUMNS.map(([column]) => column).join(', ')})
  SELECT * FROM unnest(${READING_COLUMNS.map(([, type], index) => `$${index + READINGS_FROM}::${type}[]`).join(', ')})
  ON CONFLICT (station_id, evse_number, session_id, at, context) DO UPDATE SET
    ${READING_COLUMNS.flatMap(([column]) => (READING_KEY.includes(column) ? [] : [fillIn(column)])).join(', ')}`

const MOVED_FROM = READINGS_FROM + READING_COLUMNS.length

const MOVED_COLUMNS = ['bigint', 'numeric', 'numeric', 'timestamptz', 'numeric', 'numeric', 'text', 'xid']

/**
 * The common changes of a running session: its meter moved, or it charges or pauses. `version` is the row version (the transaction that wrote it) which the
 * change was made from when the row was not loaded and locked first: any other version is left alone.
 */
const MOVE_SESSIONS = `
  UPDATE session s SET energy_wh = x.energy, meter_start_wh = x.meter, last_reading_at = x.at, power_w = x.power, soc_percent = x.soc,
    charging_state = x.state
  FROM unnest(${MOVED_COLUMNS.map((type, index) => `$${index + MOVED_FROM}::${type}[]`).join(', ')})
    AS x(id, energy, meter, at, power, soc, state, version)
  WHERE s.id = x.id AND (x.version IS NULL OR s.xmin = x.version)
  RETURNING s.id`

/** A person has said what was really charged (`resolve-review.ts`): late messages are kept, but change neither energy nor price. */
const IS_CORRECTED = (sessionId: string) =>
  `EXISTS (SELECT 1 FROM session_review c WHERE c.session_id = ${sessionId} AND c.resolution LIKE '{"kind":"corrected"%')`

/**
 * Sessions ($1), phases ($2), events ($3), reviews ($4) and prices ($5), each a JSON array; then readings and moved sessions,
 * column by column. A session is either whole or moved. Repeats change nothing. Answers how many sessions were moved, and the version
 * of all rows written here: the transaction's own.
 */
export const STORE_SESSIONS = {
  name: 'session-store',
  text: `
WITH stored AS (
  INSERT INTO session AS s (id, station_id, site_id, evse_number, connector_number, ocpp_transaction_id, start_key, token_value, token_id,
    customer_id, authorisation, status, started_at, ended_at, received_at, meter_start_wh, meter_stop_wh, energy_wh, last_reading_at,
    power_w, soc_percent, charging_state, stop_reason, stop_token_value, tariff_version_id, remote_start_id, completeness,
    incomplete_since, station_said, subscription_id, plan_version_id)
  SELECT * FROM json_to_recordset($1::json) AS x(id bigint, st bigint, site bigint, ev int, co int, tx text, key text, token text,
    "tokenId" bigint, customer bigint, authorisation text, status text, started timestamptz, ended timestamptz, received timestamptz,
    "meterStart" numeric, "meterStop" numeric, energy numeric, reading timestamptz, power numeric, soc numeric, state text,
    "stopReason" text, "stopToken" text, version bigint, remote bigint, completeness text, incomplete timestamptz, said jsonb,
    subscription bigint, plan bigint)
  ON CONFLICT (id) DO UPDATE SET site_id = excluded.site_id, evse_number = excluded.evse_number,
    connector_number = excluded.connector_number, token_value = excluded.token_value, token_id = excluded.token_id,
    customer_id = excluded.customer_id, authorisation = excluded.authorisation, status = excluded.status,
    started_at = excluded.started_at, ended_at = excluded.ended_at, meter_start_wh = excluded.meter_start_wh,
    meter_stop_wh = excluded.meter_stop_wh, 
    energy_wh = CASE WHEN s.status = 'ended' AND ${IS_CORRECTED('s.id')} THEN s.energy_wh ELSE excluded.energy_wh END,
    last_reading_at = excluded.last_reading_at,
    power_w = excluded.power_w, soc_percent = excluded.soc_percent, charging_state = excluded.charging_state,
    stop_reason = excluded.stop_reason, stop_token_value = excluded.stop_token_value,
    tariff_version_id = excluded.tariff_version_id, remote_start_id = excluded.remote_start_id,
    completeness = excluded.completeness, incomplete_since = excluded.incomplete_since,
    subscription_id = excluded.subscription_id, plan_version_id = excluded.plan_version_id,
    station_said = CASE WHEN excluded.station_said ->> 'at' < s.station_said ->> 'at' THEN excluded.station_said || s.station_said
      ELSE coalesce(s.station_said || excluded.station_said, excluded.station_said, s.station_said) END
), moved AS (${MOVE_SESSIONS}
), phases AS (
  INSERT INTO session_phase (session_id, at, state)
  SELECT s, at, state FROM json_to_recordset($2::json) AS x(s bigint, at timestamptz, state text)
  ON CONFLICT DO NOTHING
), events AS (
  INSERT INTO session_event (session_id, seq_no, type, trigger, offline, at, received_at)
  SELECT * FROM json_to_recordset($3::json) AS x(s bigint, seq int, type text, trigger text, offline boolean, at timestamptz, received timestamptz)
  ON CONFLICT DO NOTHING
), reviews AS (
  INSERT INTO session_review AS r (session_id, flag, detail, created_at, resolved_at, resolved_by, resolution)
  SELECT s, flag, detail, at, CASE WHEN back THEN at END, CASE WHEN back THEN 'gateway' END, CASE WHEN back THEN 'no longer so' END
  FROM json_to_recordset($4::json) AS x(s bigint, flag text, detail text, at timestamptz, back boolean)
  ON CONFLICT (session_id, flag) DO UPDATE SET resolved_at = excluded.resolved_at, resolved_by = excluded.resolved_by,
    resolution = excluded.resolution, detail = CASE WHEN excluded.resolved_at IS NULL THEN excluded.detail ELSE r.detail END
  WHERE r.resolved_by IS NULL OR r.resolved_by = 'gateway'
), readings AS (${INSERT_READINGS}
), priced AS (
  INSERT INTO priced_session AS p (session_id, currency, total_excl_vat, vat, total, unpriced_reason, lines, priced_at, agreement,
    subscription_id, plan_month, included_wh)
  SELECT * FROM json_to_recordset($5::json) AS x(s bigint, currency text, net numeric, vat numeric, total numeric, unpriced text, lines jsonb,
    at timestamptz, agreement jsonb, subscription bigint, month date, wh numeric)
  ON CONFLICT (session_id) DO UPDATE SET currency = excluded.currency, total_excl_vat = excluded.total_excl_vat, vat = excluded.vat,
    total = excluded.total, unpriced_reason = excluded.unpriced_reason, lines = excluded.lines, priced_at = excluded.priced_at,
    agreement = excluded.agreement, subscription_id = excluded.subscription_id, plan_month = excluded.plan_month,
    included_wh = excluded.included_wh
  WHERE NOT ${IS_CORRECTED('p.session_id')}
)
SELECT (SELECT count(*)::int FROM moved) AS moved, pg_current_xact_id()::xid::text AS version`,
}

/** Energy of readings that are stored already, known better after late ones. Rare: a statement of its own. */
export const CORRECT_READINGS = {
  name: 'session-correct-readings',
  text: `UPDATE reading r SET energy_wh = x.energy
FROM json_to_recordset($1::json) AS x(s bigint, at timestamptz, context text, energy numeric)
WHERE r.session_id = x.s AND r.at = x.at AND r.context = x.context`,
}
