import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openBatchConnection } from '../../db/batch-connection'
import { pool } from '../../db/client'
import { type BatchConnection, type Coalescer, createCoalescer, type Write } from '../../db/coalesce'
import { aStation, aTariffVersion, aToken } from '../../db/testing/fixtures'
import type { SessionMessage } from '../session-message'
import type { SessionOutcome } from '../session-outcome'
import { flags, readings, record, theSession } from '../testing/record'
import { clock, end, metered, sample, start, state, stop, time } from '../testing/say'
import { recordSessionMessages } from './record-session-messages'

const ENERGY = [{ components: [{ dimension: 'energy', price: '4' }] }]
let stationId: bigint
let coalescer: Coalescer
let statements: string[]
let errors: unknown[]

beforeAll(() => aToken({ value: 'CARD-1' }))
beforeEach(async () => {
  const tariff = await aTariffVersion(ENERGY)
  stationId = (await aStation({ evses: 2, tariffId: tariff.tariffId })).id
  statements = []
  errors = []
  coalescer = createCoalescer({ connect: spied, onError: (error) => errors.push(error) })
})
afterEach(() => coalescer.close())

/** A batch connection that writes down which prepared statements it is sent. */
async function spied(): Promise<BatchConnection> {
  const connection = await openBatchConnection(process.env.DATABASE_URL!)
  const query = (...args: [never]) => {
    const [sent] = args as [string | { name: string }]
    if (typeof sent !== 'string') statements.push(sent.name)
    return connection.query(...args)
  }
  return {
    query: query as BatchConnection['query'],
    end: () => connection.end(),
    get lost() {
      return connection.lost
    },
  }
}

const writeOf = (item: SessionMessage) => ({ writer: recordSessionMessages, item }) as Write
async function say(message: SessionMessage): Promise<SessionOutcome> {
  statements = []
  const [outcome] = await coalescer.submit({ writes: [writeOf(message)] }, stationId)
  return outcome as SessionOutcome
}
const energyOf = async (id: bigint | null) => (await theSession(id)).energyWh.toNumber()

/** A session that the lane remembers. */
async function running() {
  const begun = await say(start(stationId))
  await say(metered(stationId, begun.transactionId, [sample(10, 2000)]))
  return begun
}

