import { beforeEach, expect, it } from 'vitest'
import { db } from '../db/client'
import { anActor, aStation } from '../db/testing/fixtures'
import { createTariff } from './mutations/create-tariff'
import { keepPricesTold } from './mutations/keep-prices-told'
import { saveVersion } from './mutations/save-version'
import { tellStations } from './mutations/tell-stations'
import { getTariff } from './queries/get-tariff'
import { listShowing, PRICE_MESSAGE_ID } from './queries/list-showing'

const operator = anActor('operator')
const energy = { dimension: 'energy' as const, price: '4' }

beforeEach(async () => {
  await db().$executeRaw`truncate tariff, site, station, session, command, audit_entry cascade`
})

async function aConnected(protocol: string, tariffId: bigint, options: { evses?: number; online?: boolean } = {}) {
  const station = await aStation({ tariffId, registration: 'accepted' })
  await db().stationState.upsert({
    where: { stationId: station.id },
    create: { stationId: station.id, online: options.online ?? true, protocol },
    update: { online: options.online ?? true, protocol },
  })
  await db().connector.deleteMany({ where: { stationId: station.id } })
  await db().evse.deleteMany({ where: { stationId: station.id } })
  for (let number = 1; number <= (options.evses ?? 1); number += 1) {
    const evse = await db().evse.create({ data: { stationId: station.id, number } })
    await db().connector.create({ data: { stationId: station.id, evseId: evse.id, number: 1 } })
  }
  return station
}

const queued = async () =>
  (await db().command.findMany({ orderBy: { id: 'asc' } })).map(({ payload }) => payload as Record<string, unknown>)

it('2.1 prices by itself, 2.0.1 shows words, 1.6 has none; who shows it already is left alone', async () => {
  const { id } = await createTariff(operator, { name: 'Publik', pricePerKwh: '4' })
  const modern = await aConnected('ocpp2.1', id)
  const mixed = await aConnected('ocpp2.1', id, { evses: 2 })
  const other = await createTariff(operator, { name: 'Annan', pricePerKwh: '5' })
  await db().connector.updateMany({
    where: { stationId: mixed.id, evse: { number: 1 } },
    data: { tariffId: other.id },
  })
  await aConnected('ocpp2.0.1', id)
  await aConnected('ocpp1.6', id)
  await aConnected('ocpp2.0.1', id, { online: false })

  expect(await tellStations(operator, id)).toEqual({ told: 3, offline: 1 })
  const commands = await queued()
  expect(commands).toHaveLength(3)
  expect(commands).toEqual(
    expect.arrayContaining([
      { type: 'set-default-tariff', tariffId: String(id), version: 1, evseId: 0 },
      { type: 'set-default-tariff', tariffId: String(id), version: 1, evseId: 2 },
      expect.objectContaining({ type: 'set-display-message', messageId: PRICE_MESSAGE_ID }),
    ]),
  )
  expect(commands.find(({ type }) => type === 'set-display-message')?.content).toMatch(
    /^4,00\skr\/kWh; inkl\. 25\s% moms \| SEK\s4\.00\/kWh; incl\. 25\s?% VAT$/,
  )

  const [version] = (await getTariff(operator, id)).versions
  await db().stationTariff.create({
    data: {
      stationId: modern.id,
      evseNumber: 0,
      tariffKey: 'x',
      kind: 'default',
      tariffVersionId: version!.id,
      setAt: new Date(),
    },
  })
  const showing = await listShowing(operator, id, version!)
  expect(showing.find(({ identity }) => identity === modern.identity)).toMatchObject({
    means: 'tariff',
    isCurrent: true,
  })
  expect(showing.filter(({ means }) => means === 'none')).toHaveLength(1)
})

it('a 2.1 station with prices that can no longer be told gives them up for the words', async () => {
  const spot = { ...energy, spot: { rule: 'quarter' as const } }
  const { id } = await createTariff(operator, { name: 'Spot', elements: [{ components: [spot] }] })
  const station = await aConnected('ocpp2.1', id)
  const [version] = (await getTariff(operator, id)).versions
  const held = { stationId: station.id, evseNumber: 0, tariffKey: 'tariff-1-v1', kind: 'default', setAt: new Date() }
  await db().stationTariff.create({ data: { ...held, tariffVersionId: version!.id } })
  expect(await tellStations(operator, id)).toEqual({ told: 1, offline: 0 })
  expect(await queued()).toMatchObject([
    { type: 'clear-tariffs', tariffKeys: ['tariff-1-v1'] },
    { type: 'set-display-message' },
  ])
})

