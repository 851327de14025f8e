import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBatchConnection } from './batch-connection'
import { pool } from './client'
import { type BatchConnection, type Coalescer, createCoalescer, type Write, type Writer } from './coalesce'

/** Inserts numbers; 13 is refused by the table, so a batch that holds it fails. */
const calls: number[] = []
const insert: Writer<number, number> = {
  name: 'insert',
  async write(tx, items) {
    calls.push(items.length)
    await tx.query('INSERT INTO coalesced SELECT unnest($1::int[])', [items])
    return items.map((item) => item * 10)
  },
}
const note: Writer<string, void> = {
  name: 'note',
  async write(tx, items) {
    await tx.query('INSERT INTO noted SELECT unnest($1::text[])', [items])
    return items.map(() => undefined)
  },
}
const insertOf = (item: number) => ({ writer: insert, item }) as Write

let coalescer: Coalescer
let connection: BatchConnection
const batches: number[] = []

beforeAll(async () => {
  await pool().query('CREATE TABLE coalesced (n int CHECK (n <> 13))')
  await pool().query('CREATE TABLE noted (t text)')
  coalescer = createCoalescer({
    connect: async () => {
      connection = await openBatchConnection(process.env.DATABASE_URL!)
      return connection
    },
    onBatch: (units) => batches.push(units),
    patienceMs: 5_000,
  })
})
afterAll(() => coalescer.close())

const stored = async () =>
  (await pool().query<{ n: number }>('SELECT n FROM coalesced ORDER BY n')).rows.map(({ n }) => n)

describe('coalescing', () => {
  test('what is submitted in one tick becomes one transaction, each result back with its own', async () => {
    calls.length = 0
    const results = await Promise.all([1, 2, 3].map((n) => coalescer.submit({ writes: [insertOf(n)] })))
    expect(results).toEqual([[10], [20], [30]])
    expect(calls).toEqual([3])
    expect(batches.at(-1)).toBe(3)
  })

  test('a unit with several writes gets all their results, and its last write sees them', async () => {
    const results = await coalescer.submit({
      writes: [insertOf(4), insertOf(5)],
      last: (written) => [{ writer: note, item: written.join('+') } as Write],
    })
    expect(results).toEqual([40, 50])
    expect((await pool().query('SELECT t FROM noted')).rows).toEqual([{ t: '40+50' }])
  })

  test('one bad unit fails alone; its neighbours are stored once', async () => {
    const outcomes = await Promise.allSettled([20, 13, 21, 22].map((n) => coalescer.submit({ writes: [insertOf(n)] })))
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
    expect((await stored()).filter((n) => n >= 13)).toEqual([20, 21, 22])
  })

  test('a unit is all or nothing, its last write included', async () => {
    const failing = coalescer.submit({ writes: [insertOf(30)], last: () => [{ writer: insert, item: 13 } as Write] })
    await expect(failing).rejects.toThrow()
    expect(await stored()).not.toContain(30)
  })

  test('a lost connection is replaced and what waited is stored once', async () => {
    await pool().query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'laddvakt-batch' AND datname = current_database()",
    )
    await coalescer.submit({ writes: [insertOf(40)] })
    expect((await stored()).filter((n) => n === 40)).toEqual([40])
  })
})
