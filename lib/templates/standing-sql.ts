/** What SQL compares by where `isSameValue` does in the browser: a test holds the two together. */
const trimmed = (column: string) => `lower(btrim(${column}, E' \\t\\r\\n'))`
const items = (text: string, isSorted: boolean) =>
  `ARRAY(SELECT btrim(item, E' \\t\\r\\n') FROM unnest(string_to_array(${text}, ',')) WITH ORDINALITY AS items (item, place)
    ORDER BY ${isSorted ? `btrim(item, E' \\t\\r\\n') COLLATE "C"` : 'place'})`
const DECIMAL = String.raw`'^[+-]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})(e[+-]?\d{1,2})?$'`

/** Whether two values are the same; see `isSameValue`. @param a,b,dataType column names */
export function sameValueSql(a: string, b: string, dataType: string): string {
  const [one, other] = [trimmed(a), trimmed(b)]
  return `(${one} = ${other} OR CASE
    WHEN ${one} = '' OR ${other} = '' THEN false
    WHEN ${one} LIKE '%,%' OR ${other} LIKE '%,%' THEN CASE WHEN ${dataType} = 'SequenceList'
      THEN ${items(one, false)} = ${items(other, false)} ELSE ${items(one, true)} = ${items(other, true)} END
    WHEN ${one} ~ ${DECIMAL} AND ${other} ~ ${DECIMAL} THEN ${one}::float8 = ${other}::float8
    ELSE false END)`
}

/** A kept value's folded key; see `configurationKey` and `foldKey`. */
export const NAME_SQL = `regexp_replace(lower(btrim(CASE WHEN component = '' THEN key ELSE component
    || CASE WHEN split_part(instance, '/', 1) = '' THEN '' ELSE '[' || split_part(instance, '/', 1) || ']' END
    || CASE WHEN evse_number > 0 THEN '@' || evse_number || CASE WHEN connector_number > 0 THEN '.' || connector_number ELSE '' END ELSE '' END
    || '.' || key
    || CASE WHEN position('/' IN instance) = 0 OR instance LIKE '%/' THEN '' ELSE '[' || substr(instance, position('/' IN instance) + 1) || ']' END
  END)), '/', '.')`

/**
 * How each station stands to each template that is for it: one row (template_id, station_id, wrong, unread, overruled). What is wanted
 * of a kind of station is worked out beforehand (`wantedOfKinds`).
 * $1 site ids or null · $2 wanted: [{vendor, model, protocol, key, value, template_id}] · $3 what the rows of those keys are called, folded
 * $4 policies: [{site_id, is16, key, value}] · $5 sites with a policy of their own
 */
export const STANDING_SQL = `
  WITH wanted AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($2::jsonb)
      AS wanted (vendor text, model text, protocol text, key text, value text, template_id bigint)
  ), policy AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($4::jsonb) AS policy (site_id bigint, is16 boolean, key text, value text)
  ), held AS MATERIALIZED (
    SELECT station_id, ${NAME_SQL} AS name, value, data_type FROM configuration_value
    WHERE attribute = 'Actual' AND lower(key) = ANY($3::text[])
  ), under_way AS MATERIALIZED (
    SELECT DISTINCT station_id, regexp_replace(lower(btrim(one ->> 'key')), '/', '.') AS key, one ->> 'value' AS value
    FROM command CROSS JOIN LATERAL jsonb_array_elements(payload -> 'values') AS one
    WHERE stage IN ('queued', 'sent') AND type = 'set-configuration' AND requested_by = 'worker'
  ), line AS (
    SELECT wanted.template_id, station.id AS station_id,
      CASE
        WHEN policy.value IS NOT NULL AND NOT ${sameValueSql('policy.value', 'wanted.value', 'NULL::text')} THEN 'overruled'
        WHEN under_way.key IS NOT NULL THEN 'wrong'
        WHEN held.value IS NULL THEN 'unread'
        WHEN ${sameValueSql('held.value', 'wanted.value', 'held.data_type')} THEN 'same'
        ELSE 'wrong'
      END AS state
    FROM station JOIN station_state ON station_state.station_id = station.id
      JOIN wanted ON wanted.vendor = coalesce(station_state.vendor, '') AND wanted.model = coalesce(station_state.model, '')
        AND wanted.protocol = coalesce(station_state.protocol, '')
      LEFT JOIN policy ON policy.key = wanted.key AND policy.is16 = (coalesce(station_state.protocol, 'ocpp1.6') = 'ocpp1.6')
        AND coalesce(policy.site_id, 0) = CASE WHEN station.site_id = ANY($5::bigint[]) THEN station.site_id ELSE 0 END
      LEFT JOIN held ON held.station_id = station.id AND held.name = wanted.key
      LEFT JOIN under_way ON under_way.station_id = station.id AND under_way.key = wanted.key AND under_way.value = wanted.value
    WHERE station.registration = 'accepted' AND ($1::bigint[] IS NULL OR station.site_id = ANY($1))
  ), standing AS (
    SELECT template_id, station_id, bool_or(state = 'wrong') AS wrong, bool_or(state = 'unread') AS unread,
      bool_or(state = 'overruled') AS overruled
    FROM line GROUP BY template_id, station_id
  )`
