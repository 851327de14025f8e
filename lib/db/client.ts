import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { env } from '../env'
import { PrismaClient } from './generated/client'

export type { Prisma } from './generated/client'
export type Database = PrismaClient
/** Inside `db().$transaction(async (tx) => …)`; doors that write take it so that audit and outbox share the transaction. */
export type Transaction = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0]

// One pool and one client per process; Next's dev reload keeps them on globalThis.
const held = globalThis as typeof globalThis & { laddvaktPool?: pg.Pool; laddvaktDb?: PrismaClient }

/** The process's connections. Hot paths use it directly with multi-row SQL; everything else goes through `db()`. */
export function pool(): pg.Pool {
  if (!held.laddvaktPool) {
    const { DATABASE_URL, DATABASE_POOL } = env()
    held.laddvaktPool = new pg.Pool({
      connectionString: DATABASE_URL,
      max: DATABASE_POOL,
      application_name: 'laddvakt',
    })
    // A resting connection that breaks (the database restarted) is replaced at its next use; unheard, it would end the process.
    held.laddvaktPool.on('error', () => undefined)
  }
  return held.laddvaktPool
}

export function db(): PrismaClient {
  held.laddvaktDb ??= new PrismaClient({
    adapter: new PrismaPg(pool(), { disposeExternalPool: false }),
    // When a whole network comes back at once, waiting for a connection is better than giving up.
    transactionOptions: { maxWait: 10_000, timeout: 20_000 },
  })
  return held.laddvaktDb
}

export async function closeDatabase(): Promise<void> {
  await held.laddvaktDb?.$disconnect()
  await held.laddvaktPool?.end()
  held.laddvaktDb = undefined
  held.laddvaktPool = undefined
}
