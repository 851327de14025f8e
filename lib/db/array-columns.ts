export type ColumnValue = string | number | bigint | null

/**
 * Rows as one PostgreSQL array literal per column, for `unnest($1::bigint[], …)`: much cheaper on both sides than rows of JSON.
 * @param values one per column; text that a person or a station has written must be `quoted`
 */
export function columns<Row>(rows: readonly Row[], values: readonly ((row: Row) => ColumnValue)[]): string[] {
  return values.map((value) => column(rows, value))
}

/** One column of `columns`. */
export function column<Row>(rows: readonly Row[], value: (row: Row) => ColumnValue): string {
  let array = '{'
  for (let index = 0; index < rows.length; index += 1)
    array += (index === 0 ? '' : ',') + (value(rows[index]!) ?? 'NULL')
  return `${array}}`
}

/** Any text as an array element. PostgreSQL text cannot hold NUL: whoever may have one takes it out first. */
export const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`
