import { describe, expect, test, vi } from 'vitest'
import { bus } from '../lib/bus/process-bus'
import { requestCommand } from '../lib/commands/mutations/request-command'
import { db } from '../lib/db/client'
import { anActor, aStation, aToken } from '../lib/db/testing/fixtures'
import { hashStationPassword } from '../lib/stations/station-password'
import { aGateway, aRawStation } from './testing/test-gateway'

const boot = { chargePointVendor: 'Garo', chargePointModel: 'G4' }
const statusOf = (status: string, errorCode = 'NoError', connectorId = 1) => ({ connectorId, status, errorCode })
const stateOf = async (identity: string) =>
  (await db().station.findFirst({ where: { identity }, include: { state: true } }))?.state
const operator = anActor('operator')

describe('who may connect', () => {
  test('H-2: an unknown station waits as pending, an operator accepts it, and it is asked to boot again', async () => {
    const gateway = await aGateway()
    const station = await aRawStation(gateway, 'NY-1')
    expect(await station.call('BootNotification', boot)).toMatchObject([3, 'm1', { status: 'Pending' }])
    await vi.waitFor(async () => expect(await stateOf('NY-1')).toMatchObject({ online: true, vendor: 'Garo' }))
    await db().station.update({ where: { identity: 'NY-1' }, data: { registration: 'accepted' } })
    bus().publish('station', { identity: 'NY-1', change: 'registration' })
    const [, id, action, payload] = await station.nextCall()
    expect([action, payload]).toEqual(['TriggerMessage', { requestedMessage: 'BootNotification' }])
    station.answer(id, { status: 'Accepted' })
    expect(await station.call('BootNotification', boot)).toMatchObject([3, 'm2', { status: 'Accepted' }])
  })

  test('H-2: with UNKNOWN_STATIONS=accept it is in at once, with reject it hears 404', async () => {
    const accepting = await aGateway({ unknownStations: 'accept' })
    const station = await aRawStation(accepting, 'NY-2')
    expect(await station.call('BootNotification', boot)).toMatchObject([3, 'm1', { status: 'Accepted' }])
    const rejecting = await aGateway({ unknownStations: 'reject', gatewayId: 'gateway:other' })
    await expect(aRawStation(rejecting, 'NY-3')).rejects.toThrow('HTTP 404')
  })

  test('H-3: a password is demanded, byte for byte', async () => {
    const password = Buffer.from([
      0xff, 0x3a, 0x01, 0x80, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4a, 0x4b, 0x4c,
    ])
    const { identity } = await aStation({
      passwordHash: await hashStationPassword(password),
      allowWithoutPassword: false,
    })
    const gateway = await aGateway()
    await expect(aRawStation(gateway, identity)).rejects.toThrow('HTTP 401')
    await expect(aRawStation(gateway, identity, { password: 'wrong' })).rejects.toThrow('HTTP 401')
    const station = await aRawStation(gateway, identity, { password })
    expect((await station.call('Heartbeat', {}))[0]).toBe(3)
  })

  test('H-3: a station without a password is let in only where that is allowed', async () => {
    const { identity } = await aStation({ passwordHash: null, allowWithoutPassword: false })
    await expect(aRawStation(await aGateway(), identity)).rejects.toThrow('HTTP 401')
  })

  test('H-4: without a common version the handshake is completed and the socket closed', async () => {
    const { identity } = await aStation()
    const gateway = await aGateway()
    const station = await aRawStation(gateway, identity, { protocols: [] })
    expect((await station.closed).code).toBe(1002)
    await db().station.update({ where: { identity }, data: { allowWithoutProtocol: true } })
    const silent = await aRawStation(gateway, identity, { protocols: [] })
    expect((await silent.call('Heartbeat', {}))[0]).toBe(3)
  })
})

