import { beforeEach, expect, test } from 'vitest'
import { systemActor } from '../../access/actor'
import { requestCommand } from '../../commands/mutations/request-command'
import { db } from '../../db/client'
import { aStation, aTariffVersion } from '../../db/testing/fixtures'
import { HOUR_MS, MINUTE_MS } from '../../kernel/time'
import { flags, record, say, sessionsOf, theSession } from '../testing/record'
import { begin, clock, end, event, sample } from '../testing/say'
import { askAboutTransactions } from './ask-about-transactions'
import { giveUpWaitingSessions } from './give-up-waiting-sessions'
import { heedTransactionStatus } from './heed-transaction-status'

let tariffId: bigint
beforeEach(async () => {
  await db().command.deleteMany()
  await db().stationState.updateMany({ data: { online: false } })
  const terms = [{ components: [{ dimension: 'energy', price: '4' }] }]
  tariffId = (await aTariffVersion(terms)).tariffId
})

const online = (stationId: bigint, connectedAt: Date, protocol = 'ocpp2.0.1') =>
  db().stationState.update({ where: { stationId }, data: { online: true, connectedAt, protocol } })

/** A session that has ended and lacks event 1. */
async function aGap(connectedAt = clock(0)) {
  const { id, identity } = await aStation({ tariffId })
  await online(id, connectedAt)
  await record(
    event(id, 0, 'started', 0, { chargingState: 'charging', samples: [begin(0, 1000)] }),
    event(id, 2, 'updated', 20, { samples: [sample(20, 3000)] }),
    event(id, 3, 'ended', 30, { chargingState: 'idle', samples: [end(30, 4000)] }),
  )
  const [session] = await sessionsOf(id)
  return { id, identity, sessionId: session!.id }
}

/** A session that runs since `clock(0)`. */
async function aRunning(connectedAt: Date) {
  const { id, identity } = await aStation({ tariffId })
  await online(id, connectedAt)
  const { sessionId } = await say(event(id, 0, 'started', 0, { chargingState: 'charging', samples: [begin(0, 1000)] }))
  await say(event(id, 1, 'updated', 10, { samples: [sample(10, 2000)] }))
  return { id, identity, sessionId: sessionId! }
}

const answer = (
  stationId: bigint,
  isOngoing: boolean | null,
  hasQueued: boolean | null,
  transactionId: string | null = 'tx-1',
) => heedTransactionStatus({ stationId, transactionId, isOngoing, hasQueued, receivedAt: clock(40) })

const asked = async (stationId: bigint) =>
  (await db().command.findMany({ where: { stationId }, orderBy: { id: 'asc' } })).map(({ payload }) => payload)
const later = (minutes: number) => new Date(Date.now() + minutes * MINUTE_MS)

test('X-1 an ended session that lacks events has no price, and lacks it in so many words', async () => {
  const { sessionId } = await aGap()
  const session = await theSession(sessionId)
  expect(session).toMatchObject({ status: 'ended', completeness: 'waiting', incompleteSince: clock(30), priced: null })
  expect(flags(session)).toEqual([])
})

test('X-1 the last one to come makes its price', async () => {
  const { id, sessionId } = await aGap()
  const outcome = await say(event(id, 1, 'updated', 10, { samples: [sample(10, 2000)] }))
  expect(outcome.isWaiting).toBe(false)
  expect(outcome.price()).toMatchObject({ total: '12.00' })
  const session = await theSession(sessionId)
  expect(session).toMatchObject({ completeness: 'complete', incompleteSince: null })
  expect(String(session.priced!.total)).toBe('12')
})

test('X-5 a station with nothing more to send is taken at its word: priced and flagged', async () => {
  const { id, sessionId } = await aGap()
  await answer(id, false, false)
  const session = await theSession(sessionId)
  expect(session.completeness).toBe('incomplete')
  expect(String(session.priced!.total)).toBe('12')
  expect(session.reviews).toMatchObject([
    { flag: 'events-missing', detail: 'missing 1 of 0 to 3; the station has nothing more to send' },
  ])
})

test.each([
  [false, true],
  [true, false],
  [false, null],
] as const)('X-5 ongoing %s with queued %s leaves it waiting', async (isOngoing, hasQueued) => {
  const { id, sessionId } = await aGap()
  await answer(id, isOngoing, hasQueued)
  expect(await theSession(sessionId)).toMatchObject({ completeness: 'waiting', priced: null })
})

test('X-5 an answer about no transaction in particular is about all that wait', async () => {
  const { id, sessionId } = await aGap()
  await answer(id, null, true, null)
  expect((await theSession(sessionId)).completeness).toBe('waiting')
  await answer(id, null, false, null)
  expect((await theSession(sessionId)).completeness).toBe('incomplete')
})

