import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db, pool } from '../../db/client'
import { aCustomer, aSite, aStation, aTariffVersion, aToken } from '../../db/testing/fixtures'
import { asksPaymentFirst, holdPayPlaces } from '../../payments/queries/held-pay-places'
import { authoriseTokens } from '../../tokens/mutations/authorise-tokens'
import { loadOpenSessions } from '../queries/open-sessions'
import { flags, readings, record, say, sessionsOf, theSession } from '../testing/record'
import { begin, card, clock, end, metered, sample, start, state, stop, time } from '../testing/say'

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

describe('a session of OCPP 1.6', () => {
  it('goes from start through readings to a priced end', async () => {
    const begun = await say(start(stationId))
    expect(begun).toMatchObject({
      duplicate: false,
      news: 'started',
      standing: 'accepted',
      sessionState: { evse: 1, status: 'charging' },
    })
    expect(begun.transactionId).toBe(String(begun.sessionId))
    const running = await say(
      metered(stationId, begun.transactionId, [sample(10, 3500, { powerW: 11_000, socPercent: 40 })]),
    )
    expect(running.live?.show().event).toMatchObject({
      type: 'session',
      session: { status: 'active', energyWh: 2500, powerW: 11_000, socPercent: 40, total: '10.00', currency: 'SEK' },
    })
    const ended = await say(stop(stationId, begun.transactionId))
    expect(ended).toMatchObject({ news: 'ended', sessionState: { evse: 1, status: null } })
    expect(ended.live?.show().event).toMatchObject({
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

describe('what a session takes from its surroundings when it begins', () => {
  it('the token, its customer, the site and the tariff as they are then', async () => {
    const customer = await aCustomer()
    const site = await aSite()
    const token = await aToken({ value: 'Abc-77', name: 'Bil 7', groupName: 'FLEET', customerId: customer.id })
    await db().station.update({ where: { id: stationId }, data: { siteId: site.id } })
    const begun = await say(start(stationId, { token: card('ABC-77') }))
    expect(begun).toMatchObject({ standing: 'accepted', tokenGroup: 'FLEET' })
    expect(begun.live?.show()).toMatchObject({
      siteId: String(site.id),
      customerId: String(customer.id),
      event: { session: { who: 'Bil 7' } },
    })
    expect(await theSession(begun.sessionId)).toMatchObject({
      tokenId: token.id,
      customerId: customer.id,
      siteId: site.id,
    })
  })

  it('shows an unknown token with its middle masked', async () => {
    const begun = await say(start(stationId, { token: card('04A2B3C4D5E6F7') }))
    expect(begun.live?.show().event).toMatchObject({ session: { who: '04A2••••E6F7' } })
  })

  it('the nearest tariff, and its newest version at the time', async () => {
    const own = await aTariffVersion(ENERGY)
    await db().connector.updateMany({ where: { stationId, evse: { number: 2 } }, data: { tariffId: own.tariffId } })
    const old = await say(start(stationId, { evse: 2, receivedAt: new Date() }))
    const next = await db().tariffVersion.create({
      data: {
        tariffId: own.tariffId,
        number: 2,
        vatPercent: '25',
        createdBy: 'user:1',
        elements: [{ components: [{ dimension: 'energy', price: '9' }] }],
      },
    })
    const soon = new Date(Date.now() + 1000)
    const fresh = await say(start(stationId, { evse: 2, at: { at: soon, doubt: null }, receivedAt: soon }))
    expect((await theSession(old.sessionId)).tariffVersionId).toBe(own.id)
    expect((await theSession(fresh.sessionId)).tariffVersionId).toBe(next.id)
    expect(
      (
        await say(
          metered(stationId, fresh.transactionId, [
            sample(0, 3000, { at: { at: new Date(soon.getTime() + 60_000), doubt: null } }),
          ]),
        )
      ).live?.show().event,
    ).toMatchObject({ session: { total: '18.00' } })
  })

  it('the version that took effect last, its limits, and the clocks of its site', async () => {
    const byDay = [
      { components: [{ dimension: 'energy', price: '9' }], restrictions: { startTime: '14:30', endTime: '23:00' } },
      { components: [{ dimension: 'energy', price: '4' }] },
    ]
    const first = await aTariffVersion(byDay, { effectiveFrom: clock(-60), limits: { max: { inclVat: '60' } } })
    const columns = { tariffId: first.tariffId, vatPercent: '25', createdBy: 'user:1' }
    const dear = [{ components: [{ dimension: 'energy', price: '99' }] }]
    await db().tariffVersion.create({ data: { ...columns, number: 2, elements: dear, effectiveFrom: clock(30) } })
    await db().tariffVersion.create({ data: { ...columns, number: 3, elements: dear, effectiveFrom: clock(-120) } })
    // Noon UTC is two o'clock in Helsinki: the price goes up half an hour into the session.
    const site = await aSite({ timeZone: 'Europe/Helsinki' })
    const { id } = await aStation({ tariffId: first.tariffId, siteId: site.id })
    const begun = await say(start(id))
    const halves = [sample(30, 6000), sample(45, 8000)]
    await say(metered(id, begun.transactionId, halves))
    await say(stop(id, begun.transactionId))
    const session = await theSession(begun.sessionId)
    expect(session.tariffVersionId).toBe(first.id)
    expect(session.priced?.lines).toMatchObject([
      { kind: 'energy', quantity: '5', rate: '4', amount: '20.00', part: { element: 1, component: 0 } },
      { kind: 'energy', quantity: '5', rate: '9', amount: '45.00', part: { element: 0, component: 0 } },
      { kind: 'cap', amount: '-5.00', reason: 'maximum' },
    ])
    expect(session.priced?.total?.toString()).toBe('60')
  })

  it('the default tariff when nothing nearer is set; without any it is unpriced, never free', async () => {
    const bare = (await aStation()).id
    const none = await say(start(bare))
    expect((await say(stop(bare, none.transactionId))).live?.show().event).toMatchObject({
      session: { total: null, unpriced: 'no-tariff' },
    })
    expect((await theSession(none.sessionId)).priced).toMatchObject({ unpricedReason: 'no-tariff', total: null })
    const fallback = await aTariffVersion(ENERGY, { isDefault: true })
    try {
      const begun = await say(start(bare, { at: time(100) }))
      expect((await theSession(begun.sessionId)).tariffVersionId).toBe(fallback.id)
    } finally {
      await db().tariff.update({ where: { id: fallback.tariffId }, data: { isDefault: false } })
    }
  })

  it('a blocked token says Blocked, and the session is kept', async () => {
    await aToken({ value: 'BLOCKED-1', active: false })
    const begun = await say(start(stationId, { token: card('blocked-1') }))
    expect(begun.standing).toBe('blocked')
    expect(await theSession(begun.sessionId)).toMatchObject({ status: 'active', authorisation: 'blocked' })
  })
})

describe('what others ask', () => {
  it('the open sessions of stations, with what they make of their EVSE', async () => {
    const other = (await aStation()).id
    const begun = await say(start(stationId))
    await say(state(stationId, 5, 'suspended-ev'))
    const gone = await say(start(stationId, { evse: 2 }))
    await say(stop(stationId, gone.transactionId))
    expect(await loadOpenSessions.write(pool(), [other, stationId])).toEqual([
      [],
      [{ sessionId: begun.sessionId, evse: 1, status: 'suspended-ev' }],
    ])
  })

  it('how shown tokens stand', async () => {
    await aToken({ value: 'ok-1', groupName: 'G' })
    await aToken({ value: 'old-1', expiresAt: clock(-1) })
    await aToken({ value: 'off-1', active: false })
    const shown = ['OK-1', 'old-1', 'off-1', 'who'].map((value) => ({ token: card(value), receivedAt: clock(0) }))
    const free = { token: { value: '', type: 'none' as const }, receivedAt: clock(0) }
    expect(await authoriseTokens.write(pool(), [...shown, free])).toEqual([
      { standing: 'accepted', group: 'G', isPaidFor: false },
      { standing: 'expired', group: null, isPaidFor: false },
      { standing: 'blocked', group: null, isPaidFor: false },
      { standing: 'invalid', group: null, isPaidFor: false },
      { standing: 'accepted', group: null, isPaidFor: false },
    ])
  })

  it('where payment is asked for first only who pays starts; what charges all the same is flagged', async () => {
    const customer = await db().customer.create({ data: { name: 'By invoice' } })
    const cash = await db().customer.create({ data: { name: 'Not by invoice', paysByInvoice: false } })
    await aToken({ value: 'one-1', isOneTime: true })
    await aToken({ value: 'inv-1', customerId: customer.id })
    await aToken({ value: 'cash-1', customerId: cash.id })
    const { tariffId } = await aTariffVersion(ENERGY)
    await db().station.update({ where: { id: stationId }, data: { tariffId } })
    const outlet = async (standingOf: (value: string) => Promise<unknown>) =>
      Promise.all(['ok-1', 'one-1', 'inv-1', 'cash-1', 'who'].map(standingOf))
    const shown = (value: string) =>
      authoriseTokens
        .write(pool(), [
          { token: card(value), receivedAt: clock(0), asksPaymentFirst: asksPaymentFirst(stationId, null, null) },
        ])
        .then(([one]) => one?.standing)
    expect(await outlet(shown)).toEqual(['accepted', 'accepted', 'accepted', 'accepted', 'invalid'])
    await db().tariff.update({ where: { id: tariffId }, data: { asksPaymentFirst: true } })
    await holdPayPlaces()
    expect(await outlet(shown)).toEqual(['no-credit', 'accepted', 'accepted', 'no-credit', 'invalid'])

    const paid = await say(start(stationId, { token: card('one-1') }))
    const unpaid = await say(start(stationId, { token: card('ok-1'), evse: 2 }))
    expect([paid.standing, unpaid.standing]).toEqual(['accepted', 'no-credit'])
    await say(stop(stationId, unpaid.transactionId, { token: card('ok-1') }))
    const kept = await theSession(unpaid.sessionId)
    expect([kept.authorisation, flags(kept), kept.priced?.total === null]).toEqual([
      'no-credit',
      ['payment-missing'],
      false,
    ])
    await db().tariff.update({ where: { id: tariffId }, data: { asksPaymentFirst: false } })
    await holdPayPlaces()
    expect(asksPaymentFirst(stationId, 1, 1)).toBe(false)
  })
})
