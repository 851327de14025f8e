import type pg from 'pg'

/** A batch writer: writes all items in as few statements as it can and returns one result per item, in order. */
export interface Writer<Item = never, Result = unknown> {
  readonly name: string
  /** @param memory under which the writer may keep what it knows; none when it is not a coalescer that calls */
  write(tx: Sql, items: readonly Item[], memory?: LaneMemory): Promise<readonly Result[]>
}

/**
 * Stands for an unbroken row of committed batches on one connection: what a writer keeps (in a WeakMap) under it was committed, or
 * belongs to the batch under way. After any failure there is a new one, so nothing that was rolled back or is in doubt is remembered.
 */
export class LaneMemory {
  readonly kind = 'lane-memory'
}

/** What a writer remembered is no longer so. The coalescer forgets everything and writes the same batch again at once. */
export class OutOfDate extends Error {
  override readonly name = 'OutOfDate'
}

/** The one connection of the running transaction. Writers must use it and nothing else. */
export type Sql = Pick<pg.ClientBase, 'query'>

/** One item for one writer. */
export interface Write<Item = never, Result = unknown> {
  readonly writer: Writer<Item, Result>
  readonly item: Item
}

/**
 * What belongs together: it is committed as a whole or not at all. `last` names more writes made from the others' results
 * (the message log's row, which holds the answer); they run after all other writes of the batch, and their writers must send one
 * statement each, at once, because COMMIT follows on their heels.
 */
export interface Unit {
  readonly writes: readonly Write[]
  last?(results: readonly unknown[]): readonly Write[]
}

export interface Coalescer {
  /**
   * Resolves with the writes' results once they are committed. @throws the database's error if this unit cannot be stored
   * @param key what the unit is about (a station's id): units with the same key are committed in the order they were submitted
   */
  submit(unit: Unit, key?: bigint): Promise<readonly unknown[]>
  /** Commits what is queued, then ends. Later submits are refused. */
  close(): Promise<void>
  /** Units waiting for their batch. */
  readonly waiting: number
}

export interface CoalescerOptions {
  /** Gives the batch connection; asked again after the connection was lost. The connection may pipeline. */
  connect(): Promise<BatchConnection>
  /** Most units in one transaction. */
  readonly maxUnits?: number
  /** Batches under way at once, each on its own connection; a key always takes the same lane. */
  readonly lanes?: number
  /** How long a unit may wait for a database that is away before its submit fails, milliseconds. */
  readonly patienceMs?: number
  /** Called after every batch: units, milliseconds from BEGIN to COMMIT. */
  onBatch?(units: number, ms: number): void
  onError?(error: unknown): void
}

export interface BatchConnection extends Sql {
  /** True once the connection can no longer be used. */
  readonly lost: boolean
  end(): Promise<void>
}

interface Waiting {
  readonly unit: Unit
  readonly since: number
  resolve(results: readonly unknown[]): void
  reject(error: unknown): void
}

/**
 * Turns many small writes into few statements, in lanes side by side: while one lane's batch is with the database, the other's
 * messages are read. Lanes never touch the same rows as long as keys separate them.
 */
export function createCoalescer(options: CoalescerOptions): Coalescer {
  const lanes = Array.from({ length: options.lanes ?? 1 }, () => createLane(options))
  const laneOf = (key: bigint) => lanes[Number(BigInt.asUintN(31, key)) % lanes.length]!
  return {
    submit: (unit, key = 0n) => laneOf(key).submit(unit),
    async close() {
      await Promise.all(lanes.map((lane) => lane.close()))
    },
    get waiting() {
      return lanes.reduce((sum, lane) => sum + lane.waiting, 0)
    },
  }
}

interface Lane {
  submit(unit: Unit): Promise<readonly unknown[]>
  close(): Promise<void>
  readonly waiting: number
}

/**
 * One lane: everything submitted while one batch commits becomes the next batch, one
 * transaction on one connection, each writer called once with all its items. No timer decides: an idle house commits at once, a
 * busy one in larger batches. A batch that the database refuses is taken apart until the unit at fault stands alone, so one bad
 * item never costs its neighbours; a database that is away is waited for.
 */
