import { expect, test } from 'vitest'
import { inMinutes, meet } from './meet'

test('TC_054_CSMS Trigger Message', async () => {
  const { station, tells, sees } = await meet('ocpp1.6')
  const meterValue = [{ timestamp: inMinutes(0), sampledValue: [{ value: '1200' }] }]
  const status = { errorCode: 'NoError', status: 'Available', timestamp: inMinutes(0) }
  const cases = [
    ['MeterValues', 1, { connectorId: 1, meterValue }],
    ['Heartbeat', undefined, {}],
    ['StatusNotification', 2, { connectorId: 2, ...status }],
    ['DiagnosticsStatusNotification', undefined, { status: 'Idle' }],
    ['FirmwareStatusNotification', undefined, { status: 'Idle' }],
    ['BootNotification', undefined, { chargePointVendor: 'Vendor', chargePointModel: 'Model' }],
  ] as const
  for (const [message, evseId, payload] of cases) {
    const asked = await tells({ type: 'trigger', message, evseId }, 'TriggerMessage', { status: 'Accepted' })
    const place = evseId === undefined ? {} : { connectorId: evseId }
    expect(asked.payload).toEqual({ requestedMessage: message, ...place })
    await sees(asked.commandId, 'accepted') // the message itself is the proof
    await station.says(message, payload)
    await sees(asked.commandId, 'confirmed')
  }
})

test('TC_055_CSMS Trigger Message - Rejected', async () => {
  const { station, tells, sees } = await meet('ocpp1.6')
  const asked = await tells({ type: 'trigger', message: 'MeterValues', evseId: 2 }, 'TriggerMessage', {
    status: 'Rejected',
  })
  await sees(asked.commandId, 'rejected')
  const unknown = await tells({ type: 'trigger', message: 'Heartbeat' }, 'TriggerMessage', { status: 'NotImplemented' })
  await sees(unknown.commandId, 'rejected')
  expect(station.isUndisturbed).toBe(true)
})