describe('sockets', () => {
  test('H-7: the newest connection wins, and the close of the old one does not mark the station offline', async () => {
    const { identity } = await aStation()
    const gateway = await aGateway()
    const older = await aRawStation(gateway, identity)
    const newer = await aRawStation(gateway, identity)
    expect((await older.closed).code).toBe(1000)
    expect((await newer.call('Heartbeat', {}))[0]).toBe(3)
    expect(await stateOf(identity)).toMatchObject({ online: true })
    newer.socket.close()
    await vi.waitFor(async () => expect(await stateOf(identity)).toMatchObject({ online: false }))
  })

  test('H-6: a dead socket is found by ping and the station shown offline', async () => {
    const { identity } = await aStation()
    const gateway = await aGateway({ pingIntervalMs: 100 })
    const station = await aRawStation(gateway, identity, { autoPong: false })
    expect((await station.closed).code).toBe(1006)
    await vi.waitFor(async () => expect(await stateOf(identity)).toMatchObject({ online: false }))
  })

  test('W: a Heartbeat that arrives while a command waits for its answer is answered at once', async () => {
    const { identity } = await aStation()
    const station = await aRawStation(await aGateway(), identity)
    await station.call('Heartbeat', {})
    const { id } = await requestCommand(operator, identity, { type: 'reset', kind: 'soft' })
    const [, callId, action] = await station.nextCall()
    expect(action).toBe('Reset')
    expect((await station.call('Heartbeat', {}))[0]).toBe(3)
    station.answer(callId, { status: 'Accepted' })
    await vi.waitFor(async () =>
      expect(await db().command.findUnique({ where: { id } })).toMatchObject({ stage: 'accepted' }),
    )
    await station.call('BootNotification', boot)
    await vi.waitFor(async () =>
      expect(await db().command.findUnique({ where: { id } })).toMatchObject({ stage: 'confirmed' }),
    )
  })
})

describe('many at once', () => {
  test('statuses of many stations in the same millisecond are all answered and kept', async () => {
    const stations = await Promise.all(Array.from({ length: 30 }, () => aStation({ evses: 0 })))
    const gateway = await aGateway()
    const connected = await Promise.all(stations.map(({ identity }) => aRawStation(gateway, identity)))
    const answers = await Promise.all(
      connected.flatMap((station) => [
        station.call('BootNotification', boot),
        station.call('StatusNotification', statusOf('Available', 'NoError', 0)),
        station.call('StatusNotification', statusOf('Available', 'NoError', 1)),
        station.call('StatusNotification', statusOf('Faulted', 'GroundFailure', 2)),
      ]),
    )
    expect(answers.every(([type]) => type === 3)).toBe(true)
    const ids = stations.map(({ id }) => id)
    expect(await db().connectorState.count({ where: { stationId: { in: ids } } })).toBe(60)
    expect(await db().ocppMessage.count({ where: { stationId: { in: ids }, errorCode: null } })).toBe(120)
  })

  test('stations that all count message ids from 1 and start sessions together never mix', async () => {
    const token = await aToken()
    const stations = await Promise.all(Array.from({ length: 30 }, () => aStation()))
    const gateway = await aGateway()
    const connected = await Promise.all(stations.map(({ identity }) => aRawStation(gateway, identity)))
    const start = (meterStart: number) => ({
      connectorId: 1,
      idTag: token.value,
      meterStart,
      timestamp: '2026-03-01T10:00:00Z',
    })
    const answers = await Promise.all(
      connected.map((station, index) => station.call('StartTransaction', start(index), '1')),
    )
    const transactionIds = answers.map((frame) => (frame[2] as { transactionId: number }).transactionId)
    expect(new Set(transactionIds).size).toBe(30)
    for (const [index, id] of transactionIds.entries()) {
      const session = await db().session.findUnique({ where: { id: BigInt(id) } })
      expect(session).toMatchObject({ stationId: stations[index]!.id })
      expect(Number(session!.meterStartWh)).toBe(index)
    }
  })
})

test('a session survives the restart of the gateway: same transaction, right total, one session', async () => {
  const token = await aToken()
  const { identity, id: stationId } = await aStation()
  const first = await aGateway()
  const before = await aRawStation(first, identity)
  const start = { connectorId: 1, idTag: token.value, meterStart: 1000, timestamp: '2026-03-01T10:00:00Z' }
  const [, , { transactionId }] = (await before.call('StartTransaction', start)) as [
    3,
    string,
    { transactionId: number },
  ]
  await first.close()
  expect(await stateOf(identity)).toMatchObject({ online: false })
  const second = await aGateway()
  const after = await aRawStation(second, identity)
  const again = (await after.call('StartTransaction', start)) as [3, string, { transactionId: number }]
  expect(again[2].transactionId).toBe(transactionId)
  await after.call('StopTransaction', { transactionId, meterStop: 8500, timestamp: '2026-03-01T11:00:00Z' })
  const sessions = await db().session.findMany({ where: { stationId } })
  expect(sessions).toHaveLength(1)
  expect(Number(sessions[0]!.energyWh)).toBe(7500)
})

test('health, readiness and metrics answer on the OCPP port; a browser learns what this is', async () => {
  const gateway = await aGateway()
  const get = (path: string) => fetch(`http://127.0.0.1:${gateway.port}${path}`)
  expect((await get('/healthz')).status).toBe(200)
  expect((await get('/readyz')).status).toBe(200)
  expect(await (await get('/metrics')).text()).toContain('laddvakt_gateway_stations_connected{protocol="ocpp1.6"} 0')
  expect((await get('/')).status).toBe(426)
})
