import { beforeEach, describe, expect, it } from 'vitest'
import { db, pool } from '../../db/client'
import { aCustomer, aSite, aStation, aTariffVersion, aToken } from '../../db/testing/fixtures'
import type { SessionMessage } from '../session-message'
import type { SessionOutcome } from '../session-outcome'
import { begin, card, clock, end, event, metered, sample, start, state, stop, time } from '../testing/say'
import { recordSessionMessages } from './record-session-messages'

const ENERGY = [{ components: [{ dimension: 'energy', price: '4' }] }]
let stationId: bigint

beforeEach(async () => {
  const tariff = await aTariffVersion(ENERGY)
  stationId = (await aStation({ evses: 2, tariffId: tariff.tariffId })).id
})

/** One batch in one transaction, as the gateway does it. */
async function record(...messages: SessionMessage[]): Promise<readonly SessionOutcome[]> {
  const client = await pool().connect()
  try {
    await client.query('BEGIN')
    const outcomes = await recordSessionMessages.write(client, messages)
    await client.query('COMMIT')
    return outcomes
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}
const say = async (message: SessionMessage): Promise<SessionOutcome> => (await record(message))[0]!

const theSession = (id: bigint | null) =>
  db().session.findUniqueOrThrow({
    where: { id: id! },
    include: { priced: true, reviews: { orderBy: { flag: 'asc' } }, phases: { orderBy: { at: 'asc' } }, events: true },
  })
const flags = (session: Awaited<ReturnType<typeof theSession>>) =>
  session.reviews.filter((review) => review.resolvedAt === null).map((review) => review.flag)
const readings = (id: bigint | null) =>
  db().reading.findMany({ where: { sessionId: id }, orderBy: [{ at: 'asc' }, { id: 'asc' }] })
const sessionsOf = (id: bigint) => db().session.findMany({ where: { stationId: id }, orderBy: { id: 'asc' } })

describe('a session of OCPP 1.6', () => {
  it('goes from start through readings to a priced end', async () => {
    const begun = await say(start(stationId))
    expect(begun).toMatchObject({
      duplicate: false,
      news: 'started',
      standing: 'invalid',
      sessionState: { evse: 1, status: 'charging' },
    })
    expect(begun.transactionId).toBe(String(begun.sessionId))
    const running = await say(
      metered(stationId, begun.transactionId, [sample(10, 3500, { powerW: 11_000, socPercent: 40 })]),
    )
    expect(running.live?.event).toMatchObject({
      type: 'session',
      session: { status: 'active', energyWh: 2500, powerW: 11_000, socPercent: 40, total: '10.00', currency: 'SEK' },
    })
    const ended = await say(stop(stationId, begun.transactionId))
    expect(ended).toMatchObject({ news: 'ended', sessionState: { evse: 1, status: null } })
    expect(ended.live?.event).toMatchObject({
      session: { status: 'ended', energyWh: 10_000, total: '40.00', powerW: null },
    })

    const session = await theSession(begun.sessionId)
    expect(session).toMatchObject({ status: 'ended', startedAt: clock(0), endedAt: clock(60), stopReason: 'Local' })
    expect(session.energyWh.toString()).toBe('10000')
    expect(session.priced).toMatchObject({ currency: 'SEK', unpricedReason: null })
    expect(session.priced?.total?.toString()).toBe('40')
    expect(session.priced?.vat?.toString()).toBe('8')
    expect((await readings(session.id)).map((reading) => reading.energyWh?.toString())).toEqual(['2500'])
  })

  it('a start told again gives the same session, also with another spelling of the token', async () => {
    const first = await say(start(stationId, { token: card('deadbeef') }))
    const again = await say(start(stationId, { token: card(' DEADBEEF ') }))
    expect(again).toMatchObject({ sessionId: first.sessionId, transactionId: first.transactionId, duplicate: true })
    const [a, b] = await record(start(stationId, { at: time(5) }), start(stationId, { at: time(5) }))
    expect(b).toMatchObject({ sessionId: a!.sessionId, duplicate: true })
    expect(await sessionsOf(stationId)).toHaveLength(2)
  })

  it('a repeated stop changes nothing, and its transaction data counts once', async () => {
    const { transactionId, sessionId } = await say(start(stationId))
    const said = stop(stationId, transactionId, { samples: [begin(0, 1000), sample(30, 6000), end(60, 11_000)] })
    await say(said)
    const before = await theSession(sessionId)
    expect(before.energyWh.toString()).toBe('10000')
    const again = await say(said)
    expect(again).toMatchObject({ sessionId, duplicate: true, news: null })
    await say(stop(stationId, transactionId, { meterStopWh: 99_000, at: time(90) }))
    expect(await theSession(sessionId)).toEqual(before)
    expect(await readings(sessionId)).toHaveLength(3)
  })
})
