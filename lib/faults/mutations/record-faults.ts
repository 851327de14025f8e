import type { Sql, Writer } from '../../db/coalesce'
import { CHANGE_COLUMNS, type ChangeRow, toFaultChange } from '../change-columns'
import type { FaultChange, FaultSaid } from '../fault'
import { isSafetyCause } from '../knowledge/all-causes'
import { causeOf } from '../knowledge/cause-of'

/**
 * Opens a fault when it is first told of, counts it when it is told of again, closes it when it is over. What is told while somebody
 * works on the station is kept until they are done, unless the station takes it back. A fault is the same as long
 * as station, place, source and code are. Gives back what changed for people: null when it was only counted, or nothing was open.
 * Rare messages: a few statements per batch that has any.
 */
export const recordFaults: Writer<FaultSaid, FaultChange | null> = {
  name: 'faults',
  async write(tx, said) {
    const results = new Array<FaultChange | null>(said.length).fill(null)
    const vendors = await vendorsOf(tx, said)
    // One round for each time the batch says the same fault, so that open, closed, open again end as three facts.
    for (const round of rounds(said)) {
      const opened = await run(
        tx,
        'open-faults',
        OPEN,
        round.filter(({ item }) => item.isOpen),
        vendors,
      )
      const closed = await run(
        tx,
        'close-faults',
        CLOSE,
        round.filter(({ item }) => !item.isOpen),
        vendors,
      )
      for (const [index, change] of [...opened, ...closed]) results[index] = change
    }
    return results
  },
}

interface Indexed {
  readonly index: number
  readonly item: FaultSaid
}

const keyOf = ({ stationId, evseNumber, connectorNumber, source, code }: FaultSaid) =>
  JSON.stringify([String(stationId), evseNumber, connectorNumber, source, code])

/** The batch in parts, none of which names a fault twice, in the order things were said of each. */
function rounds(said: readonly FaultSaid[]): Indexed[][] {
  const times = new Map<string, number>()
  const parts: Indexed[][] = []
  for (const [index, item] of said.entries()) {
    const key = keyOf(item)
    const time = times.get(key) ?? 0
    times.set(key, time + 1)
    parts[time] ??= []
    parts[time].push({ index, item })
  }
  return parts
}

interface Row extends ChangeRow {
  readonly index: number
}

/** The makers of the stations that say something is wrong: the same code means different things to each. */
async function vendorsOf(tx: Sql, said: readonly FaultSaid[]): Promise<ReadonlyMap<string, string | null>> {
  const ids = said.flatMap(({ isOpen, stationId }) => (isOpen ? [stationId] : []))
  if (ids.length === 0) return new Map()
  const { rows } = await tx.query<{ station_id: string; vendor: string | null }>({
    name: 'fault-vendors',
    text: 'SELECT station_id, vendor FROM station_state WHERE station_id = ANY($1)',
    values: [ids],
  })
  return new Map(rows.map(({ station_id, vendor }) => [station_id, vendor]))
}

async function run(
  tx: Sql,
  name: string,
  text: string,
  said: readonly Indexed[],
  vendors: ReadonlyMap<string, string | null>,
): Promise<[number, FaultChange][]> {
  if (said.length === 0) return []
  const values = said.map(({ index, item }) => ({
    index,
    ...causeIn(item, vendors.get(String(item.stationId)) ?? null),
    station_id: String(item.stationId),
    evse_number: item.evseNumber,
    connector_number: item.connectorNumber,
    source: item.source,
    code: item.code,
    severity: item.severity,
    monitor_id: item.monitorId ?? null,
    detail: item.detail,
    at: item.at,
  }))
  const { rows } = await tx.query<Row>({ name, text, values: [JSON.stringify(values)] })
  return rows.map((row) => [row.index, toFaultChange(row)])
}

function causeIn({ source, code, detail }: FaultSaid, vendor: string | null) {
  const cause = causeOf(source, code, detail, vendor)
  return { cause, is_safety: isSafetyCause(cause) }
}

const SAID = `said AS (
    SELECT * FROM json_to_recordset($1::json) AS said("index" int, station_id bigint, evse_number int, connector_number int,
      source text, code text, severity int, monitor_id int, detail jsonb, at timestamptz, cause text, is_safety boolean)
  )`
const SAME = `fault.station_id = said.station_id AND fault.evse_number = said.evse_number
    AND fault.connector_number = said.connector_number AND fault.source = said.source AND fault.code = said.code`

