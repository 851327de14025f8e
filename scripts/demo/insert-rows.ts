import type { Sql } from '../../lib/db/coalesce'

const ROWS_PER_STATEMENT = 10_000

/**
 * Inserts many rows with few statements.
 * @param columns column name → PostgreSQL type, in the order of each row's values
 */
export async function insertRows(
  sql: Sql,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const names = Object.keys(columns)
  const arrays = Object.values(columns).map((type, at) => `$${at + 1}::${type}[]`)
  const text = `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')}) SELECT * FROM unnest(${arrays.join(', ')})`
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    const chunk = rows.slice(from, from + ROWS_PER_STATEMENT)
    await sql.query(
      text,
      names.map((_, column) => chunk.map((row) => row[column])),
    )
  }
}

/** Takes ids from a table's sequence, so that rows can refer to each other before they are written. */
export async function reserveIds(sql: Sql, table: string, count: number): Promise<readonly bigint[]> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT nextval(pg_get_serial_sequence($1, 'id')) AS id FROM generate_series(1, $2)`,
    [table, count],
  )
  return rows.map(({ id }) => BigInt(id))
}
