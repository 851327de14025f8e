import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { bus } from '../bus/process-bus'
import { db } from '../db/client'
import { MINUTE_MS } from '../kernel/time'
import { advancePayments, PLUG_WITHIN_MS } from './mutations/advance-payments'
import { beginPayment, PAY_WITHIN_MS } from './mutations/begin-payment'
import { checkPayments } from './mutations/check-payments'
import { makeCalls } from './mutations/make-calls'
import { sandboxProvider } from './mutations/sandbox-provider'
import { settleCorrections } from './mutations/settle-session'
import type { Provider } from './provider'
import {
  aBegunPayment,
  answerBank,
  aPayPlace,
  aSandbox,
  beginSessionOf,
  endSession,
  goOn,
  paymentOf,
} from './testing/a-payment'

const now = new Date()
const later = (ms: number) => new Date(now.getTime() + ms)
const sums = async (key: string) => {
  const { state, authorised, captured, price } = await paymentOf(key)
  return [state, Number(authorised), Number(captured), price === null ? null : Number(price)]
}

beforeEach(() => aSandbox())
afterEach(async () => {
  await db().payment.updateMany({ where: { settledAt: null }, data: { state: 'released', checkAt: null } })
})
afterAll(() => bus().close())

/** Paid, plugged in, charging. */
async function aChargingPayment() {
  const payment = await aBegunPayment(now)
  await answerBank(payment, true)
  await goOn(now)
  const session = await beginSessionOf(payment.key)
  await goOn(now)
  return { key: payment.key, id: payment.id, sessionId: session.id, stationId: payment.stationId }
}

test('from the price to the receipt: what is taken is what the session cost', async () => {
  const payment = await aBegunPayment(now)
  expect([payment.state, payment.payUrl]).toEqual(['created', expect.stringContaining(`/s/pay/${payment.key}`)])
  await answerBank(payment, true)
  expect(await sums(payment.key)).toEqual(['authorised', 500, 0, null])
  await goOn(now)
  const starting = await paymentOf(payment.key)
  const command = await db().command.findUniqueOrThrow({ where: { id: starting.commandId! } })
  expect([starting.state, command.payload]).toEqual([
    'starting',
    expect.objectContaining({ type: 'start', evseId: 1, connectorId: 1, token: starting.token?.value }),
  ])
  expect(starting.token?.value).toHaveLength(20)
  const session = await beginSessionOf(payment.key)
  await goOn(now)
  expect((await paymentOf(payment.key)).sessionId).toBe(session.id)
  await endSession(session.id, '123.40')
  await goOn(now)
  expect(await sums(payment.key)).toEqual(['paid', 500, 123.4, 123.4])
  const { token, events } = await paymentOf(payment.key)
  expect(token?.active).toBe(false)
  expect(events.map(({ kind }) => kind)).toEqual([
    'begun',
    'authorised',
    'start-asked',
    'session-began',
    'session-ended',
    'captured',
  ])
})

test('a declined card takes nothing and starts nothing', async () => {
  const payment = await aBegunPayment(now)
  await answerBank(payment, false)
  await goOn(now)
  expect(await sums(payment.key)).toEqual(['declined', 0, 0, null])
  expect(await db().command.count({ where: { stationId: payment.stationId } })).toBe(0)
  await advancePayments(later(PAY_WITHIN_MS))
  await goOn(later(PAY_WITHIN_MS))
  expect((await paymentOf(payment.key)).state).toBe('released')
})

test('nobody plugs in: the reservation is let go, and the token starts nothing any more', async () => {
  const payment = await aBegunPayment(now)
  await answerBank(payment, true)
  await goOn(now)
  await goOn(later(PLUG_WITHIN_MS + MINUTE_MS))
  const { state, isCancelled, token } = await paymentOf(payment.key)
  expect([state, isCancelled, token?.active]).toEqual(['released', true, false])
})

test('the station says no: the money is let go', async () => {
  const payment = await aBegunPayment(now)
  await answerBank(payment, true)
  await goOn(now)
  await db().command.updateMany({ where: { stationId: payment.stationId }, data: { stage: 'rejected' } })
  await goOn(now)
  expect(await sums(payment.key)).toEqual(['released', 500, 0, null])
})

test('a start is asked for again while the driver may still plug in', async () => {
  const payment = await aBegunPayment(now)
  await answerBank(payment, true)
  await goOn(now)
  await db().command.updateMany({ where: { stationId: payment.stationId }, data: { stage: 'accepted' } })
  await advancePayments(later(3 * MINUTE_MS))
  const commands = await db().command.findMany({ where: { stationId: payment.stationId }, orderBy: { id: 'asc' } })
  expect(commands).toHaveLength(2)
  await db().command.update({ where: { id: commands[1]!.id }, data: { stage: 'rejected' } })
  await advancePayments(later(3 * MINUTE_MS))
  expect((await paymentOf(payment.key)).state).toBe('starting')
})

