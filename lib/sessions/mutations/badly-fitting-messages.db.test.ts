import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db } from '../../db/client'
import { anActor, aStation, aTariffVersion, aToken } from '../../db/testing/fixtures'
import { flags, readings, record, say, sessionsOf, theSession } from '../testing/record'
import { card, clock, metered, sample, start, stop, time } from '../testing/say'
import { resolveReview } from './resolve-review'

const ENERGY = [{ components: [{ dimension: 'energy', price: '4' }] }]
let stationId: bigint

beforeAll(async () => {
  await aToken({ value: 'CARD-1' })
  await aToken({ value: 'CARD-2' })
})
beforeEach(async () => {
  const tariff = await aTariffVersion(ENERGY)
  stationId = (await aStation({ evses: 2, tariffId: tariff.tariffId })).id
})

describe('stops and readings that fit badly', () => {
  it('a stop of another station ends nothing', async () => {
    const other = (await aStation()).id
    const begun = await say(start(stationId))
    const foreign = await say(stop(other, begun.transactionId))
    expect(foreign.sessionId).not.toBe(begun.sessionId)
    expect((await theSession(begun.sessionId)).status).toBe('active')
    expect(flags(await theSession(foreign.sessionId))).toEqual(['meter-missing', 'orphan-stop'])
  })

  it('a stop with the id -1 ends the one session that fits, once, with its readings', async () => {
    const begun = await say(start(stationId))
    await say(start(stationId, { evse: 2, token: card('CARD-2') }))
    await say(metered(stationId, begun.transactionId, [sample(20, 5000)]))
    const said = stop(stationId, '-1', { token: card('CARD-1') })
    expect(await say(said)).toMatchObject({ sessionId: begun.sessionId, news: 'ended' })
    expect(await say(said)).toMatchObject({ sessionId: begun.sessionId, duplicate: true })
    expect((await sessionsOf(stationId)).map((session) => session.status)).toEqual(['ended', 'active'])
    expect((await theSession(begun.sessionId)).energyWh.toString()).toBe('10000')
  })

  it('an orphan stop is kept once and the next session starts unhindered', async () => {
    const said = stop(stationId, '0', { token: card('GONE') })
    const [first, second] = [await say(said), await say(said)]
    expect(second).toMatchObject({ sessionId: first.sessionId, duplicate: true })
    expect(await say(start(stationId, { at: time(61) }))).toMatchObject({ news: 'started' })
  })

  it('readings outside a session are stored once, belonging to none', async () => {
    const said = metered(stationId, null, [sample(5, 42, { extra: [{ measurand: 'RPM', value: '3' }] })])
    expect(await record(said, said)).toMatchObject([{ sessionId: null }, { sessionId: null }])
    await record(said)
    const stored = await db().reading.findMany({ where: { stationId } })
    expect(stored).toHaveLength(1)
    expect(stored[0]).toMatchObject({ sessionId: null, energyWh: null, extra: [{ measurand: 'RPM', value: '3' }] })
  })

  it('two messages for one moment fill in one reading', async () => {
    const { transactionId, sessionId } = await say(start(stationId))
    await record(
      metered(stationId, transactionId, [sample(5, null, { powerW: 7000, currentA: [10, 10, 10] })]),
      metered(stationId, transactionId, [sample(5, 2500, { voltageV: [230, 231, 229] })]),
    )
    const [reading, ...rest] = await readings(sessionId)
    expect(rest).toEqual([])
    expect([reading?.registerWh, reading?.energyWh, reading?.powerW, reading?.voltageL2V].map(String)).toEqual([
      '2500',
      '1500',
      '7000',
      '231',
    ])
  })

  it('a late reading inside the session corrects energy, price and flag; one after it changes nothing', async () => {
    const { transactionId, sessionId } = await say(start(stationId))
    await say(stop(stationId, transactionId, { meterStopWh: null }))
    expect(flags(await theSession(sessionId))).toEqual(['meter-missing'])
    await say(metered(stationId, transactionId, [sample(70, 90_000)]))
    const corrected = await say(metered(stationId, transactionId, [sample(50, 6000)]))
    expect(corrected.live?.show().event).toMatchObject({ session: { total: '20.00', reviewCount: 0 } })
    const session = await theSession(sessionId)
    expect([session.energyWh, session.priced?.total].map(String)).toEqual(['5000', '20'])
    expect(session.reviews).toMatchObject([{ flag: 'meter-missing', resolvedBy: 'gateway' }])
    expect((await readings(sessionId)).map((reading) => reading.energyWh && String(reading.energyWh))).toEqual([
      '5000',
      null,
    ])
  })

  it('a reading that comes late into a running session corrects the ones after it', async () => {
    const { transactionId, sessionId } = await say(start(stationId, { meterStartWh: null }))
    await say(metered(stationId, transactionId, [sample(10, 5000)]))
    await say(metered(stationId, transactionId, [sample(20, 6000)]))
    await say(metered(stationId, transactionId, [sample(5, 4000)]))
    expect((await readings(sessionId)).map((reading) => String(reading.energyWh))).toEqual(['0', '1000', '2000'])
    await say(stop(stationId, transactionId, { meterStopWh: 7000 }))
    expect((await theSession(sessionId)).energyWh.toString()).toBe('3000')
  })

  it('drop-outs and resets are healed over any number of messages', async () => {
    const { transactionId, sessionId } = await say(start(stationId))
    for (const [index, register] of [3000, 7, 5000, 100, 300, 900].entries()) {
      await say(metered(stationId, transactionId, [sample(index + 1, register)]))
    }
    await say(stop(stationId, transactionId, { meterStopWh: 1500 }))
    const session = await theSession(sessionId)
    expect(session.energyWh.toString()).toBe('5500')
    expect(flags(session)).toEqual(['register-reset'])
  })

  it('what a person has resolved is not raised again', async () => {
    const { transactionId, sessionId } = await say(start(stationId, { meterStartWh: null }))
    await say(metered(stationId, transactionId, [sample(10, 5000)]))
    await db().sessionReview.updateMany({
      where: { sessionId: sessionId! },
      data: { resolvedAt: new Date(), resolvedBy: 'user:1' },
    })
    const ended = await say(stop(stationId, transactionId))
    expect(ended.live?.show().event).toMatchObject({ session: { reviewCount: 0 } })
    expect((await theSession(sessionId)).reviews).toMatchObject([{ flag: 'meter-start-derived', resolvedBy: 'user:1' }])
  })

  it('the energy that a person has set stands, whatever comes later', async () => {
    const { transactionId, sessionId } = await say(start(stationId))
    await say(stop(stationId, transactionId, { meterStopWh: null }))
    const [flag] = (await theSession(sessionId)).reviews
    await resolveReview(anActor('admin'), { kind: 'correct', reviewId: flag!.id, energyWh: 7500, reason: 'read off' })
    const late = await say(metered(stationId, transactionId, [sample(50, 6000)]))
    expect(late.live?.show().event).toMatchObject({ session: { energyWh: 7500, total: '30.00', reviewCount: 0 } })
    const session = await theSession(sessionId)
    expect([session.energyWh, session.priced?.total].map(String)).toEqual(['7500', '30'])
    expect(await readings(sessionId)).toHaveLength(1)
  })

  it('a start on an EVSE with an open session flags that one and leaves it open', async () => {
    const first = await say(start(stationId))
    const second = await say(start(stationId, { at: time(90), token: card('CARD-2') }))
    expect(second.sessionState).toEqual({ evse: 1, status: 'charging' })
    expect(flags(await theSession(first.sessionId))).toEqual(['superseded'])
    const late = await say(stop(stationId, first.transactionId, { receivedAt: clock(100) }))
    expect(late.sessionState).toEqual({ evse: 1, status: 'charging' }) // the newer one still runs
    expect(flags(await theSession(first.sessionId))).toEqual([])
  })
})
