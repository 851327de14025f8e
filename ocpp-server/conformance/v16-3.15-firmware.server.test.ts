import { expect, test } from 'vitest'
import { aPackage, updateOf } from './a-package'
import { meet, now } from './meet'

const boot = { chargePointVendor: 'Vendor', chargePointModel: 'Model', firmwareVersion: '1.0.0' }

/** Boots with the old version, is told of the new one and says nothing yet. */
async function updating() {
  const meeting = await meet('ocpp1.6')
  const { station, stationId, tells } = meeting
  await station.says('BootNotification', boot)
  const firmware = await aPackage()
  const retrieveAt = new Date(Date.now() + 1_000).toISOString()
  const told = await tells(
    { type: 'update-firmware', firmwareId: firmware.id, retrieveAt, retries: 2, retryIntervalSeconds: 60 },
    'UpdateFirmware',
    {},
  )
  expect(told.payload).toEqual({
    location: expect.stringMatching(
      new RegExp(`^http://127\\.0\\.0\\.1:${meeting.gateway.port}/files/[\\w-]{32}/fw-${firmware.version}\\.bin$`),
    ),
    retrieveDate: retrieveAt,
    retries: 2,
    retryInterval: 60,
  })
  await meeting.sees(told.commandId, 'accepted') // accepted is not done
  expect(await updateOf(stationId)).toMatchObject({
    stage: 'asked',
    fromVersion: '1.0.0',
    toVersion: firmware.version,
  })
  const says = async (status: string, stage: string) => {
    expect(await station.says('FirmwareStatusNotification', { status })).toEqual({})
    expect(await updateOf(stationId)).toMatchObject({ stage, status })
  }
  return { ...meeting, firmware, ...told, says }
}

test('TC_044_1_CSMS Firmware Update - Download and Install', async () => {
  const { says, payload, firmware, commandId, sees, reconnects, stationId } = await updating()
  await says('Downloading', 'downloading')
  const fetched = await fetch(payload.location)
  expect(fetched.status).toBe(200)
  expect(Buffer.from(await fetched.arrayBuffer()).equals(firmware.bytes)).toBe(true)
  await says('Downloaded', 'downloaded')
  await says('Installing', 'installing')
  const again = await reconnects()
  const answer = await again.says('BootNotification', { ...boot, firmwareVersion: firmware.version })
  expect(answer).toMatchObject({ status: 'Accepted' })
  for (const connectorId of [0, 1, 2]) {
    const status = { connectorId, errorCode: 'NoError', status: 'Available', timestamp: now() }
    expect(await again.says('StatusNotification', status)).toEqual({})
  }
  await sees(commandId, 'confirmed') // the new version is the proof
  expect(await again.says('FirmwareStatusNotification', { status: 'Installed' })).toEqual({})
  expect(await updateOf(stationId)).toMatchObject({ stage: 'installed', error: null })
  expect((await fetch(payload.location)).status).toBe(404) // the update has ended: so has its address
})

test('TC_044_2_CSMS Firmware Update - Download Failed', async () => {
  const { says, payload, commandId, sees, stationId } = await updating()
  await says('Downloading', 'downloading')
  await says('DownloadFailed', 'failed')
  expect(await updateOf(stationId)).toMatchObject({ error: 'DownloadFailed' })
  await sees(commandId, 'accepted') // it may try again: two retries were allowed
  expect((await fetch(payload.location)).status).toBe(200)
  await says('Downloading', 'downloading')
})

test('TC_044_3_CSMS Firmware Update - Installation Failed', async () => {
  const { says, commandId, sees, stationId } = await updating()
  await says('Downloading', 'downloading')
  await says('Downloaded', 'downloaded')
  await says('Installing', 'installing')
  await says('InstallationFailed', 'failed')
  expect(await updateOf(stationId)).toMatchObject({ error: 'InstallationFailed' })
  await sees(commandId, 'failed')
})

test('F-14 a later update takes the place of the one before, also without a word for it', async () => {
  const first = await updating()
  const { tells, sees, station, stationId } = first
  const firmware = await aPackage()
  const second = await tells({ type: 'update-firmware', firmwareId: firmware.id }, 'UpdateFirmware', {})
  await sees(first.commandId, 'failed')
  expect((await fetch(first.payload.location)).status).toBe(404)
  expect(await station.says('FirmwareStatusNotification', { status: 'Installed' })).toEqual({})
  await sees(second.commandId, 'confirmed')
  expect(await updateOf(stationId)).toMatchObject({ stage: 'installed', toVersion: firmware.version })
})
