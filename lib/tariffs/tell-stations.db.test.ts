import { beforeEach, expect, it } from 'vitest'
import { db } from '../db/client'
import { anActor, aStation } from '../db/testing/fixtures'
import { createTariff } from './mutations/create-tariff'
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
      expect.objectContaining({ type: 'set-display-message', messageId: PRICE_MESSAGE_ID, language: 'sv' }),
    ]),
  )
  expect(commands.find(({ type }) => type === 'set-display-message')?.content).toMatch(
    /^4,00\skr\/kWh; inkl\. 25\s% moms$/,
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
