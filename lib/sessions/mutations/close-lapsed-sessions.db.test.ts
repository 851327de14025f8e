import { beforeEach, expect, test } from 'vitest'
import { db } from '../../db/client'
import { aStation } from '../../db/testing/fixtures'
import { say, theSession } from '../testing/record'
import { clock, metered, sample, start, stop, time } from '../testing/say'
import { closeLapsedSessions } from './close-lapsed-sessions'

const HOUR = 60
let stationId: bigint

beforeEach(async () => {
  stationId = (await aStation({ evses: 2 })).id
})
const free = (receivedAt: Date) =>
  db().connectorState.updateMany({ where: { stationId }, data: { status: 'available', receivedAt } })
const later = (minutes: number) => clock(minutes)

test('a silent session ends where it was last heard of when its EVSE is free, and asks for review', async () => {
  const { sessionId, transactionId } = await say(start(stationId))
  await say(metered(stationId, transactionId, [sample(30, 4000)]))
  await free(later(2 * HOUR))
  expect(await closeLapsedSessions(later(10 * HOUR))).toEqual([])

  const [event] = await closeLapsedSessions(later(40 * HOUR))
  expect(event?.event).toMatchObject({
    type: 'session',
    session: { id: String(sessionId), status: 'ended', endedAt: clock(30).toISOString() },
  })
  const session = await theSession(sessionId)
  expect(session).toMatchObject({ status: 'ended', stopReason: 'Lost' })
  expect(session.reviews.map(({ flag }) => flag)).toContain('closed-by-rule')
  expect(session.priced).not.toBeNull()
  expect(await closeLapsedSessions(later(41 * HOUR))).toEqual([])
})

test('the stop that still comes has the last word', async () => {
  const { sessionId, transactionId } = await say(start(stationId))
  await free(later(HOUR))
  await closeLapsedSessions(later(40 * HOUR))
  await say(stop(stationId, transactionId, { at: time(90), receivedAt: later(50 * HOUR) }))
  expect(await theSession(sessionId)).toMatchObject({ status: 'ended', endedAt: clock(90), stopReason: 'Local' })
})

test('one that nothing speaks against may be silent for days', async () => {
  const { sessionId } = await say(start(stationId))
  expect(await closeLapsedSessions(later(400 * HOUR))).toEqual([])
  expect(await theSession(sessionId)).toMatchObject({ status: 'active' })
})

test('one that another session has followed is given up, the other is not', async () => {
  const lost = await say(start(stationId))
  const next = await say(start(stationId, { at: time(5 * HOUR), receivedAt: later(5 * HOUR), meterStartWh: 9000 }))
  await closeLapsedSessions(later(40 * HOUR))
  expect(await theSession(lost.sessionId)).toMatchObject({ status: 'ended' })
  expect(await theSession(next.sessionId)).toMatchObject({ status: 'active' })
})
