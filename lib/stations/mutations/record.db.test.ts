import { expect, test } from 'vitest'
import { db, pool } from '../../db/client'
import type { Writer } from '../../db/coalesce'
import { aStation } from '../../db/testing/fixtures'
import { findGatewayStations } from '../queries/gateway-stations'
import { recordBoots } from './record-boots'
import { recordConnected, recordDisconnected, recordSeen } from './record-connections'
import { recordStationEvents } from './record-station-events'
import { recordStatuses, type StatusSaid } from './record-statuses'
import { registerUnknown } from './register-unknown'

async function write<Item, Result>(writer: Writer<Item, Result>, ...items: Item[]): Promise<readonly Result[]> {
  const client = await pool().connect()
  try {
    await client.query('BEGIN')
    const results = await writer.write(client, items)
    await client.query('COMMIT')
    return results
  } finally {
    client.release()
  }
}

const at = new Date('2026-03-01T10:00:00Z')
const status = (stationId: bigint, over: Partial<StatusSaid> = {}): StatusSaid => ({
  stationId,
  evse: 1,
  connector: 1,
  status: 'available',
  rawStatus: 'Available',
  errorCode: null,
  vendorErrorCode: null,
  info: null,
  at,
  receivedAt: at,
  ...over,
})
const connectorsOf = async (stationId: bigint) =>
  (
    await db().connectorState.findMany({ where: { stationId }, include: { connector: { include: { evse: true } } } })
  ).map((state) => `${state.connector.evse.number}/${state.connector.number} ${state.status} ${state.errorCode ?? '-'}`)

test('the first status of a brand-new station is kept, connectors and all', async () => {
  const station = await aStation({ evses: 0 })
  await write(recordStatuses, status(station.id), status(station.id, { evse: 2, connector: 2, status: 'occupied' }))
  expect((await connectorsOf(station.id)).sort()).toEqual(['1/1 available -', '2/2 occupied -'])
  expect(await db().statusEvent.count({ where: { stationId: station.id } })).toBe(2)
})

test('of several statuses in one batch the last said stands and all are history', async () => {
  const station = await aStation()
  await write(recordStatuses, status(station.id, { status: 'preparing' }), status(station.id, { status: 'charging' }))
  expect(await connectorsOf(station.id)).toEqual(['1/1 charging -'])
  expect(await db().statusEvent.count({ where: { stationId: station.id } })).toBe(2)
})

test('a fault repeated without its code keeps the code, and a healed connector loses it', async () => {
  const station = await aStation()
  await write(recordStatuses, status(station.id, { status: 'faulted', errorCode: 'GroundFailure' }))
  expect(await write(recordStatuses, status(station.id, { status: 'faulted' }))).toEqual([
    { errorCode: 'GroundFailure' },
  ])
  expect(await connectorsOf(station.id)).toEqual(['1/1 faulted GroundFailure'])
  expect(await write(recordStatuses, status(station.id))).toEqual([{ errorCode: null }])
})

test("the station's own status never hides a connector's fault", async () => {
  const station = await aStation()
  await write(recordStatuses, status(station.id, { status: 'faulted', errorCode: 'OverVoltage' }))
  await write(recordStatuses, status(station.id, { evse: 0, connector: 0, status: 'available' }))
  expect(await connectorsOf(station.id)).toEqual(['1/1 faulted OverVoltage'])
  expect(await db().stationState.findUnique({ where: { stationId: station.id } })).toMatchObject({
    status: 'available',
  })
})

test("an old connection's close does not mark the station offline that has called again", async () => {
  const station = await aStation()
  const connected = {
    stationId: station.id,
    gatewayId: 'g',
    protocol: 'ocpp1.6',
    securityProfile: 2,
    remoteAddress: '::1',
    at,
  }
  await write(recordConnected, { ...connected, connectionId: 'old' }, { ...connected, connectionId: 'new' })
  const close = { stationId: station.id, at, lastSeenAt: at }
  expect(await write(recordDisconnected, { ...close, connectionId: 'old' })).toEqual([false])
  expect(await db().stationState.findUnique({ where: { stationId: station.id } })).toMatchObject({
    online: true,
    securityProfile: 2,
  })
  expect(await write(recordDisconnected, { ...close, connectionId: 'new' })).toEqual([true])
  expect(await db().stationState.findUnique({ where: { stationId: station.id } })).toMatchObject({ online: false })
})

test('boot, events and sightings land on the station', async () => {
  const station = await aStation()
  const boot = {
    stationId: station.id,
    vendor: 'Garo',
    model: 'G4',
    serialNumber: '1',
    firmware: '1.0',
    reason: null,
    receivedAt: at,
  }
  await write(recordBoots, boot, { ...boot, firmware: '1.1' })
  await write(recordStationEvents, {
    stationId: station.id,
    kind: 'firmware',
    name: 'Installed',
    detail: null,
    at,
    receivedAt: at,
  })
  const later = new Date('2026-03-01T11:00:00Z')
  await write(recordSeen, { stationId: station.id, at: later }, { stationId: station.id, at })
  expect(await db().stationState.findUnique({ where: { stationId: station.id } })).toMatchObject({
    vendor: 'Garo',
    firmware: '1.1',
    firmwareStatus: 'Installed',
    lastSeenAt: later,
  })
  expect(await db().stationEvent.count({ where: { stationId: station.id, kind: 'boot' } })).toBe(2)
})

test('an unknown station is registered once, found without regard to case, and audited', async () => {
  const unknown = { identity: 'Nykomling-1', registration: 'pending', passwordHash: null } as const
  expect(await write(registerUnknown, unknown, { ...unknown, identity: 'NYKOMLING-1' })).toEqual([true, true])
  const [found, nobody] = await write(findGatewayStations, 'nykomling-1', 'nobody')
  expect(found).toMatchObject({ registration: 'pending', allowWithoutPassword: true, live: { connectors: [] } })
  expect(nobody).toBeNull()
  expect(
    await db().auditEntry.count({ where: { subject: { startsWith: 'station:' }, act: 'station.first-contact' } }),
  ).toBe(1)
})
