import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { db, pool } from '../lib/db/client'
import { anActor } from '../lib/db/testing/fixtures'
import { createRule } from '../lib/notifications/mutations/rules'
import { aFault, happens } from '../lib/notifications/testing/things'
import { forkProcess } from '../scripts/testing/fork-process'

/**
 * The real worker and a real SMTP server. Between a mail server's word and our row of it there is always a moment in which a worker
 * can die: what is guaranteed then is that nothing is lost, that our log has one delivery, and that what comes twice has one Message-ID.
 */
let worker: ChildProcess | undefined
let smtp: SMTPServer
let url: string
let received: { readonly letter: string; readonly to: readonly string[] }[] = []
/** What the mail server does when it has read a letter and is about to say so. */
let beforeAnswer: () => Promise<void> = async () => undefined

beforeEach(async () => {
  await db().delivery.deleteMany()
  await db().notificationRule.deleteMany()
  received = []
  beforeAnswer = async () => undefined
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, callback) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        received.push({
          letter: Buffer.concat(parts).toString('utf8'),
          to: session.envelope.rcptTo.map(({ address }) => address),
        })
        void beforeAnswer().then(() => callback())
      })
    },
  })
  // The worker that is killed takes its connection along.
  smtp.on('error', () => undefined)
  smtp.listen(0, '127.0.0.1')
  await once(smtp.server, 'listening')
  url = `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`
})

afterEach(async () => {
  worker?.kill('SIGKILL')
  await new Promise<void>((done) => smtp.close(() => done()))
})

/** What the worker's connections are called, so that they can be told from this test's. */
const WORKERS = 'telling-worker'

async function startWorker(): Promise<ChildProcess> {
  const database = new URL(process.env.DATABASE_URL!)
  database.searchParams.set('application_name', WORKERS)
  const child = await forkProcess('worker', {
    DATABASE_URL: database.toString(),
    LOG_LEVEL: 'warn',
    SMTP_URL: url,
    SMTP_FROM: 'Laddvakt <notices@laddvakt.example>',
  })
  worker = child
  await once(child, 'message')
  return child
}

/** What it had asked of the database in its last moment is still carried out: a claim may be written after its claimer is gone. */
async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  const text = 'SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1'
  await vi.waitFor(async () => expect((await pool().query(text, [WORKERS])).rowCount).toBe(0), PATIENCE)
}

/** A machine that is busy with other things starts a worker in many seconds. */
const PATIENCE = { timeout: 60_000, interval: 50 }
vi.setConfig({ testTimeout: 240_000 })

const deliveries = () => db().delivery.findMany({ orderBy: { id: 'asc' } })
const untilAllAre = (state: string) =>
  vi.waitFor(
    async () => expect(new Set((await deliveries()).map((row) => row.state))).toEqual(new Set([state])),
    PATIENCE,
  )
const headerOf = (letter: string, name: string) => new RegExp(`^${name}: (.*)$`, 'mi').exec(letter)?.[1]

test('a worker killed between sending and recording loses nothing; what comes again has the same Message-ID', async () => {
  await createRule(anActor('admin'), {
    name: 'Jour',
    filter: { notices: ['opened', 'closed'] },
    recipients: { emails: ['jour@example.com'] },
  })
  const fault = await aFault()
  const first = await startWorker()
  let isKilled = false
  beforeAnswer = async () => {
    beforeAnswer = async () => undefined
    await kill(first)
    isKilled = true
  }
  await happens(fault.id, 'opened', {})
  await vi.waitFor(() => expect(received).toHaveLength(1), PATIENCE)
  await vi.waitFor(() => expect(isKilled).toBe(true), PATIENCE)
  expect(first.signalCode).toBe('SIGKILL')
  expect(await deliveries()).toMatchObject([{ state: 'sending', attempts: 1, deliveredAt: null }])

  // As if the dead worker's claim had run out.
  await db().delivery.updateMany({ data: { nextAt: new Date() } })
  const second = await startWorker()
  await untilAllAre('delivered')
  expect(await deliveries()).toMatchObject([{ attempts: 2, answer: expect.stringMatching(/^250/) }])
  expect(received).toHaveLength(2)
  const [before, again] = received.map(({ letter }) => headerOf(letter, 'Message-ID'))
  expect(before).toMatch(/^<[\w-]{32}@laddvakt\.example>$/)
  expect(again).toBe(before)

  // And another thing that happens is another letter, once.
  await happens(fault.id, 'closed', { reason: 'repaired' })
  await vi.waitFor(() => expect(received).toHaveLength(3), PATIENCE)
  await untilAllAre('delivered')
  expect(headerOf(received[2]?.letter ?? '', 'Message-ID')).not.toBe(before)
  expect(received.map(({ to }) => to)).toEqual(Array(3).fill(['jour@example.com']))
  await kill(second)
})

test('a worker killed at any moment while faults come and go: every notice arrives, none has two rows', async () => {
  await createRule(anActor('admin'), {
    name: 'Jour',
    filter: { notices: ['opened'] },
    recipients: { emails: ['a@example.com', 'b@example.com', 'c@example.com'] },
  })
  const faults = await Promise.all(Array.from({ length: 3 }, () => aFault({ isSafety: true })))
  for (const fault of faults) await happens(fault.id, 'opened', {})
  // Each worker is killed when the mail server has read so many letters; the last one lives.
  for (const letters of [1, 5]) {
    const child = await startWorker()
    await vi.waitFor(() => expect(received.length).toBeGreaterThanOrEqual(letters), {
      ...PATIENCE,
      interval: 10,
    })
    await kill(child)
    await db().delivery.updateMany({ where: { state: 'sending' }, data: { nextAt: new Date() } })
  }
  const last = await startWorker()
  await untilAllAre('delivered')
  await kill(last)
  expect(await deliveries()).toHaveLength(9)
  const ids = received.map(({ letter, to }) => `${headerOf(letter, 'Message-ID')} ${to}`)
  expect(new Set(ids).size).toBe(9)
})
