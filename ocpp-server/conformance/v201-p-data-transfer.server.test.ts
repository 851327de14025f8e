import { expect, test } from 'vitest'
import { db } from '../../lib/db/client'
import { meet, now } from './meet'

test('TC_P_02_CSMS Data Transfer to the CSMS - Rejected / Unknown VendorId / Unknown MessageId', async () => {
  const { station, stationId } = await meet('ocpp2.0.1')
  // In 2.0.1 the data may be any JSON, not only text.
  const said = { vendorId: 'org.example.unknown', messageId: 'Hello', data: { a: [1, 2] } }
  expect(await station.says('DataTransfer', said)).toEqual({ status: 'UnknownVendorId' })
  expect(await station.says('DataTransfer', { vendorId: 'org.example.unknown' })).toEqual({ status: 'UnknownVendorId' })
  const kept = await db().stationEvent.findMany({ where: { stationId, kind: 'data-transfer' }, orderBy: { id: 'asc' } })
  expect(kept).toMatchObject([
    { name: 'org.example.unknown', detail: { messageId: 'Hello', data: '{"a":[1,2]}' } },
    { name: 'org.example.unknown' },
  ])
})

test('TC_P_03_CSMS CustomData - Receive custom data', async () => {
  const { station, stationId } = await meet('ocpp2.0.1')
  const customData = { vendorId: 'org.example', mood: 'fine', nested: { of: ['any', 'shape'] } }
  expect(await station.says('Heartbeat', { customData })).toMatchObject({ currentTime: expect.any(String) })
  const boot = {
    reason: 'PowerUp',
    chargingStation: { model: 'Model', vendorName: 'Vendor', customData },
    customData,
  }
  expect(await station.says('BootNotification', boot)).toMatchObject({ status: 'Accepted' })
  const status = { timestamp: now(), connectorStatus: 'Available', evseId: 1, connectorId: 1, customData }
  expect(await station.says('StatusNotification', status)).toEqual({})
  const log = await db().ocppMessage.findMany({ where: { stationId }, orderBy: { id: 'asc' } })
  const withCustomData = log.filter(({ request }) => request.includes('"mood":"fine"'))
  expect(withCustomData.map(({ action, errorCode }) => [action, errorCode])).toEqual([
    ['Heartbeat', null],
    ['BootNotification', null],
    ['StatusNotification', null],
  ])
  const state = await db().stationState.findUniqueOrThrow({ where: { stationId } })
  expect([state.vendor, state.model]).toEqual(['Vendor', 'Model'])
})