test.each([
  ['without a price', 'unpriced', (id: bigint) => endSession(id, null)],
  ['with parts missing', 'incomplete', (id: bigint) => endSession(id, '10', 'incomplete')],
  [
    'priced by other terms',
    'other-terms',
    async (id: bigint) => {
      const { tariffVersionId } = await aPayPlace()
      await db().session.update({ where: { id }, data: { tariffVersionId } })
      await endSession(id, '10')
    },
  ],
])('a session %s is held for a person, never free', async (_what, reason, end) => {
  const { key, sessionId } = await aChargingPayment()
  await end(sessionId)
  await goOn(now)
  const { state, heldReason, captured } = await paymentOf(key)
  expect([state, heldReason, Number(captured)]).toEqual(['held', reason, 0])
})

test('a price that comes late is taken when it comes', async () => {
  const { key, sessionId } = await aChargingPayment()
  await endSession(sessionId, null)
  await goOn(now)
  await endSession(sessionId, '55.50')
  await goOn(now)
  expect(await sums(key)).toEqual(['paid', 500, 55.5, 55.5])
})

test('a session whose missing events may still come is waited for', async () => {
  const { key, sessionId } = await aChargingPayment()
  await endSession(sessionId, '10', 'waiting')
  await goOn(now)
  expect((await paymentOf(key)).state).toBe('charging')
})

test('a charge that costs nothing takes nothing', async () => {
  const { key, sessionId } = await aChargingPayment()
  await endSession(sessionId, '0')
  await goOn(now)
  expect(await sums(key)).toEqual(['released', 500, 0, 0])
})

test('near the reserved sum more is reserved, and once that is refused the station is told to stop', async () => {
  const { key, sessionId, stationId } = await aChargingPayment()
  await db().session.update({ where: { id: sessionId }, data: { energyWh: 105_000 } }) // 420 kr
  await goOn(now)
  expect(await sums(key)).toEqual(['charging', 1000, 0, null])
  await db().session.update({ where: { id: sessionId }, data: { energyWh: 240_000 } }) // 960 kr
  await db().payment.update({ where: { key }, data: { canIncrement: false } })
  await goOn(now)
  await goOn(now)
  const stops = await db().command.findMany({ where: { stationId, type: 'stop' } })
  expect(stops.map(({ payload }) => payload)).toEqual([{ type: 'stop', sessionId: String(sessionId) }])
})

test('a card that refuses the price in the end is unpaid, and says so', async () => {
  const { key, sessionId } = await aChargingPayment()
  await endSession(sessionId, '100.13')
  await goOn(now)
  expect(await sums(key)).toEqual(['unpaid', 500, 0, 100.13])
})

test('a session that begins after the money was let go is stopped, and unpaid in the end', async () => {
  const payment = await aBegunPayment(now)
  await answerBank(payment, true)
  await goOn(now)
  await goOn(later(PLUG_WITHIN_MS + MINUTE_MS))
  const session = await beginSessionOf(payment.key)
  await goOn(later(PLUG_WITHIN_MS + 2 * MINUTE_MS))
  expect(await db().command.count({ where: { stationId: payment.stationId, type: 'stop' } })).toBe(1)
  await endSession(session.id, '8')
  await goOn(later(PLUG_WITHIN_MS + 3 * MINUTE_MS))
  expect(await sums(payment.key)).toEqual(['unpaid', 500, 0, 8])
})

test('a price that is corrected downwards afterwards gives the difference back; upwards takes nothing', async () => {
  const { key, sessionId } = await aChargingPayment()
  await endSession(sessionId, '100')
  await goOn(now)
  await endSession(sessionId, '130')
  await settleCorrections(now)
  expect(await sums(key)).toEqual(['paid', 500, 100, 100])
  await endSession(sessionId, '80')
  await settleCorrections(now)
  await goOn(now)
  const { state, refunds } = await paymentOf(key)
  expect([state, refunds.map(({ amount, stage }) => [Number(amount), stage])]).toEqual(['paid', [[20, 'done']]])
})

test('who has left a charge unpaid starts nothing more, and the money is let go', async () => {
  const payer = 'hash of a card'
  const { id } = await aBegunPayment(now)
  await db().payment.update({ where: { id }, data: { payer, state: 'unpaid', settledAt: now, checkAt: null } })
  const payment = await aBegunPayment(now)
  await db().payment.update({ where: { id: payment.id }, data: { payer } })
  await answerBank(payment, true)
  await goOn(now)
  expect(await sums(payment.key)).toEqual(['released', 500, 0, null])
  expect(await db().command.count({ where: { stationId: payment.stationId } })).toBe(0)
})

// ── answers that are lost ─────────────────────────────────────────────────────────────────────────