const terms = (price: string) => ({
  currency: 'SEK',
  vatPercent: '25',
  pricesIncludeVat: true,
  elements: [{ components: [{ dimension: 'energy' as const, price }] }],
})

async function hasBeenTold(stationId: bigint, tariffId: bigint, evseNumber = 0) {
  const [version] = (await getTariff(operator, tariffId)).versions
  const tariffKey = `tariff-${tariffId}-v${version!.number}`
  await db().stationTariff.create({
    data: { stationId, evseNumber, tariffKey, kind: 'default', tariffVersionId: version!.id, setAt: new Date() },
  })
}

const shows = (stationId: bigint, content: string) =>
  db().displayMessage.create({
    data: { stationId, messageId: PRICE_MESSAGE_ID, priority: 'NormalCycle', content, setAt: new Date() },
  })

it('when a planned version takes effect, stations that were told are told by themselves, once; others are not', async () => {
  const { id } = await createTariff(operator, { name: 'Publik', pricePerKwh: '4' })
  const modern = await aConnected('ocpp2.1', id)
  const older = await aConnected('ocpp2.0.1', id)
  const away = await aConnected('ocpp2.1', id, { online: false })
  await aConnected('ocpp2.1', id)
  for (const { id: stationId } of [modern, away]) await hasBeenTold(stationId, id)
  await tellStations(operator, id)
  const text = (await queued()).find(({ type }) => type === 'set-display-message')?.content as string
  await shows(older.id, text)
  await db().command.deleteMany()

  const effectiveFrom = new Date(Date.now() + 60_000)
  await saveVersion(operator, id, { terms: terms('5'), effectiveFrom })
  expect(await keepPricesTold(new Date())).toBe(0)
  const later = new Date(effectiveFrom.getTime() + 1)
  expect(await keepPricesTold(later)).toBe(2)
  expect(await keepPricesTold(later)).toBe(0)
  const commands = await db().command.findMany({ include: { station: { select: { identity: true } } } })
  expect(commands.map(({ station, requestedBy }) => [station.identity, requestedBy])).toEqual(
    expect.arrayContaining([
      [modern.identity, 'worker'],
      [older.identity, 'worker'],
    ]),
  )
  expect(commands).toHaveLength(2)
  expect(await queued()).toEqual(
    expect.arrayContaining([
      { type: 'set-default-tariff', tariffId: String(id), version: 2, evseId: 0 },
      expect.objectContaining({ content: expect.stringMatching(/^5,00/) }),
    ]),
  )

  // What never reached the station is said again; what it refused only much later.
  await db().command.updateMany({ where: { type: 'set-default-tariff' }, data: { stage: 'rejected' } })
  await db().command.updateMany({ where: { type: 'set-display-message' }, data: { stage: 'expired' } })
  expect(await keepPricesTold(new Date(later.getTime() + 20 * 60_000))).toBe(1)
  await db().stationState.update({ where: { stationId: away.id }, data: { online: true } })
  expect(await keepPricesTold(later)).toBe(1)
})

it('a price that cannot be told is taken from its own outlet alone, and a price for all from a station that now has several', async () => {
  const spot = { ...energy, spot: { rule: 'quarter' as const } }
  const { id } = await createTariff(operator, { name: 'Spot', elements: [{ components: [spot] }] })
  const plain = await createTariff(operator, { name: 'Annan', pricePerKwh: '5' })
  const station = await aConnected('ocpp2.1', id, { evses: 2 })
  await db().connector.updateMany({
    where: { stationId: station.id, evse: { number: 2 } },
    data: { tariffId: plain.id },
  })
  await hasBeenTold(station.id, id, 1)
  await hasBeenTold(station.id, plain.id, 2)
  await shows(station.id, 'allt kostar 3,00')
  await tellStations(operator, id)
  expect(await queued()).toEqual([
    { type: 'clear-tariffs', tariffKeys: [`tariff-${id}-v1`] },
    { type: 'clear-display-message', messageId: PRICE_MESSAGE_ID },
  ])
})
