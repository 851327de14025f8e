import pg from 'pg'
import { applyMigrations, withSchemaEngine } from './schema-engine'

/** Any number will do, as long as every start of Laddvakt uses the same. */
const MIGRATION_LOCK = 4_711_001

/**
 * Brings the database to the newest migration, in the same `_prisma_migrations` table as `npx prisma migrate deploy`.
 * Two starts at once wait for each other.
 * @returns the names of the migrations that were applied now
 * @throws Error when the database cannot be reached or a migration fails (then nothing of that migration is kept)
 */
export async function migrate(databaseUrl: string, { log = (_line: string) => {} } = {}): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'laddvakt migrate' })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    const applied = await withSchemaEngine(databaseUrl, applyMigrations)
    for (const name of applied) log(`Applied migration ${name}`)
    return applied
  } finally {
    await client.end()
  }
}
