import { pool } from './client'

const PORTION = 5_000

/**
 * Deletes what may be very much, so many rows at a time: no lock is held for long, and what else runs gets its turn.
 * @param statement DELETE of at most `$n` rows; `$n` is the last of its values
 * @returns how many rows are gone
 */
export async function deleteInPortions(statement: string, values: readonly unknown[]): Promise<number> {
  let gone = 0
  for (;;) {
    const { rowCount } = await pool().query(statement, [...values, PORTION])
    gone += rowCount ?? 0
    if ((rowCount ?? 0) < PORTION) return gone
  }
}
