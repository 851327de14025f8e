import { beforeEach, describe, expect, it } from 'vitest'
import { db, pool } from '../db/client'
import { aCustomer, anActor, aSession, aSite, aStation, aTariffVersion, aToken } from '../db/testing/fixtures'
import { resolveReview } from './mutations/resolve-review'
import { getSession } from './queries/get-session'
import { listCurve, listReadings } from './queries/list-readings'
import { listSessions } from './queries/list-sessions'
import { readResolution } from './resolution'
import { say } from './testing/record'
import { metered, sample, start, stop } from './testing/say'

const operator = anActor('operator')
const viewer = anActor('viewer')
const refused = (code: string) => expect.objectContaining({ code })
const at = (clock: string) => new Date(`2026-11-19T${clock}Z`)
const energyOnly = [{ components: [{ dimension: 'energy', price: '4.00' }] }]

beforeEach(async () => {
  await db().$executeRaw`truncate tariff, site, station, session, reading, token, customer, audit_entry cascade`
})

async function aFlaggedSession() {
  const station = await aStation()
  const version = await aTariffVersion(energyOnly)
  const times = { startedAt: at('10:00:00'), endedAt: at('11:00:00') }
  const session = await aSession(station.id, {
    status: 'ended',
    ...times,
    energyWh: 999_000,
    tariffVersionId: version.id,
  })
  const review = await db().sessionReview.create({
    data: { sessionId: session.id, flag: 'register-jump', detail: 'too much' },
  })
  return { session, review }
}