/** Does what it is asked, but its answers get lost as often as said. */
function losing(times: Partial<Record<'capture' | 'authorise', number>>): { provider: Provider; asked: string[] } {
  const asked: string[] = []
  const left = { ...times }
  const lost = { result: 'unknown', error: 'socket hang up' } as const
  const provider: Provider = {
    ...sandboxProvider,
    async capture(order) {
      asked.push(order.key)
      const answer = await sandboxProvider.capture(order)
      left.capture = (left.capture ?? 0) - 1
      return left.capture >= 0 ? lost : answer
    },
    async authorise(order) {
      asked.push(order.key)
      const answer = await sandboxProvider.authorise(order)
      left.authorise = (left.authorise ?? 0) - 1
      return left.authorise >= 0 ? lost : answer
    },
  }
  return { provider, asked }
}

test('a lost answer is asked for again under the same key, and nothing is taken twice', async () => {
  const { key, id, sessionId } = await aChargingPayment()
  await endSession(sessionId, '70')
  await advancePayments(now)
  const { provider, asked } = losing({ capture: 2 })
  for (const minutes of [0, 1, 2])
    await makeCalls(later(minutes * MINUTE_MS), { paymentId: id, provider: () => provider })
  expect(new Set(asked).size).toBe(1)
  expect(asked).toHaveLength(3)
  expect(await sums(key)).toEqual(['paid', 500, 70, 70])
  expect((await paymentOf(key)).calls.filter(({ kind }) => kind === 'capture')).toHaveLength(1)
})

test('the look at how things stand heals what a lost answer left, and says so', async () => {
  const { key, id, sessionId } = await aChargingPayment()
  await endSession(sessionId, '70')
  await advancePayments(now)
  const { provider } = losing({ capture: 99 })
  await makeCalls(now, { paymentId: id, provider: () => provider })
  await db().paymentCall.updateMany({ where: { paymentId: id, kind: 'capture' }, data: { state: 'dead' } })
  await db().payment.update({
    where: { id },
    data: { checkAt: later(5 * MINUTE_MS), createdAt: later(-MINUTE_MS * 60) },
  })
  await checkPayments(later(6 * MINUTE_MS))
  expect(await sums(key)).toEqual(['paid', 500, 70, 70])
  const { events } = await paymentOf(key)
  expect(events.at(-1)).toMatchObject({
    kind: 'difference',
    detail: { ours: { captured: '0.00' }, theirs: { captured: '70.00' } },
  })
})

test('a process that dies between asking and hearing leaves a claim that another takes over', async () => {
  const { key, id, sessionId } = await aChargingPayment()
  await endSession(sessionId, '70')
  await advancePayments(now)
  await db().paymentCall.updateMany({
    where: { paymentId: id, kind: 'capture' },
    data: { state: 'sending', attempts: 1, nextAt: later(MINUTE_MS) },
  })
  await makeCalls(now, { paymentId: id })
  expect((await paymentOf(key)).state).toBe('settling')
  await makeCalls(later(2 * MINUTE_MS), { paymentId: id })
  expect(await sums(key)).toEqual(['paid', 500, 70, 70])
})

test('two workers at once ask once', async () => {
  const { key, id, sessionId } = await aChargingPayment()
  await endSession(sessionId, '70')
  await Promise.all([advancePayments(now), advancePayments(now), advancePayments(now)])
  const { provider, asked } = losing({})
  await Promise.all([1, 2, 3].map(() => makeCalls(now, { paymentId: id, provider: () => provider })))
  expect(asked).toHaveLength(1)
  expect(await sums(key)).toEqual(['paid', 500, 70, 70])
})

// ── beginning ─────────────────────────────────────────────────────────────────────────────────────

test('what cannot be kept is not begun', async () => {
  const place = await aPayPlace()
  const wish = {
    station: place.identity,
    evse: 1,
    connector: 1,
    kind: 'sandbox',
    tariffVersionId: String(place.tariffVersionId),
    language: 'sv',
  } as const
  const refused = async (over: object = {}) =>
    beginPayment({ ...wish, ...over }, now).then(
      () => 'begun',
      (error) => error.details.reason ?? error.code,
    )
  expect(await refused({ evse: 9 })).toBe('not-found')
  expect(await refused({ tariffVersionId: '1' })).toBe('price-changed')
  expect(await refused({ kind: 'stripe' })).toBe('way-closed')
  await db().connectorState.updateMany({ where: { stationId: place.stationId }, data: { status: 'charging' } })
  expect(await refused()).toBe('place-taken')
  await db().stationState.update({ where: { stationId: place.stationId }, data: { online: false } })
  expect(await refused()).toBe('station-offline')
})

test('a session is priced by what the driver was shown, also when the tariff changes before the plug is in', async () => {
  const payment = await aBegunPayment(now)
  await answerBank(payment, true)
  await goOn(now)
  const { token } = await paymentOf(payment.key)
  expect(token).toMatchObject({ isOneTime: true, tariffVersionId: payment.tariffVersionId, type: 'central' })
})
