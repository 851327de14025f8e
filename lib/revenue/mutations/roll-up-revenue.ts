import { pool } from '../../db/client'
import type { Sql } from '../../db/coalesce'
import { sqlTransaction } from '../../db/sql-transaction'
import { CUBES, type Cube } from '../cubes'
import { COLUMN_OF, DIMENSIONS, type Dimension } from '../dimension'
import { FACT_COLUMNS, FACT_MEASURES, factsOf } from '../fact-sql'
import { isCount, MEASURES } from '../measures'

/** One at a time, and none while a site's clock is being changed: see revenue_mark_site in migration 0012. */
const ROLL_UP_LOCK = 4_711_012
/** Marks at a time: big enough to add many sessions to one cell at once, small enough for a short transaction. */
const MARKS_AT_ONCE = 20_000
/** Some minutes of work at most; the rest at the next turn. */
const MOST_BATCHES = 200

/**
 * Brings facts and sums up to date: takes the marks of what has changed, makes those sessions' facts anew from their rows, and adds the
 * difference to every sum. Marks, facts and sums change in one statement, so that whoever reads sees either all or nothing of it. For the
 * worker; doing it again changes nothing.
 * @returns how many marks were taken
 */
export async function rollUpRevenue(_now?: Date, marksAtOnce = MARKS_AT_ONCE): Promise<number> {
  let taken = 0
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const marks = await sqlTransaction((sql) => takeMarks(sql, marksAtOnce))
    taken += marks
    if (marks < marksAtOnce) break
  }
  return taken
}

async function takeMarks(sql: Sql, limit: number): Promise<number> {
  await sql.query('SELECT pg_advisory_xact_lock($1)', [ROLL_UP_LOCK])
  const { rows } = await sql.query<{ taken: number }>(ROLL_UP, [limit])
  return rows[0]?.taken ?? 0
}

/** What a cube is not split by is nothing. */
const keyOf = (cube: Cube, dimension: Dimension): string => {
  const column = COLUMN_OF[dimension]
  if (cube.by.includes(dimension)) return column
  return dimension === 'means' ? `''` : dimension === 'hour' || dimension === 'weekday' ? '0::smallint' : '0::bigint'
}

const CELL_KEYS = ['cube', 'day', ...DIMENSIONS.map((dimension) => COLUMN_OF[dimension]), 'currency']

const cellsOf = (cube: Cube): string => `
  SELECT ${cube.id}::smallint AS cube, ${cube.grain === 'day' ? 'day' : `date_trunc('${cube.grain}', day)::date`} AS day,
    ${DIMENSIONS.map((dimension) => `${keyOf(cube, dimension)} AS ${COLUMN_OF[dimension]}`).join(', ')}, currency,
    ${MEASURES.map((measure) => `sum(${measure})::${isCount(measure) ? 'int' : 'bigint'} AS ${measure}`).join(', ')}
  FROM changes GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
  HAVING ${MEASURES.map((measure) => `sum(${measure}) <> 0`).join(' OR ')}`

const WANTED = 'ARRAY(SELECT DISTINCT session_id FROM taken)'

const ROLL_UP = `
WITH taken AS (
  DELETE FROM revenue_stale WHERE id IN (SELECT id FROM revenue_stale ORDER BY id LIMIT $1) RETURNING session_id
), made AS MATERIALIZED (${factsOf(WANTED)}
), changes AS MATERIALIZED (
  SELECT *, 1 AS sessions FROM made
  UNION ALL
  SELECT ${FACT_COLUMNS.map((column) => ((FACT_MEASURES as readonly string[]).includes(column) ? `-${column}` : column)).join(', ')}, -1
  FROM revenue_fact WHERE session_id = ANY(${WANTED})
), gone AS (
  DELETE FROM revenue_fact WHERE session_id = ANY(${WANTED}) AND session_id NOT IN (SELECT session_id FROM made)
), kept AS (
  INSERT INTO revenue_fact (${FACT_COLUMNS.join(', ')}) SELECT ${FACT_COLUMNS.join(', ')} FROM made
  ON CONFLICT (session_id) DO UPDATE SET ${FACT_COLUMNS.slice(1)
    .map((column) => `${column} = excluded.${column}`)
    .join(', ')}
), cells AS (
  INSERT INTO revenue_cell AS held (${[...CELL_KEYS, ...MEASURES].join(', ')})
  ${CUBES.map(cellsOf).join(' UNION ALL ')}
  ON CONFLICT (${CELL_KEYS.join(', ')}) DO UPDATE SET ${MEASURES.map((measure) => `${measure} = held.${measure} + excluded.${measure}`).join(', ')}
)
SELECT count(*)::int AS taken FROM taken`

/** Takes away cells that nothing is left in. For the worker, once a day. */
export async function forgetEmptyCells(): Promise<void> {
  await pool().query('DELETE FROM revenue_cell WHERE sessions = 0')
}