function createLane(options: CoalescerOptions): Lane {
  const { maxUnits = 200, patienceMs = 20_000 } = options
  let queue: Waiting[] = []
  let connection: BatchConnection | null = null
  let memory = new LaneMemory()
  let running = false
  let closed = false
  let drained: (() => void) | null = null

  const wake = () => {
    if (running) return
    running = true
    setImmediate(run)
  }

  async function run(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.length <= maxUnits ? queue : queue.slice(0, maxUnits)
      queue = queue.length <= maxUnits ? [] : queue.slice(maxUnits)
      await commit(batch)
    }
    running = false
    drained?.()
  }

  async function commit(batch: Waiting[]): Promise<void> {
    try {
      if (!connection || connection.lost) {
        memory = new LaneMemory()
        connection = await options.connect()
      }
      const started = performance.now()
      const results = await writeBatch(connection, batch, memory)
      options.onBatch?.(batch.length, performance.now() - started)
      for (const [index, waiting] of batch.entries()) waiting.resolve(results[index]!)
    } catch (error) {
      await recover(batch, error)
    }
  }

  async function recover(batch: Waiting[], error: unknown): Promise<void> {
    memory = new LaneMemory()
    if (error instanceof OutOfDate) {
      await commit(batch)
    } else if (!connection || connection.lost || isPassing(error)) {
      options.onError?.(error)
      await waitForDatabase(batch, error)
    } else if (batch.length === 1) {
      batch[0]!.reject(error)
    } else {
      const half = batch.length >> 1
      await commit(batch.slice(0, half))
      await commit(batch.slice(half))
    }
  }

  /** Puts the batch back in front of the queue, without those that have waited too long. */
  async function waitForDatabase(batch: Waiting[], error: unknown): Promise<void> {
    const now = performance.now()
    const patient = batch.filter((waiting) => {
      const keep = now - waiting.since < patienceMs && !closed
      if (!keep) waiting.reject(error)
      return keep
    })
    queue = [...patient, ...queue]
    if (queue.length > 0) await new Promise((resolve) => setTimeout(resolve, 250))
  }

  return {
    submit(unit) {
      if (closed) return Promise.reject(new Error('The coalescer is closed.'))
      return new Promise((resolve, reject) => {
        queue.push({ unit, since: performance.now(), resolve, reject })
        wake()
      })
    },
    async close() {
      closed = true
      if (running)
        await new Promise<void>((resolve) => {
          drained = resolve
        })
      await connection?.end()
    },
    get waiting() {
      return queue.length
    },
  }
}

/** Deadlock, serialisation failure, lock not available, shutting down: the same batch may well succeed the next time. */
function isPassing(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && ['40P01', '40001', '55P03', '57P01', '57P02', '57P03'].includes(code)
}

async function writeBatch(
  sql: BatchConnection,
  batch: readonly Waiting[],
  memory: LaneMemory,
): Promise<(readonly unknown[])[]> {
  const begun = sql.query('BEGIN')
  begun.catch(() => undefined) // a lost connection also fails what follows, where it is handled
  try {
    const results = await writeAll(
      sql,
      batch.map((waiting) => waiting.unit.writes),
      memory,
    )
    const lasts = batch.map((waiting, index) => waiting.unit.last?.(results[index]!) ?? [])
    // The last writes and COMMIT travel together: should a write fail, PostgreSQL turns the COMMIT into a ROLLBACK.
    await Promise.all([writeAll(sql, lasts, memory), sql.query('COMMIT')])
    return results
  } catch (error) {
    if (!sql.lost) await sql.query('ROLLBACK').catch(() => undefined)
    throw error
  }
}

/** Calls each writer once with all items meant for it and deals the results out again. */
async function writeAll(
  sql: Sql,
  units: readonly (readonly Write[])[],
  memory: LaneMemory,
): Promise<(readonly unknown[])[]> {
  const batches = new Map<Writer, { items: unknown[]; slots: [unit: number, write: number][] }>()
  const results = units.map((writes) => new Array<unknown>(writes.length))
  for (const [unit, writes] of units.entries()) {
    for (const [index, { writer, item }] of writes.entries()) {
      const batch = batches.get(writer)
      if (batch) {
        batch.items.push(item)
        batch.slots.push([unit, index])
      } else batches.set(writer, { items: [item], slots: [[unit, index]] })
    }
  }
  // Writers run side by side on the one connection: their statements queue (or pipeline) there, each sees the ones before it. When
  // one fails the others are waited for, so that none of them sends anything after the ROLLBACK that follows.
  const failures: unknown[] = []
  await Promise.all(
    [...batches].map(async ([writer, batch]) => {
      try {
        const written = await writer.write(sql, batch.items as never[], memory)
        for (const [index, [unit, write]] of batch.slots.entries()) results[unit]![write] = written[index]
      } catch (error) {
        failures.push(error)
      }
    }),
  )
  if (failures.length > 0) throw failures[0] // the first is the cause of the others
  return results
}
