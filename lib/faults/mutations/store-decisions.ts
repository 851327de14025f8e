import type { Sql } from '../../db/coalesce'
import type { SiteDecision } from '../detector/detect'
import type { Decision } from '../detector/judge'
import { isSafetyCause } from '../knowledge/all-causes'
import { causeOf } from '../knowledge/cause-of'
import { placeKey } from '../rules/rule'

/** A decision about one station. */
export interface StationDecision {
  readonly stationId: bigint
  readonly vendor: string | null
  readonly decision: Decision
}

/**
 * Writes what the detector decided: faults, and their stories, in the order things happened to each. What is open already (another
 * worker was here, a memory was made anew) is only counted; what people have closed stays closed.
 * @returns the faults that changed
 */
export async function storeDecisions(sql: Sql, stations: readonly StationDecision[]): Promise<bigint[]> {
  const changed: bigint[] = []
  for (const round of rounds(stations)) {
    for (const [kind, text] of Object.entries(STATEMENTS)) {
      const part = round.filter(({ decision }) => decision.kind === kind)
      if (part.length === 0) continue
      const { rows } = await sql.query<{ id: string }>({
        name: `detected-${kind}`,
        text,
        values: [JSON.stringify(part.map(toRow))],
      })
      changed.push(...rows.map(({ id }) => BigInt(id)))
    }
  }
  return changed
}

/** Sites before their stations when they go, after them when they come back: a station's fault goes on in its site's. */
export async function storeSiteDecisions(sql: Sql, sites: readonly SiteDecision[]): Promise<bigint[]> {
  const changed: bigint[] = []
  for (const site of sites) {
    const isOpening = site.kind === 'open'
    const detail = isOpening ? { stations: site.loss.lost, of: site.loss.of } : null
    const { rows } = await sql.query<{ id: string }>({
      name: `detected-site-${site.kind}`,
      text: isOpening ? OPEN_SITE : CLOSE_SITE,
      values: isOpening
        ? [site.siteId, new Date(site.loss.since), new Date(site.at), JSON.stringify(detail)]
        : [site.siteId, new Date(site.at)],
    })
    changed.push(...rows.map(({ id }) => BigInt(id)))
  }
  return changed
}

/** In parts, none of which names a fault twice. */
function rounds(stations: readonly StationDecision[]): StationDecision[][] {
  const times = new Map<string, number>()
  const parts: StationDecision[][] = []
  for (const item of stations) {
    const { decision } = item
    const place = decision.kind === 'close' ? decision.place : decision.sighting.place
    const key = `${item.stationId}/${decision.rule}/${placeKey(place)}`
    const time = times.get(key) ?? 0
    times.set(key, time + 1)
    parts[time] ??= []
    parts[time].push(item)
  }
  return parts
}

function toRow({ stationId, vendor, decision }: StationDecision) {
  const base = { station_id: String(stationId), code: decision.rule, at: new Date(decision.at) }
  if (decision.kind === 'close') {
    const { place, into, overSince } = decision
    const ofRule = into?.source === 'rule' ? into : null
    return {
      ...base,
      ...placeOf(place),
      over_since: new Date(overSince),
      into_source: into?.source ?? null,
      into_evse: into?.source === 'event' ? into.evse : (ofRule?.place.evse ?? null),
      into_connector: ofRule?.place.connector ?? null,
      into_code: into === null || into.source === 'event' ? null : into.rule,
    }
  }
  const { place, since, severity, evidence } = decision.sighting
  const cause = causeOf('rule', decision.rule, evidence, vendor)
  const detail = { ...evidence }
  return {
    ...base,
    ...placeOf(place),
    since: new Date(since),
    severity,
    detail,
    cause,
    is_safety: isSafetyCause(cause),
  }
}

const placeOf = ({ evse, connector }: { readonly evse: number; readonly connector: number }) => ({
  evse_number: evse,
  connector_number: connector,
})

const SAID = `said AS (
    SELECT * FROM json_to_recordset($1::json) AS said(station_id bigint, evse_number int, connector_number int, code text, at timestamptz,
      since timestamptz, severity int, detail jsonb, cause text, is_safety boolean, over_since timestamptz,
      into_source text, into_evse int, into_connector int, into_code text)
  )`
const SAME = `fault.station_id = said.station_id AND fault.evse_number = said.evse_number
    AND fault.connector_number = said.connector_number AND fault.source = 'rule' AND fault.code = said.code AND fault.closed_at IS NULL`

const OPEN = `
  WITH ${SAID}, kept AS (
    INSERT INTO fault AS held (site_id, station_id, evse_number, connector_number, source, code, cause, severity, is_safety, detail,
      began_at, opened_at, last_seen_at)
    SELECT station.site_id, said.station_id, evse_number, connector_number, 'rule', code, cause, severity, is_safety, detail,
      least(since, said.at), said.at, said.at
    FROM said JOIN station ON station.id = said.station_id ORDER BY said.station_id, evse_number, connector_number, code
    ON CONFLICT (station_id, evse_number, connector_number, source, code) WHERE closed_at IS NULL DO UPDATE
    SET count = held.count + 1, last_seen_at = greatest(held.last_seen_at, excluded.last_seen_at)
    RETURNING id, count, opened_at, detail
  ), told AS (
    INSERT INTO fault_entry (fault_id, at, kind, by, detail)
    SELECT id, opened_at, 'opened', 'worker', jsonb_build_object('evidence', detail) FROM kept WHERE count = 1
  )
  SELECT id FROM kept`