describe('what a lane remembers of running sessions', () => {
  it('readings one after another need no loading, from the first one after the start', async () => {
    const { transactionId, sessionId } = await say(start(stationId))
    for (const minutes of [10, 20, 30]) {
      const outcome = await say(metered(stationId, transactionId, [sample(minutes, 1000 + minutes * 100)]))
      expect(statements).toEqual(['session-store'])
      expect(outcome).toMatchObject({ sessionId, transactionId, duplicate: false })
    }
    expect(await energyOf(sessionId)).toBe(3000)
    await say(stop(stationId, transactionId, { samples: [end(60, 11_000)] }))
    const ended = await theSession(sessionId)
    expect([ended.energyWh.toNumber(), ended.priced?.total?.toString(), flags(ended)]).toEqual([10_000, '40', []])
  })

  it('a late, repeated, or doubted reading and other news of the station are judged by what is stored', async () => {
    const { transactionId } = await running()
    const readAt = async (minutes: number, registerWh: number) => {
      await say(metered(stationId, transactionId, [sample(minutes, registerWh)]))
      return statements
    }
    const LOADED = ['session-load', 'session-store']
    expect(await readAt(10, 2000)).toEqual(LOADED)
    expect(await readAt(11, 2100)).toEqual(['session-store'])
    expect(await readAt(5, 1500)).toEqual(LOADED)
    expect(await readAt(12, 2200)).toEqual(LOADED) // all its history was needed just now
    expect(await readAt(13, 3)).toEqual(['session-store'])
    expect(await readAt(14, 2300)).toEqual(LOADED)
    expect(await readAt(15, 2400)).toEqual(['session-store'])
    expect(await readAt(16, 2500)).toEqual(['session-store'])
    const other = start(stationId, { evse: 2, at: time(30) })
    const reading = metered(stationId, transactionId, [sample(31, 3300)])
    statements = []
    await coalescer.submit({ writes: [writeOf(other), writeOf(reading)] }, stationId)
    expect(statements).toEqual(['session-lock-stations', 'session-load', 'session-store'])
  })

  it('statuses that move the newest session of an EVSE need no loading either', async () => {
    const { transactionId, sessionId } = await running()
    const saysSo = async (minutes: number, to: 'charging' | 'suspended-ev') => {
      const outcome = await say(state(stationId, minutes, to))
      expect(outcome).toMatchObject({ sessionId, sessionState: { evse: 1, status: to } })
      return statements
    }
    expect(await saysSo(11, 'suspended-ev')).toEqual(['session-store'])
    await say(metered(stationId, transactionId, [sample(12, 2100)]))
    expect(statements).toEqual(['session-store'])
    expect(await saysSo(13, 'charging')).toEqual(['session-store'])
    expect((await say(state(stationId, 13, 'charging'))).duplicate).toBe(true)
    expect(statements).toContain('session-load')
    expect((await say(state(stationId, 12, 'suspended-ev'))).sessionState?.status).toBe('charging')
    expect(statements).toContain('session-load')
    const { phases, chargingState, energyWh } = await theSession(sessionId)
    expect(phases.map((phase) => [phase.at, phase.state])).toEqual([
      [clock(0), 'charging'],
      [clock(11), 'suspended-ev'],
      [clock(12), 'suspended-ev'],
      [clock(13), 'charging'],
    ])
    expect([chargingState, energyWh.toNumber()]).toEqual(['charging', 1100])
  })

  it('a status moves the session that began elsewhere meanwhile, not the one that is remembered', async () => {
    const { sessionId } = await running()
    const [next] = await record(start(stationId, { at: time(20), meterStartWh: 9000 })) // another gateway
    const outcome = await say(state(stationId, 30, 'suspended-ev'))
    expect(outcome.sessionId).toBe(next!.sessionId)
    expect(statements).toEqual(['session-store', 'session-load', 'session-store'])
    expect((await theSession(sessionId)).chargingState).toBe('charging')
    expect((await theSession(next!.sessionId)).chargingState).toBe('suspended-ev')
    // Of two that run on one EVSE the older one is never taken for the newest again.
    await say(metered(stationId, String(sessionId), [sample(31, 2500)]))
    expect((await say(state(stationId, 32, 'charging'))).sessionId).toBe(next!.sessionId)
  })

  it('makes the same rows as loading every time', async () => {
    const twin = (await aStation({ evses: 2 })).id
    const told = async (transactionId: string, id: bigint, tell: (message: SessionMessage) => Promise<unknown>) => {
      const registers = [1000, 1500, 1500, 3, 4, 1600.5, 2000.125, 90_000_000, 2100, 2200, 2300]
      for (const [index, register] of registers.entries()) {
        await tell(
          metered(id, transactionId, [sample(index + 1, register, { powerW: index === 5 ? null : 11_000 + index })]),
        )
      }
    }
    const ours = await say(start(stationId))
    await told(ours.transactionId, stationId, say)
    const [theirs] = await record(start(twin))
    await told(theirs!.transactionId, twin, (message) => record(message))
    const facts = async (id: bigint | null) => {
      const { energyWh, powerW, lastReadingAt, meterStartWh, ...session } = await theSession(id)
      const told = (await readings(id)).map((row) => [row.at, String(row.registerWh), String(row.energyWh)])
      return { energyWh, powerW, lastReadingAt, meterStartWh, told, flags: flags({ ...session } as never) }
    }
    expect(await facts(ours.sessionId)).toEqual(await facts(theirs!.sessionId))
  })

  it('what somebody else has stored meanwhile is never overwritten', async () => {
    const { transactionId, sessionId } = await running()
    await record(metered(stationId, transactionId, [sample(20, 5000)])) // another gateway
    await say(metered(stationId, transactionId, [sample(30, 5100)]))
    expect(statements).toEqual(['session-store', 'session-load', 'session-store'])
    expect(await energyOf(sessionId)).toBe(4100)
    expect((await readings(sessionId)).map((row) => row.energyWh?.toNumber())).toEqual([1000, 4000, 4100])
    expect(errors).toEqual([])
  })

  it('nor what somebody is storing at this very moment', async () => {
    const { transactionId, sessionId } = await running()
    const other = await pool().connect()
    await other.query('BEGIN')
    await recordSessionMessages.write(other, [metered(stationId, transactionId, [sample(20, 5000)])])
    const saying = say(metered(stationId, transactionId, [sample(30, 5100)]))
    await new Promise((resolve) => setTimeout(resolve, 100))
    await other.query('COMMIT')
    other.release()
    await saying
    expect(statements).toEqual(['session-store', 'session-load', 'session-store'])
    expect(await energyOf(sessionId)).toBe(4100)
  })

  it('a session ended elsewhere stays ended, with its energy as a person has corrected it', async () => {
    const { transactionId, sessionId } = await running()
    await record(stop(stationId, transactionId))
    await pool().query('UPDATE session SET energy_wh = 777 WHERE id = $1', [sessionId])
    await pool().query(
      `INSERT INTO session_review (session_id, flag, detail, created_at, resolved_at, resolved_by, resolution)
       VALUES ($1, 'register-jump', '', now(), now(), 'user:1', '{"kind":"corrected"}')`,
      [sessionId],
    )
    await say(metered(stationId, transactionId, [sample(30, 99_000)]))
    expect(await theSession(sessionId)).toMatchObject({ status: 'ended', chargingState: 'charging' })
    expect(await energyOf(sessionId)).toBe(777)
  })

  it('a session that another one has followed on its EVSE is read again', async () => {
    const { transactionId, sessionId } = await running()
    await record(start(stationId, { at: time(20), meterStartWh: 9000 }))
    await say(metered(stationId, transactionId, [sample(30, 3000)]))
    expect(statements).toEqual(['session-store', 'session-load', 'session-store'])
    expect(flags(await theSession(sessionId))).toEqual(['superseded'])
  })

  it('a batch that rolled back is not remembered', async () => {
    const { transactionId, sessionId } = await running()
    const failing: Write = {
      writer: { name: 'failing', write: async (tx) => (await tx.query('SELECT 1/0')).rows },
      item: null as never,
    }
    const reading = metered(stationId, transactionId, [sample(20, 5000)])
    await expect(coalescer.submit({ writes: [writeOf(reading), failing] }, stationId)).rejects.toThrow('division')
    expect(await energyOf(sessionId)).toBe(1000)
    await say(metered(stationId, transactionId, [sample(30, 2500)]))
    expect(statements).toEqual(['session-load', 'session-store'])
    expect((await readings(sessionId)).map((row) => row.energyWh?.toNumber())).toEqual([1000, 1500])
  })

  it('nothing else of a batch made from an old memory is stored twice or outside its transaction', async () => {
    const { transactionId } = await running()
    const steps: string[] = []
    const slow: Write<null, string> = {
      writer: {
        name: 'slow',
        async write(tx) {
          for (let step = 0; step < 3; step += 1) {
            const { rows } = await tx.query<{ id: string }>('SELECT pg_current_xact_id()::text AS id')
            steps.push(rows[0]!.id)
          }
          return ['done']
        },
      },
      item: null,
    }
    await record(metered(stationId, transactionId, [sample(20, 5000)]))
    const reading = metered(stationId, transactionId, [sample(30, 5100)])
    await coalescer.submit({ writes: [writeOf(reading), slow as Write] }, stationId)
    expect(steps).toHaveLength(6)
    expect(new Set(steps).size).toBe(2) // one transaction each time, the first rolled back as a whole
  })

  it('nor is anything after the connection was lost', async () => {
    const { transactionId, sessionId } = await running()
    await pool().query(
      "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'laddvakt-batch' AND datname = current_database()",
    )
    await say(metered(stationId, transactionId, [sample(20, 2500)]))
    expect(statements).toContain('session-load')
    expect(await energyOf(sessionId)).toBe(1500)
  })
})