// What is open already is counted, under the gravest word so far; what people have merged into another that is open is counted there.
// While somebody works on the station nothing new opens (lib/faults/mutations/release-faults.ts opens what is left when they are done);
// what a rule has open at the same outlet goes on in what the station says of it, without a word to anybody.
const OPEN = `
  WITH ${SAID}, worked_on AS (
    SELECT DISTINCT station.id AS station_id FROM said JOIN station ON station.id = said.station_id
    JOIN maintenance_window AS work ON (work.station_id = station.id OR work.site_id = station.site_id)
      AND work.from_at <= now() AND (work.until_at IS NULL OR work.until_at > now())
  ), merged AS (
    SELECT DISTINCT ON (said.index) said.index, target.id, said.at
    FROM said JOIN fault ON ${SAME} AND fault.close_reason = 'merged'
    JOIN fault AS target ON target.id = fault.merged_into_id AND target.closed_at IS NULL
    WHERE NOT EXISTS (SELECT 1 FROM fault WHERE ${SAME} AND fault.closed_at IS NULL)
  ), counted AS (
    UPDATE fault SET count = fault.count + again.times, last_seen_at = greatest(fault.last_seen_at, again.at)
    FROM (SELECT id, count(*)::int AS times, max(at) AS at FROM merged GROUP BY id) AS again WHERE fault.id = again.id
  ), waiting AS (
    SELECT said.index FROM said JOIN worked_on USING (station_id)
    WHERE said.index NOT IN (SELECT index FROM merged) AND NOT EXISTS (SELECT 1 FROM fault WHERE fault.closed_at IS NULL AND (${SAME}
      OR (fault.station_id = said.station_id AND fault.source = 'rule' AND fault.code = 'faulted'
        AND (said.evse_number = 0 OR fault.evse_number = said.evse_number))))
  ), withheld AS (
    INSERT INTO withheld_fault AS held (station_id, evse_number, connector_number, source, code, cause, severity, is_safety, detail,
      began_at, last_seen_at)
    SELECT said.station_id, said.evse_number, said.connector_number, source, code, cause, coalesce(monitor.severity, said.severity),
      is_safety, detail, at, at
    FROM said LEFT JOIN variable_monitor AS monitor USING (station_id, monitor_id)
    WHERE said.index IN (SELECT index FROM waiting)
    ORDER BY station_id, evse_number, connector_number, source, code
    ON CONFLICT (station_id, evse_number, connector_number, source, code) DO UPDATE
    SET count = held.count + 1, last_seen_at = greatest(held.last_seen_at, excluded.last_seen_at),
      severity = least(held.severity, excluded.severity)
  ), kept AS (
    INSERT INTO fault AS held (site_id, station_id, evse_number, connector_number, source, code, cause, severity, is_safety, detail,
      began_at, opened_at, last_seen_at)
    SELECT (SELECT site_id FROM station WHERE id = said.station_id), said.station_id, said.evse_number, said.connector_number, source, code,
      cause, coalesce(monitor.severity, said.severity), is_safety, detail, at, at, at
    FROM said LEFT JOIN variable_monitor AS monitor USING (station_id, monitor_id)
    WHERE said.index NOT IN (SELECT index FROM merged UNION ALL SELECT index FROM waiting)
    ORDER BY station_id, evse_number, connector_number, source, code
    ON CONFLICT (station_id, evse_number, connector_number, source, code) WHERE closed_at IS NULL DO UPDATE
    SET count = held.count + 1, last_seen_at = greatest(held.last_seen_at, excluded.last_seen_at),
      severity = least(held.severity, excluded.severity)
    RETURNING *
  ), told AS (
    INSERT INTO fault_entry (fault_id, at, kind, by, detail, told_at)
    SELECT id, opened_at, 'opened', 'station', jsonb_build_object('evidence', detail),
      CASE WHEN station_id IN (SELECT station_id FROM worked_on) THEN now() END
    FROM kept WHERE count = 1
  )
  SELECT said.index, ${CHANGE_COLUMNS} FROM kept AS fault JOIN said ON ${SAME} WHERE fault.count = 1`

const CLOSE = `
  WITH ${SAID}, released AS (
    DELETE FROM withheld_fault AS fault USING said WHERE ${SAME}
  ), kept AS (
    UPDATE fault SET closed_at = greatest(said.at, fault.opened_at), closed_by = 'station', close_reason = 'over', heard_at = now(),
      last_seen_at = greatest(fault.last_seen_at, said.at)
    FROM said WHERE fault.closed_at IS NULL AND ${SAME}
    RETURNING said.index, fault.*
  ), told AS (
    INSERT INTO fault_entry (fault_id, at, kind, by, detail)
    SELECT id, closed_at, 'closed', 'station', '{"reason": "over"}'::jsonb FROM kept
  )
  SELECT index, ${CHANGE_COLUMNS} FROM kept AS fault`
