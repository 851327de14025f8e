import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db, pool } from '../../db/client'
import { aStation, aTariffVersion, aToken } from '../../db/testing/fixtures'
import { flags, readings, record, say, sessionsOf, theSession } from '../testing/record'
import { begin, card, end, event, metered, sample, start, state, stop, time } from '../testing/say'
import { recordSessionMessages } from './record-session-messages'

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

describe('many at once', () => {
  it('fifty stations start in one batch, each with its own id', async () => {
    const stations = await Promise.all(Array.from({ length: 50 }, () => aStation()))
    const outcomes = await record(...stations.map((station) => start(station.id)))
    expect(new Set(outcomes.map((outcome) => outcome.transactionId)).size).toBe(50)
    expect(outcomes.every((outcome) => Number(outcome.transactionId) > 0 && outcome.news === 'started')).toBe(true)
    expect(await db().session.count({ where: { stationId: { in: stations.map((station) => station.id) } } })).toBe(50)
  })

  it('a whole batch replayed changes nothing', async () => {
    const { transactionId, sessionId } = await say(start(stationId))
    const batch = [
      start(stationId),
      metered(stationId, transactionId, [sample(10, 4000), sample(20, 6000)]),
      state(stationId, 30, 'suspended-ev'),
      event(stationId, 0, 'started', 0, { evse: 2, samples: [begin(0, 10)] }),
      event(stationId, 1, 'ended', 9, { evse: 2, samples: [end(9, 510)] }),
      stop(stationId, transactionId, { samples: [sample(20, 6000), end(60, 11_000)] }),
      stop(stationId, '-1', { token: card('NOBODY'), meterStopWh: 5 }),
    ]
    await record(...batch)
    const before = [await theSession(sessionId), await sessionsOf(stationId), await readings(sessionId)]
    const again = await record(...batch)
    expect([await theSession(sessionId), await sessionsOf(stationId), await readings(sessionId)]).toEqual(before)
    expect(again.filter((outcome) => outcome.news !== null)).toEqual([])
  })

  it('the same start at two gateways makes one session; crossed batches do not deadlock', async () => {
    const stations = await Promise.all(Array.from({ length: 20 }, () => aStation()))
    const starts = stations.map((station) => start(station.id))
    const [here, there] = await Promise.all([record(...starts), record(...starts.toReversed())])
    expect(there.map((outcome) => outcome.sessionId).toReversed()).toEqual(here.map((outcome) => outcome.sessionId))
    const metering = (minutes: number) =>
      here.map(({ transactionId }, index) =>
        metered(stations[index]!.id, transactionId, [sample(minutes, 1000 + minutes)]),
      )
    await Promise.all([record(...metering(5)), record(...metering(6).toReversed()), record(...metering(7))])
    const sessions = await db().session.findMany({
      where: { stationId: { in: stations.map((station) => station.id) } },
    })
    expect(sessions.map((session) => session.energyWh.toString())).toEqual(Array(20).fill('7'))
  })

  it('takes two statements for readings and three for starts, whatever the number of messages', async () => {
    const { transactionId } = await say(start(stationId))
    const many = (from: number) =>
      Array.from({ length: 30 }, (_, index) =>
        metered(stationId, transactionId, [sample(from + index, 2000 + from + index)]),
      )
    expect(await statements(many(1))).toBe(2)
    expect(await statements(Array.from({ length: 30 }, (_, index) => start(stationId, { at: time(index + 1) })))).toBe(
      3,
    )
  })

  it('the events of a 2.x transaction make the same rows and price in any order, in batches of any size, told twice', async () => {
    const STORY = [
      event(0n, 0, 'started', 0, { chargingState: 'connected', samples: [begin(0, 1000)] }),
      event(0n, 1, 'updated', 2, { trigger: 'Authorized', token: card(), evse: null, connector: null }),
      event(0n, 2, 'updated', 3, { trigger: 'ChargingStateChanged', chargingState: 'charging' }),
      event(0n, 3, 'updated', 10, { samples: [sample(10, 4000)] }),
      event(0n, 4, 'updated', 20, { samples: [sample(20, 3)] }),
      event(0n, 5, 'updated', 30, { samples: [sample(30, 11_000)] }),
      event(0n, 6, 'ended', 60, {
        chargingState: 'idle',
        stoppedReason: 'Local',
        samples: [sample(50, 11_000), end(60, 11_500)],
      }),
    ]
    const whole = async (order: readonly number[], sizes: readonly number[]) => {
      const messages = order.map((index) => ({
        ...STORY[index % STORY.length]!,
        stationId,
        transactionId: `tx-${unique}`,
      }))
      for (let from = 0, turn = 0; from < messages.length; turn += 1) {
        const size = sizes[turn % sizes.length]!
        await record(...messages.slice(from, from + size))
        from += size
      }
      const row = await db().session.findFirstOrThrow({ where: { stationId, ocppTransactionId: `tx-${unique}` } })
      unique += 1
      const { priced, phases, events, ...session } = await theSession(row.id)
      const told = (await readings(row.id)).map((reading) => [
        reading.at,
        reading.context,
        reading.energyWh && String(reading.energyWh),
      ])
      const { startedAt, endedAt, energyWh, meterStartWh, meterStopWh, status, chargingState, tokenValue } = session
      return {
        session: { startedAt, endedAt, energyWh, meterStartWh, meterStopWh, status, chargingState, tokenValue },
        price: [priced?.total?.toString(), priced?.lines],
        phases: phases.map((phase) => [phase.at, phase.state]),
        events: events.map((said) => said.seqNo).sort((a, b) => a - b),
        flags: flags({ priced, phases, events, ...session }),
        told,
      }
    }
    let unique = 1
    const inOrder = STORY.map((_, index) => index)
    const expected = await whole(inOrder, [1])
    expect(expected).toMatchObject({ price: ['42', expect.anything()], flags: [], events: inOrder })
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...inOrder, ...inOrder], { minLength: STORY.length * 2 }),
        fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }),
        async (order, sizes) => {
          expect(await whole(order, sizes)).toEqual(expected)
        },
      ),
      { numRuns: 15 },
    )
  })
})

async function statements(messages: Parameters<typeof recordSessionMessages.write>[1]): Promise<number> {
  let count = 0
  const counting = {
    query: (...args: unknown[]) => {
      count += 1
      return (pool().query as (...all: unknown[]) => unknown)(...args)
    },
  }
  await recordSessionMessages.write(counting as never, messages)
  return count
}
