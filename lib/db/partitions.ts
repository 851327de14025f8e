import type { PoolClient } from 'pg'
import { DAY_MS } from '../kernel/time'
import { pool } from './client'

/** How a partitioned table is cut by its `at`: how long a piece is and how far ahead pieces are made. */
interface Cut {
  readonly table: 'ocpp_message' | 'reading'
  readonly by: 'day' | 'month'
  readonly ahead: number
}
const CUTS: readonly Cut[] = [
  { table: 'ocpp_message', by: 'day', ahead: 3 },
  { table: 'reading', by: 'month', ahead: 2 },
]
const PARTITION_LOCK = 4_711_002

/**
 * Makes the partitions for `now` and some time ahead. Rows of that time that waited in the default partition move over.
 * @param since also make those for rows as old as this (a history that is about to be written)
 */
export async function ensurePartitions(now: Date, { since = new Date(now.getTime() - DAY_MS) } = {}): Promise<void> {
  for (const cut of CUTS) {
    for (let at = startOf(cut, since), last = startOf(cut, now, cut.ahead); at <= last; at = startOf(cut, at, 1)) {
      await ensurePartition(cut, at)
    }
  }
}

/**
 * Drops the message log's partitions whose every row is older than `retentionDays`, and such rows in its default partition.
 * @returns names of the dropped tables
 */
export async function dropOldPartitions(now: Date, retentionDays: number): Promise<string[]> {
  const keepFrom = new Date(now.getTime() - retentionDays * DAY_MS)
  const cut = CUTS[0]!
  const { rows } = await pool().query<{ name: string }>(
    'SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = $1::regclass',
    [cut.table],
  )
  const dropped: string[] = []
  for (const { name } of rows) {
    const from = parseName(cut, name)
    if (!from || startOf(cut, from, 1) > keepFrom) continue
    await locked((client) => client.query(`DROP TABLE IF EXISTS "${name}"`))
    dropped.push(name)
  }
  await pool().query('DELETE FROM ocpp_message_default WHERE at < $1', [keepFrom])
  return dropped
}

async function ensurePartition(cut: Cut, from: Date): Promise<void> {
  const name = partitionName(cut, from)
  const { rows } = await pool().query('SELECT to_regclass($1) IS NOT NULL AS present', [name])
  if (rows[0].present) return
  const range = [from.toISOString(), startOf(cut, from, 1).toISOString()] as const
  await locked(async (client) => {
    // Attaching needs a weaker lock on the parent than creating in place, so the gateway keeps writing.
    await client.query(
      `CREATE TABLE IF NOT EXISTS "${name}" (LIKE "${cut.table}" INCLUDING DEFAULTS INCLUDING CONSTRAINTS)`,
    )
    await client.query(
      `WITH moved AS (DELETE FROM "${cut.table}_default" WHERE at >= $1 AND at < $2 RETURNING *) INSERT INTO "${name}" SELECT * FROM moved`,
      [...range],
    )
    const attached = await client.query('SELECT 1 FROM pg_inherits WHERE inhrelid = $1::regclass', [name])
    if (attached.rowCount === 0) {
      await client.query(
        `ALTER TABLE "${cut.table}" ATTACH PARTITION "${name}" FOR VALUES FROM ('${range[0]}') TO ('${range[1]}')`,
      )
    }
  })
}

/** One partition change at a time in the whole system, each giving up rather than making the gateway wait behind it. */
async function locked(work: (client: PoolClient) => Promise<unknown>): Promise<void> {
  const client = await pool().connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock($1)', [PARTITION_LOCK])
    await client.query("SET LOCAL lock_timeout = '5s'")
    await work(client)
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

/** The first moment (UTC) of the piece that `at` falls in, or of the one `steps` after it. */
function startOf({ by }: Cut, at: Date, steps = 0): Date {
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()]
  return new Date(by === 'day' ? Date.UTC(year, month, at.getUTCDate() + steps) : Date.UTC(year, month + steps))
}

/** `ocpp_message_20261120`, `reading_202611`. */
function partitionName({ table, by }: Cut, from: Date): string {
  return `${table}_${from
    .toISOString()
    .slice(0, by === 'day' ? 10 : 7)
    .replaceAll('-', '')}`
}

function parseName({ table }: Cut, name: string): Date | undefined {
  const [, year, month, day = '01'] = name.match(new RegExp(`^${table}_(\\d{4})(\\d{2})(\\d{2})?$`)) ?? []
  return year && month ? new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))) : undefined
}
