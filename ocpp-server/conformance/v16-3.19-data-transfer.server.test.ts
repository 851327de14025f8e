import { expect, test } from 'vitest'
import { db } from '../../lib/db/client'
import { meet } from './meet'

test('TC_064_CSMS Data Transfer to a Central System', async () => {
  const { station, stationId, tells, sees } = await meet('ocpp1.6')
  const said = { vendorId: 'org.example.unknown', messageId: 'Hello', data: '{"a":1}' }
  // Nobody here knows this vendor, and saying Accepted would be a promise nobody keeps.
  expect(await station.says('DataTransfer', said)).toEqual({ status: 'UnknownVendorId' })
  const kept = await db().stationEvent.findMany({ where: { stationId, kind: 'data-transfer' } })
  expect(kept).toMatchObject([
    { name: 'org.example.unknown', detail: { messageId: 'Hello', data: '{"a":1}' }, receivedAt: expect.any(Date) },
  ])

  const accepted = await tells(
    { type: 'data-transfer', vendorId: 'org.example', messageId: 'Hello', data: { a: 1 } },
    'DataTransfer',
    { status: 'Accepted', data: 'hi' },
  )
  expect(accepted.payload).toEqual({ vendorId: 'org.example', messageId: 'Hello', data: '{"a":1}' }) // 1.6 carries text
  await sees(accepted.commandId, 'confirmed')
  const refused = await tells({ type: 'data-transfer', vendorId: 'org.example' }, 'DataTransfer', {
    status: 'UnknownMessageId',
  })
  expect(refused.payload).toEqual({ vendorId: 'org.example' })
  await sees(refused.commandId, 'rejected')
})
