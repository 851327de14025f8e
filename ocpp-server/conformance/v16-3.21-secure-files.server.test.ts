import { expect, test } from 'vitest'
import { requestIdOf } from '../../lib/commands/request-id'
import { aPackage, filesOf, updateOf } from './a-package'
import { inMinutes, meet } from './meet'

test('TC_079_CSMS Get Security Log', async () => {
  const { tells, sees, station, stationId } = await meet('ocpp1.6')
  const from = inMinutes(-60)
  const told = await tells({ type: 'get-log', log: 'security', from }, 'GetLog', {
    status: 'Accepted',
    filename: 'security.log',
  })
  const requestId = requestIdOf(told.commandId)
  expect(told.payload).toEqual({
    logType: 'SecurityLog',
    requestId,
    log: { remoteLocation: expect.stringMatching(/^http:.*\/files\/[\w-]{32}$/), oldestTimestamp: from },
  })
  expect(await station.says('LogStatusNotification', { status: 'Uploading', requestId })).toEqual({})
  const brought = await fetch(`${told.payload.log.remoteLocation}/security.log`, { method: 'POST', body: 'who came' })
  expect(brought.status).toBe(200)
  expect(await station.says('LogStatusNotification', { status: 'Uploaded', requestId })).toEqual({})
  await sees(told.commandId, 'confirmed')
  expect(await filesOf(stationId)).toMatchObject([{ kind: 'security', fileName: 'security.log', sizeBytes: 8n }])
})

async function signing() {
  const meeting = await meet('ocpp1.6')
  const boot = { chargePointVendor: 'Vendor', chargePointModel: 'Model', firmwareVersion: '1.0.0' }
  await meeting.station.says('BootNotification', boot)
  const firmware = await aPackage({ isSigned: true })
  const installAt = inMinutes(1)
  const told = await meeting.tells(
    { type: 'update-firmware', firmwareId: firmware.id, signed: true, installAt },
    'SignedUpdateFirmware',
    { status: 'Accepted' },
  )
  const requestId = requestIdOf(told.commandId)
  expect(told.payload).toEqual({
    requestId,
    firmware: {
      location: expect.stringMatching(/^http:.*\/files\/[\w-]{32}\/fw-[\d.]+\.bin$/),
      retrieveDateTime: expect.any(String),
      installDateTime: installAt,
      signature: firmware.signature,
      signingCertificate: firmware.signingCertificate,
    },
  })
  const says = async (status: string, stage: string) => {
    expect(await meeting.station.says('SignedFirmwareStatusNotification', { status, requestId })).toEqual({})
    expect(await updateOf(meeting.stationId)).toMatchObject({ stage, status })
  }
  await says('Downloading', 'downloading')
  return { ...meeting, ...told, firmware, boot, says, requestId }
}

test('TC_080_CSMS Secure Firmware Update', async () => {
  const { says, payload, firmware, boot, requestId, reconnects, sees, commandId, stationId } = await signing()
  const fetched = await fetch(payload.firmware.location)
  expect(Buffer.from(await fetched.arrayBuffer()).equals(firmware.bytes)).toBe(true)
  await says('Downloaded', 'downloaded')
  await says('SignatureVerified', 'downloaded')
  await says('Installing', 'installing')
  await says('InstallRebooting', 'installing')
  const again = await reconnects()
  await again.says('BootNotification', { ...boot, firmwareVersion: firmware.version })
  await again.says('SignedFirmwareStatusNotification', { status: 'Installed', requestId })
  const event = { type: 'FirmwareUpdated', timestamp: inMinutes(0) }
  expect(await again.says('SecurityEventNotification', event)).toEqual({})
  await sees(commandId, 'confirmed')
  expect(await updateOf(stationId)).toMatchObject({ stage: 'installed', toVersion: firmware.version })
})

test('TC_081_CSMS Secure Firmware Update - Invalid Signature', async () => {
  const { says, station, sees, commandId, stationId } = await signing()
  await says('Downloaded', 'downloaded')
  await says('InvalidSignature', 'failed')
  const event = { type: 'InvalidFirmwareSignature', timestamp: inMinutes(0) }
  expect(await station.says('SecurityEventNotification', event)).toEqual({})
  await sees(commandId, 'failed')
  expect(await updateOf(stationId)).toMatchObject({ stage: 'failed', error: 'InvalidSignature' })
})
