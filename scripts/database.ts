import path from 'node:path'
import pg from 'pg'
import type { DataFolder } from './data-folder'
import { Fault, messageOf } from './fault'
import { startPostgres } from './postgres'
import { say } from './say'

const OLDEST_VERSION = 15

export interface Database {
  url(): string
  stop(): Promise<void>
}

/** The database at DATABASE_URL, which somebody else looks after. @throws Fault when it is not there or too old */
export async function useDatabase(url: string): Promise<Database> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ major: number }>(
      `SELECT current_setting('server_version_num')::int / 10000 AS major`,
    )
    const major = rows[0]?.major ?? 0
    if (major < OLDEST_VERSION)
      throw new Fault(`The database is PostgreSQL ${major}; Laddvakt needs ${OLDEST_VERSION} or newer.`)
  } catch (error) {
    if (error instanceof Fault) throw error
    throw new Fault(`The database at ${addressOf(url)} cannot be reached: ${messageOf(error) || 'no answer'}.`)
  } finally {
    await client.end().catch(() => undefined)
  }
  return { url: () => url, stop: async () => undefined }
}

/** The built-in PostgreSQL in the data folder, started again when it stops by itself. */
export async function runDatabase(folder: DataFolder, onMoved: () => void): Promise<Database> {
  const options = { folder: path.join(folder.path, 'postgres'), password: folder.secret('database-password'), log: say }
  let cluster = await startPostgres(options)
  let stopping = false

  async function watch(): Promise<void> {
    await cluster.ended
    if (stopping) return
    say(`✗ the database stopped; starting it again. See ${path.join(folder.path, 'postgres.log')}`)
    const before = cluster.url
    for (let wait = 500; !stopping; wait = Math.min(wait * 2, 30_000)) {
      await new Promise((resolve) => setTimeout(resolve, wait))
      try {
        cluster = await startPostgres(options)
        break
      } catch (error) {
        say(`✗ ${messageOf(error)}`)
      }
    }
    if (stopping) return cluster.stop()
    say('✓ the database is running again.')
    if (cluster.url !== before) onMoved()
    return watch()
  }
  void watch()

  const stop = async () => {
    stopping = true
    await cluster.stop()
  }
  return { url: () => cluster.url, stop }
}

/** Without the password. */
function addressOf(url: string): string {
  try {
    const { host, pathname } = new URL(url)
    return `${host}${pathname}`
  } catch {
    return 'DATABASE_URL'
  }
}
