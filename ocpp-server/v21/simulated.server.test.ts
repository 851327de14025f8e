import { expect, test, vi } from 'vitest'
import { db } from '../../lib/db/client'
import { aStation, aToken } from '../../lib/db/testing/fixtures'
import { VirtualStation } from '../../simulator/station'
import { aGateway } from '../testing/test-gateway'

test('V-2 V-20 V-28 a simulated 2.1 station: states by event, a session, its temperature as a stream', async () => {
  const gateway = await aGateway()
  const { value: token } = await aToken()
  const { identity, id: stationId } = await aStation({ evses: 1 })
  const station = new VirtualStation({
    url: `ws://127.0.0.1:${gateway.port}/ocpp`,
    spec: {
      identity,
      password: null,
      version: 'ocpp2.1',
      vendor: 'Laddvakt',
      model: 'Virtual 2.1',
      serialNumber: 'V-21',
      firmware: '1.0',
      connectors: [{ type: 'type2', currentType: 'ac', maxPowerW: 22_000, registerWh: 1000 }],
      tokens: [token],
      rhythm: 'fast',
      timeZone: 'Europe/Stockholm',
    },
    meterEveryMs: [30, 60],
    handlingMs: [5, 10],
  })
  station.start()
  const status = async () => (await db().connectorState.findFirstOrThrow({ where: { stationId } })).status
  await vi.waitFor(async () => expect(await status()).toBe('available'), { timeout: 10_000 })
  const vehicle = {
    batteryWh: 75_000,
    acLimitW: 11_000,
    acPhases: 3,
    dcLimitW: 0,
    targetSoc: 80,
    socPercent: 20,
  } as const
  expect(station.plugIn(1, { token, vehicle, stayMs: 1_500 })).toBe(true)
  await vi.waitFor(
    async () => {
      const session = await db().session.findFirstOrThrow({ where: { stationId } })
      expect([session.status, session.authorisation]).toEqual(['ended', 'accepted'])
    },
    { timeout: 15_000 },
  )
  const stream = await db().periodicStream.findFirstOrThrow({ where: { stationId } })
  expect([stream.streamId, stream.closedAt]).toEqual([1, null])
  const values = await db().streamValue.findMany({ where: { stationId } })
  expect(values.length).toBeGreaterThan(3)
  expect(values.every(({ value }) => Number(value) > 10 && Number(value) < 60)).toBe(true)
  const told = await db().ocppMessage.findMany({ where: { stationId } })
  expect(told.filter(({ action }) => action === 'StatusNotification')).toEqual([])
  expect(told.filter(({ errorCode }) => errorCode !== null)).toEqual([])
  station.stop()
})
