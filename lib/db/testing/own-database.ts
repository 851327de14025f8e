import { createHash, randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll } from 'vitest'
import { closeBus } from '../../bus/process-bus'
import { closeDatabase } from '../client'
import { migrate } from '../migrate'
import { ensurePartitions } from '../partitions'
import { readMigrations } from '../schema-engine'

/**
 * Vitest set-up: every database test file gets a fresh, migrated database of its own, cloned from a template
 * that is made once per state of the migrations. Needs TEST_DATABASE_URL (`npm test` provides a server).
 */
const TEMPLATE_LOCK = 4_711_003

const serverUrl = process.env.TEST_DATABASE_URL
if (!serverUrl) throw new Error('Database tests need TEST_DATABASE_URL; run them with: npm test -- <filter>')

const urlOf = (database: string) => {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.toString()
}

const hash = createHash('sha256').update(JSON.stringify(readMigrations())).digest('hex').slice(0, 12)
const template = `laddvakt_template_${hash}`
const own = `laddvakt_test_${randomUUID().replaceAll('-', '')}`

async function onServer(work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl, application_name: 'laddvakt tests' })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

await onServer(async (client) => {
  await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK])
  const made = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template])
  if (made.rowCount === 0) {
    // Under another name until it is complete: a half-made template must never be cloned.
    const draft = `${template}_draft`
    await client.query(`DROP DATABASE IF EXISTS "${draft}" WITH (FORCE)`)
    await client.query(`CREATE DATABASE "${draft}"`)
    await migrate(urlOf(draft))
    await client.query(`ALTER DATABASE "${draft}" RENAME TO "${template}"`)
  }
  await client.query(`CREATE DATABASE "${own}" TEMPLATE "${template}" STRATEGY FILE_COPY`)
})

process.env.DATABASE_URL = urlOf(own)
process.env.DATA_DIR = path.join(tmpdir(), own)
process.env.NEXTAUTH_SECRET ??= 'what seals keys while testing, long enough'
await ensurePartitions(new Date())

afterAll(async () => {
  await closeBus()
  await closeDatabase()
  await rm(path.join(tmpdir(), own), { recursive: true, force: true })
  await onServer(async (client) => {
    // Closed connections may still be on their way out: PostgreSQL waits for them 5 s. Only then are they cut off, which they report.
    const drop = `DROP DATABASE IF EXISTS "${own}"`
    await client.query(drop).catch(() => client.query(`${drop} WITH (FORCE)`))
  })
})
