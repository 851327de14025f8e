import { pool } from './client'
import type { Sql } from './coalesce'

/** One transaction in SQL, for work that is done in sets: committed when `run` is done, undone when it throws. */
export async function sqlTransaction<Result>(run: (sql: Sql) => Promise<Result>): Promise<Result> {
  const client = await pool().connect()
  let broken: Error | undefined
  try {
    await client.query('BEGIN')
    const result = await run(client)
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch((lost: Error) => {
      broken = lost
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** Who did what, in the caller's transaction; as `audit`, for verbs in SQL. */
export async function auditSql(
  sql: Sql,
  entry: {
    readonly by: string
    readonly act: string
    readonly subject: string
    readonly before?: object
    readonly after?: object
  },
): Promise<void> {
  await sql.query('INSERT INTO audit_entry (actor, act, subject, before, after) VALUES ($1, $2, $3, $4, $5)', [
    entry.by,
    entry.act,
    entry.subject,
    entry.before ?? null,
    entry.after ?? null,
  ])
}