test('X-6 a transaction the station knows to be over, whose end will not come, ends where it was last heard of', async () => {
  const { id, sessionId } = await aRunning(clock(0))
  await answer(id, true, false)
  expect((await theSession(sessionId)).status).toBe('active')
  await answer(id, false, true)
  expect((await theSession(sessionId)).status).toBe('active')
  await answer(id, null, false)
  expect((await theSession(sessionId)).status).toBe('active') // it does not know the transaction: no proof of anything
  await answer(id, false, false)
  const session = await theSession(sessionId)
  expect(session).toMatchObject({ status: 'ended', endedAt: clock(10), completeness: 'incomplete' })
  expect(flags(session)).toEqual(['closed-by-rule'])
  await say(event(id, 2, 'ended', 30, { chargingState: 'idle', samples: [end(30, 4000)] }))
  const corrected = await theSession(sessionId)
  expect(corrected).toMatchObject({ endedAt: clock(30), completeness: 'complete' })
  expect([String(corrected.priced!.total), flags(corrected)]).toEqual(['12', []])
})

test('X-2 after 72 hours it is priced without them, and they still correct it', async () => {
  const { id, sessionId } = await aGap()
  const justBefore = new Date(clock(30).getTime() + 72 * HOUR_MS - 1)
  expect(await giveUpWaitingSessions(justBefore)).toEqual([])
  const [shown] = await giveUpWaitingSessions(new Date(justBefore.getTime() + 1))
  expect(shown!.event).toMatchObject({ session: { total: '12.00', unpriced: null, reviewCount: 1 } })
  expect(flags(await theSession(sessionId))).toEqual(['events-missing'])
  await say(event(id, 1, 'updated', 10, { samples: [sample(10, 2000)] }))
  const session = await theSession(sessionId)
  expect([session.completeness, flags(session)]).toEqual(['complete', []])
  expect(await giveUpWaitingSessions(new Date(justBefore.getTime() + 72 * HOUR_MS))).toEqual([])
})

test('X-3 numbers that other transactions of the station have are not missing', async () => {
  const { id } = await aStation({ tariffId })
  const other = { transactionId: 'tx-2', evse: 2 }
  await record(
    event(id, 40, 'started', 0, { chargingState: 'charging', samples: [begin(0, 1000)] }),
    event(id, 41, 'started', 1, { ...other, chargingState: 'charging', samples: [begin(1, 0)] }),
    event(id, 43, 'updated', 5, { ...other, samples: [sample(5, 100)] }),
  )
  await say(event(id, 44, 'ended', 10, { chargingState: 'idle', samples: [end(10, 2000)] }))
  const read = async () => (await sessionsOf(id)).map(({ completeness }) => completeness)
  expect(await read()).toEqual(['waiting', 'complete']) // 42 is nowhere
  await say(event(id, 42, 'updated', 4, { ...other, samples: [sample(4, 50)] }))
  await answer(id, false, false)
  expect(await read()).toEqual(['complete', 'complete'])
})

test('X-5 a waiting session of a station that is online is asked about, less and less often', async () => {
  const { id, sessionId } = await aGap(new Date())
  expect(await askAboutTransactions(later(0))).toBe(0) // it has only just come back
  expect(await askAboutTransactions(later(1))).toBe(1)
  expect(await asked(id)).toEqual([{ type: 'get-transaction-status', sessionId: String(sessionId) }])
  expect(await askAboutTransactions(later(9))).toBe(0)
})

test('X-5 a station that is away, or speaks 1.6, is not asked', async () => {
  const { id } = await aGap()
  await db().stationState.update({ where: { stationId: id }, data: { online: false } })
  expect(await askAboutTransactions(later(1))).toBe(0)
  await online(id, clock(0), 'ocpp1.6')
  expect(await askAboutTransactions(later(1))).toBe(0)
})

test('X-6 an open session not heard of since the station came back is asked about; one that is heard of is not', async () => {
  const { id } = await aRunning(clock(60))
  expect(await askAboutTransactions(clock(61))).toBe(1)
  await db().command.deleteMany({ where: { stationId: id } })
  await say({ ...event(id, 2, 'updated', 61, { samples: [sample(61, 3000)] }) })
  expect(await askAboutTransactions(clock(62))).toBe(0)
  expect(await askAboutTransactions(clock(61 + 6 * 60 + 1))).toBe(1) // silent for hours
})

test('X-5 an ended session may be asked about; a stop is for one that runs', async () => {
  const { identity, sessionId } = await aGap(new Date())
  const us = systemActor('system')
  await expect(requestCommand(us, identity, { type: 'stop', sessionId: String(sessionId) })).rejects.toThrow('ended')
  await requestCommand(us, identity, { type: 'get-transaction-status', sessionId: String(sessionId) })
})

test('X-11 what only 2.1 says is kept, the newest of each, in whatever order it comes', async () => {
  const { id } = await aStation()
  const said = (seqNo: number, minutes: number, stationSaid: Record<string, unknown>) =>
    event(id, seqNo, 'updated', minutes, { stationSaid })
  const { sessionId } = await say(event(id, 0, 'started', 0, { stationSaid: { operationMode: 'ChargingOnly' } }))
  await say(said(2, 20, { costDetails: { totalCost: 2 } }))
  await say(said(1, 10, { costDetails: { totalCost: 1 }, transactionLimit: { maxCost: 50 } }))
  await say(event(id, 3, 'updated', 30))
  expect((await theSession(sessionId)).stationSaid).toEqual({
    at: clock(20).toISOString(),
    operationMode: 'ChargingOnly',
    costDetails: { totalCost: 2 },
    transactionLimit: { maxCost: 50 },
  })
})