describe('the list of sessions', () => {
  it('pages by time and id, newest first, without gaps among equals', async () => {
    const station = await aStation()
    for (const clock of ['10:00:00', '11:00:00', '11:00:00', '12:00:00'])
      await aSession(station.id, { startedAt: at(clock) })
    const ids: bigint[] = []
    let cursor: string | undefined
    do {
      const page = await listSessions(viewer, { limit: 1, cursor })
      ids.push(...page.rows.map((row) => row.id))
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    const all = await db().session.findMany({ orderBy: [{ startedAt: 'desc' }, { id: 'desc' }], select: { id: true } })
    expect(ids).toEqual(all.map((row) => row.id))
  })

  it('filters by station, site, status, time, token, flag and words', async () => {
    const site = await aSite()
    const here = await aStation({ identity: 'SE_1', siteId: site.id })
    const there = await aStation({ identity: 'SEX1', name: 'Torget' })
    const token = await aToken({ name: 'Anna Ek' })
    const a = await aSession(here.id, { siteId: site.id, startedAt: at('10:00:00'), tokenId: token.id })
    const b = await aSession(there.id, { startedAt: at('11:00:00'), status: 'ended', endedAt: at('12:00:00') })
    await db().sessionReview.create({ data: { sessionId: b.id, flag: 'no-energy' } })
    const found = async (filter: Parameters<typeof listSessions>[1]) =>
      (await listSessions(viewer, filter)).rows.map((row) => row.id)
    expect(await found({ stationId: 'se_1' })).toEqual([a.id])
    expect(await found({ siteId: site.id })).toEqual([a.id])
    expect(await found({ status: 'ended' })).toEqual([b.id])
    expect(await found({ from: at('11:00:00') })).toEqual([b.id])
    expect(await found({ to: at('11:00:00') })).toEqual([a.id])
    expect(await found({ tokenId: token.id })).toEqual([a.id])
    expect(await found({ review: true })).toEqual([b.id])
    expect(await found({ review: 'superseded' })).toEqual([])
    expect(await found({ search: 'anna' })).toEqual([a.id])
    expect(await found({ search: 'torg' })).toEqual([b.id])
    expect(await found({})).toEqual([b.id, a.id])
  })

  it('prices what runs by the tariff it began with, and reads what has ended', async () => {
    const station = await aStation()
    const version = await aTariffVersion(energyOnly)
    const running = await aSession(station.id, { energyWh: 2500, tariffVersionId: version.id })
    const unpriced = await aSession(station.id, { energyWh: 2500 })
    const ended = await aSession(station.id, { status: 'ended', startedAt: at('10:00:00'), endedAt: at('11:00:00') })
    await db().pricedSession.create({
      data: {
        sessionId: ended.id,
        currency: 'SEK',
        total: '12.5',
        vat: '2.5',
        totalExclVat: '10',
        lines: [],
        pricedAt: at('11:00:00'),
      },
    })
    const { rows } = await listSessions(viewer)
    const priceOf = (id: bigint) => rows.find((row) => row.id === id)?.price
    expect(priceOf(running.id)).toMatchObject({ currency: 'SEK', total: '10.00', vat: '2.00', unpriced: null })
    expect(priceOf(unpriced.id)).toMatchObject({ total: null, unpriced: 'no-tariff' })
    expect(priceOf(ended.id)).toMatchObject({ total: '12.50', vat: '2.50' })
  })

  it('costs the same number of statements for many sessions as for one', async () => {
    const station = await aStation()
    const version = await aTariffVersion(energyOnly)
    const count = async () => {
      let statements = 0
      const connection = pool()
      const query = connection.query
      connection.query = ((...args: unknown[]) => {
        statements += 1
        return Reflect.apply(query, connection, args)
      }) as typeof query
      await listSessions(viewer)
      connection.query = query
      return statements
    }
    await aSession(station.id, { tariffVersionId: version.id })
    const forOne = await count()
    expect(forOne).toBeGreaterThan(0)
    for (let made = 0; made < 20; made += 1) await aSession(station.id, { tariffVersionId: version.id })
    expect(await count()).toBe(forOne)
  })

  it('shows only the actor’s own, and a card only to those who may see cards', async () => {
    const [mine, theirs] = [await aSite(), await aSite()]
    const [customer, other] = [await aCustomer(), await aCustomer()]
    const station = await aStation({ siteId: mine.id })
    const a = await aSession(station.id, { siteId: mine.id, customerId: customer.id, tokenValue: '04A2B3C4D5E6F7' })
    const b = await aSession(station.id, { siteId: theirs.id, customerId: other.id })
    const seenBy = async (actor: typeof viewer) => (await listSessions(actor)).rows.map((row) => row.id)
    const host = anActor('site-host', { siteIds: [mine.id] })
    const fleet = anActor('fleet-manager', { customerId: customer.id })
    expect(await seenBy(host)).toEqual([a.id])
    expect(await seenBy(fleet)).toEqual([a.id])
    expect(await seenBy(anActor('site-host'))).toEqual([])
    expect(await seenBy(anActor('fleet-manager'))).toEqual([])
    for (const actor of [host, fleet]) {
      await expect(getSession(actor, b.id)).rejects.toEqual(refused('not-found'))
      await expect(listReadings(actor, b.id)).rejects.toEqual(refused('not-found'))
      await expect(listCurve(actor, b.id)).rejects.toEqual(refused('not-found'))
    }
    expect((await getSession(operator, a.id)).token).toBe('04A2B3C4D5E6F7')
    expect((await getSession(viewer, a.id)).token).toBe('04A2••••E6F7')
    expect((await getSession(viewer, a.id)).who).toBe('04A2••••E6F7')
  })
})

describe('one session', () => {
  it('tells its story: phases, events, flags, tariff', async () => {
    const { session, review } = await aFlaggedSession()
    await db().sessionPhase.create({ data: { sessionId: session.id, at: at('10:00:00'), state: 'charging' } })
    await db().sessionEvent.create({
      data: { sessionId: session.id, seqNo: 0, type: 'started', at: at('10:00:00'), receivedAt: at('10:00:01') },
    })
    expect(await getSession(viewer, session.id)).toMatchObject({
      phases: [{ state: 'charging' }],
      events: [{ type: 'started', seqNo: 0 }],
      reviews: [{ id: review.id, flag: 'register-jump', resolvedAt: null }],
      openReviews: [{ flag: 'register-jump', detail: 'too much' }],
      tariff: { versionNumber: 1, vatPercent: '25' },
    })
    await expect(getSession(viewer, 999_999n)).rejects.toEqual(refused('not-found'))
  })

  it('gives its readings by key and a curve no longer than a screen', async () => {
    const station = await aStation()
    const session = await aSession(station.id, { startedAt: at('10:00:00') })
    await db().reading.createMany({
      data: Array.from({ length: 1501 }, (_, place) => ({
        at: new Date(at('10:00:00').getTime() + place * 1000),
        stationId: station.id,
        evseNumber: 1,
        sessionId: session.id,
        energyWh: place,
        powerW: 11_000,
        receivedAt: new Date(),
      })),
    })
    const first = await listReadings(viewer, session.id, { limit: 1000 })
    const second = await listReadings(viewer, session.id, { limit: 1000, cursor: first.next ?? '' })
    expect([...first.rows, ...second.rows].map((row) => row.energyWh)).toEqual(
      Array.from({ length: 1501 }, (_, place) => place),
    )
    const curve = await listCurve(viewer, session.id)
    expect(curve.length).toBeLessThanOrEqual(602)
    expect([curve[0]?.energyWh, curve.at(-1)?.energyWh]).toEqual([0, 1500])
  })
})

describe('a review flag', () => {
  it('is accepted, with who and why on record', async () => {
    const { session, review } = await aFlaggedSession()
    await resolveReview(operator, { kind: 'accept', reviewId: review.id, reason: 'Avläst på plats' })
    const [flag] = (await getSession(operator, session.id)).reviews
    expect(flag).toMatchObject({ resolvedBy: 'user:1', resolvedAt: expect.any(Date) })
    expect(readResolution(flag?.resolution ?? null)).toEqual({ kind: 'accepted', reason: 'Avläst på plats' })
    expect(await db().auditEntry.findFirst({ where: { act: 'session.review-accept' } })).toMatchObject({
      subject: `session:${session.id}`,
      after: { flag: 'register-jump', reason: 'Avläst på plats' },
    })
    await expect(resolveReview(operator, { kind: 'accept', reviewId: review.id })).rejects.toEqual(refused('conflict'))
  })

  it('is corrected: the session has the new energy and a new price', async () => {
    const { session, review } = await aFlaggedSession()
    await resolveReview(operator, { kind: 'correct', reviewId: review.id, energyWh: 10_500, reason: 'Mätaren bytt' })
    const after = await getSession(operator, session.id)
    expect(after).toMatchObject({ energyWh: 10_500, price: { total: '42.00', vat: '8.40' }, openReviews: [] })
    expect(readResolution(after.reviews[0]?.resolution ?? null)).toMatchObject({
      kind: 'corrected',
      fromWh: 999_000,
      toWh: 10_500,
    })
    expect(await db().auditEntry.findFirst({ where: { act: 'session.review-correct' } })).toMatchObject({
      before: { energyWh: 999_000 },
      after: { energyWh: 10_500, total: '42.00', reason: 'Mätaren bytt' },
    })
  })

  it('stands against late messages once corrected: they are kept, but change neither energy nor price', async () => {
    const version = await aTariffVersion(energyOnly)
    const station = await aStation({ tariffId: version.tariffId })
    const { sessionId, transactionId } = await say(start(station.id))
    await say(stop(station.id, transactionId))
    const review = await db().sessionReview.create({ data: { sessionId: sessionId!, flag: 'register-jump' } })
    await resolveReview(operator, { kind: 'correct', reviewId: review.id, energyWh: 2000, reason: 'Mätaren bytt' })
    await say(metered(station.id, transactionId, [sample(30, 9000)]))
    expect(await getSession(operator, sessionId!)).toMatchObject({ energyWh: 2000, price: { total: '8.00' } })
    expect((await listReadings(operator, sessionId!)).rows.length).toBeGreaterThan(0)
  })

  it('cannot be corrected while the session runs or waits, without a reason, or by who may not', async () => {
    const { session, review } = await aFlaggedSession()
    const correction = { kind: 'correct' as const, reviewId: review.id, energyWh: 1, reason: 'x' }
    await expect(resolveReview(viewer, correction)).rejects.toEqual(refused('forbidden'))
    await expect(resolveReview(operator, { ...correction, reason: ' ' })).rejects.toEqual(refused('invalid'))
    await expect(resolveReview(operator, { ...correction, reviewId: 999_999n })).rejects.toEqual(refused('not-found'))
    await expect(resolveReview(anActor('operator', { siteIds: [1n] }), correction)).rejects.toEqual(
      refused('not-found'),
    )
    await db().session.update({ where: { id: session.id }, data: { completeness: 'waiting' } })
    await expect(resolveReview(operator, correction)).rejects.toEqual(refused('conflict'))
    await db().session.update({
      where: { id: session.id },
      data: { status: 'active', endedAt: null, completeness: 'complete' },
    })
    await expect(resolveReview(operator, correction)).rejects.toEqual(refused('conflict'))
    expect(await db().auditEntry.count()).toBe(0)
  })
})

describe('a session that waits for messages', () => {
  it('X-1 has no price, by name, whatever was stored, and is found', async () => {
    const { id: stationId, identity } = await aStation()
    const session = await aSession(stationId, {
      status: 'ended',
      endedAt: new Date(),
      completeness: 'waiting',
      incompleteSince: new Date(),
    })
    await aSession(stationId, { status: 'ended', endedAt: new Date() })
    const { rows } = await listSessions(operator, { stationId: identity, completeness: 'waiting' })
    expect(rows.map(({ id }) => id)).toEqual([session.id])
    expect(rows[0]!.price).toMatchObject({ total: null, currency: null, unpriced: 'events-awaited' })
    expect(await getSession(operator, session.id)).toMatchObject({ completeness: 'waiting', stationSays: null })
  })
})
