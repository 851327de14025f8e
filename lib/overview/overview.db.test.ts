import { beforeAll, describe, expect, it } from 'vitest'
import { db, pool } from '../db/client'
import { anActor, aSession, aSite, aStation } from '../db/testing/fixtures'
import { sumUsualIncome } from './mutations'
import { getToday } from './queries/get-today'
import { listHours } from './queries/list-hours'
import { listWatched } from './queries/list-watched'
import { usualIncome } from './queries/usual-income'

const operator = anActor('operator')
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)
let siteId: bigint
let host: ReturnType<typeof anActor>

beforeAll(async () => {
  siteId = (await aSite({ name: 'Kista' })).id
  host = anActor('site-host', { siteIds: [siteId] })
  const station = await aStation({ identity: 'OV-1', siteId, evses: 2 })
  await aStation({ identity: 'OV-2', registration: 'pending' })
  const { rows } = await pool().query<{ midnight: Date }>(
    `SELECT date_trunc('day', now(), 'Europe/Stockholm') AS midnight`,
  )
  const midnight = rows[0]!.midnight
  // Over midnight: 5 kWh of its 8 came before.
  const over = await aSession(station.id, {
    siteId,
    startedAt: new Date(midnight.getTime() - 3_600_000),
    energyWh: 8000,
  })
  await pool().query(
    `INSERT INTO reading (at, station_id, evse_number, session_id, energy_wh, received_at) VALUES ($1, $2, 1, $3, 5000, $1)`,
    [new Date(midnight.getTime() - 60_000), station.id, over.id],
  )
  const done = await aSession(station.id, {
    siteId,
    evseNumber: 2,
    status: 'ended',
    startedAt: midnight,
    endedAt: new Date(),
    energyWh: 2000,
  })
  const bare = await aSession(station.id, { status: 'ended', startedAt: midnight, endedAt: new Date(), energyWh: 0 })
  await db().pricedSession.create({
    data: { sessionId: done.id, currency: 'SEK', total: '67.2', vat: '13.44', lines: [], pricedAt: new Date() },
  })
  await db().pricedSession.create({
    data: { sessionId: bare.id, unpricedReason: 'no-tariff', lines: [], pricedAt: new Date() },
  })
  for (const [id, at] of [
    [siteId, minutesAgo(90)],
    [null, minutesAgo(90)],
  ] as const) {
    const hour = new Date(Math.floor(at.getTime() / 3_600_000) * 3_600_000)
    await db().hourlyUse.create({ data: { siteId: id, hour, sessions: 1, energyWh: 1000, revenue: 3 } })
  }
})

describe('today', () => {
  it('counts what came since midnight, and names what has no price', async () => {
    expect(await getToday(operator, 'Europe/Stockholm')).toMatchObject({
      energyWh: 5000,
      revenue: [{ currency: 'SEK', total: '67.2000' }],
      unpricedCount: 1,
    })
    expect(await getToday(host, 'Europe/Stockholm')).toMatchObject({ energyWh: 5000, unpricedCount: 0 })
    expect(await getToday(anActor('site-host', { siteIds: [] }), 'Europe/Stockholm')).toMatchObject({
      energyWh: 0,
      revenue: [],
    })
  })
})

it('the hours are the sum of the sites the actor sees', async () => {
  expect((await listHours(operator)).map((hour) => hour.energyWh)).toEqual([2000])
  expect((await listHours(host)).map((hour) => hour.energyWh)).toEqual([1000])
})

it('watched stations come with what they usually take in per hour', async () => {
  await sumUsualIncome(new Date())
  const watched = await listWatched(operator)
  expect(watched.pendingCount).toBe(1)
  expect(watched.sites).toMatchObject([{ name: 'Kista' }])
  const station = watched.stations.find(({ station: { id } }) => id === 'OV-1')
  expect(station?.perHour).toEqual({ '0': expect.closeTo(0.1), '2': expect.closeTo(0.1) })
  expect((await listWatched(host)).stations.map(({ station: { id } }) => id)).toEqual(['OV-1'])
})

it('what is usual is summed by the day at the site of the time, again for days with new prices, and forgotten after four weeks', async () => {
  const other = await aSite({ name: 'Solna' })
  const station = await aStation({ identity: 'OV-3', siteId: other.id })
  const now = new Date()
  const sell = async (daysAgo: number, total: string, at: bigint, currency = 'SEK') => {
    const startedAt = new Date(now.getTime() - daysAgo * 86_400_000)
    const session = await aSession(station.id, { siteId: at, status: 'ended', startedAt, endedAt: startedAt })
    await db().pricedSession.create({
      data: { sessionId: session.id, currency, total, lines: [], pricedAt: new Date() },
    })
  }
  const perHour = async (actor: ReturnType<typeof anActor>) =>
    (await usualIncome(actor)).stations.get(String(station.id))?.['1']

  await sell(3, '67.20', other.id)
  await sell(3, '134.40', siteId)
  await sell(40, '999', other.id)
  await sumUsualIncome(now)
  expect(await perHour(operator)).toBeCloseTo(0.3)
  // It stood on another site when it earned the rest.
  expect(await perHour(host)).toBeCloseTo(0.2)
  expect(await perHour(anActor('site-host', { siteIds: [other.id] }))).toBeCloseTo(0.1)
  expect(await perHour(anActor('site-host', { siteIds: [] }))).toBeUndefined()
  expect((await usualIncome(operator)).sites.get(String(other.id))).toBeCloseTo(0.1)

  await sumUsualIncome(now)
  expect(await perHour(operator)).toBeCloseTo(0.3)
  // Priced late, of a day that was summed long ago.
  await sell(3, '67.20', other.id)
  await sumUsualIncome(now)
  expect(await perHour(operator)).toBeCloseTo(0.4)
  await sumUsualIncome(new Date(now.getTime() + 26 * 86_400_000))
  expect(await perHour(operator)).toBeUndefined()
})

it('is closed to who may not see the network', async () => {
  const manager = anActor('fleet-manager')
  for (const read of [listWatched, listHours, (actor: typeof manager) => getToday(actor, 'UTC')]) {
    await expect(read(manager)).rejects.toMatchObject({ code: 'forbidden' })
  }
})
