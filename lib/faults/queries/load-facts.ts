import type { Sql } from '../../db/coalesce'
import type { Fact } from '../detector/fact'
import { FACT_SOURCES, type FactSource, type SourceRow } from './fact-sources'

/** Facts received in (since, until]; of all stations, or of some (then found by station and time: for looking far back). */
export interface FactSpan {
  readonly since: Date
  readonly until: Date
  readonly stationIds?: readonly bigint[]
}

/** By station id; in no particular order. One query per kind of row, whatever the number of stations. @param needs only these kinds */
export async function loadFacts(
  sql: Sql,
  span: FactSpan,
  needs?: readonly Fact['kind'][],
): Promise<Map<string, Fact[]>> {
  const byStation = new Map<string, Fact[]>()
  for (const source of FACT_SOURCES) {
    if (needs !== undefined && !source.gives.some((kind) => needs.includes(kind))) continue
    for (const row of await read(sql, source, span)) {
      const facts = source.toFacts(row)
      const known = byStation.get(row.station_id)
      if (known) known.push(...facts)
      else byStation.set(row.station_id, [...facts])
    }
  }
  return byStation
}

async function read(
  sql: Sql,
  source: FactSource,
  { since, until, stationIds }: FactSpan,
): Promise<readonly SourceRow[]> {
  const where = stationIds === undefined ? source.bySpan : `${source.byStation} AND ${source.bySpan}`
  const values: unknown[] = stationIds === undefined ? [since, until] : [since, until, stationIds]
  const name = `facts-${source.name}${stationIds === undefined ? '' : '-of'}`
  const { rows } = await sql.query<SourceRow>({ name, text: source.select(where), values })
  return rows
}