const WORSEN = `
  WITH ${SAID}, kept AS (
    UPDATE fault SET count = fault.count + 1, last_seen_at = greatest(fault.last_seen_at, said.at),
      severity = least(fault.severity, said.severity), cause = said.cause, is_safety = fault.is_safety OR said.is_safety,
      detail = said.detail
    FROM said WHERE ${SAME}
    RETURNING fault.id, fault.count, fault.severity, said.at
  ), told AS (
    INSERT INTO fault_entry (fault_id, at, kind, by, detail)
    SELECT id, at, 'again', 'worker', jsonb_build_object('count', count, 'severity', severity) FROM kept
  )
  SELECT id FROM kept`

// Told elsewhere, it is merged into that fault, if that is still open. A playbook whose step is done and under proof has mended it.
const CLOSE = `
  WITH ${SAID}, target AS (
    SELECT fault.id, said.at, said.over_since, (
      SELECT other.id FROM fault AS other WHERE other.closed_at IS NULL AND other.id <> fault.id AND CASE said.into_source
        WHEN 'event' THEN other.station_id = fault.station_id AND other.source = 'event' AND other.evse_number = said.into_evse
        WHEN 'rule' THEN other.station_id = fault.station_id AND other.source = 'rule' AND other.evse_number = said.into_evse
          AND other.connector_number = said.into_connector AND other.code = said.into_code
        WHEN 'site' THEN other.station_id IS NULL AND other.site_id = station.site_id AND other.source = 'rule' AND other.code = said.into_code
      END ORDER BY other.severity, other.id LIMIT 1) AS into_id,
      EXISTS (SELECT FROM playbook_run WHERE fault_id = fault.id AND state = 'proving') AS is_recovered
    FROM said JOIN fault ON ${SAME} JOIN station ON station.id = said.station_id
  ), kept AS (
    UPDATE fault SET closed_at = greatest(target.at, fault.opened_at), closed_by = 'worker', merged_into_id = into_id,
      close_reason = CASE WHEN into_id IS NOT NULL THEN 'merged' WHEN is_recovered THEN 'recovered' ELSE 'over' END,
      last_seen_at = greatest(fault.last_seen_at, over_since)
    FROM target WHERE fault.id = target.id AND fault.closed_at IS NULL
    RETURNING fault.id, fault.closed_at, close_reason, merged_into_id
  ), told AS (
    INSERT INTO fault_entry (fault_id, at, kind, by, detail)
    SELECT id, closed_at, 'closed', 'worker', jsonb_build_object('reason', close_reason) FROM kept
    UNION ALL
    SELECT id, closed_at, 'merged', 'worker', jsonb_build_object('intoId', merged_into_id::text) FROM kept WHERE merged_into_id IS NOT NULL
    UNION ALL
    SELECT merged_into_id, closed_at, 'merged', 'worker', jsonb_build_object('fromId', id::text) FROM kept WHERE merged_into_id IS NOT NULL
  )
  SELECT id FROM kept`

/** In this order within a round. */
const STATEMENTS: Readonly<Record<Decision['kind'], string>> = { open: OPEN, worsen: WORSEN, close: CLOSE }

const OPEN_SITE = `
  WITH kept AS (
    INSERT INTO fault AS held (site_id, source, code, cause, severity, detail, began_at, opened_at, last_seen_at)
    VALUES ($1, 'rule', 'site-down', 'site-down', 2, $4::jsonb, least($2::timestamptz, $3), $3, $3)
    ON CONFLICT (site_id, source, code) WHERE closed_at IS NULL AND station_id IS NULL DO UPDATE
    SET count = held.count + 1, last_seen_at = greatest(held.last_seen_at, excluded.last_seen_at)
    RETURNING id, count, opened_at, detail
  ), told AS (
    INSERT INTO fault_entry (fault_id, at, kind, by, detail)
    SELECT id, opened_at, 'opened', 'worker', jsonb_build_object('evidence', detail) FROM kept WHERE count = 1
  )
  SELECT id FROM kept`

const CLOSE_SITE = `
  WITH kept AS (
    UPDATE fault SET closed_at = greatest($2::timestamptz, opened_at), closed_by = 'worker', close_reason = 'over', last_seen_at = $2
    WHERE site_id = $1 AND station_id IS NULL AND source = 'rule' AND code = 'site-down' AND closed_at IS NULL
    RETURNING id, closed_at
  ), told AS (
    INSERT INTO fault_entry (fault_id, at, kind, by, detail)
    SELECT id, closed_at, 'closed', 'worker', '{"reason": "over"}'::jsonb FROM kept
  )
  SELECT id FROM kept`
