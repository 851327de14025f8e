import { expect, test } from 'vitest'
import { requestIdOf } from '../../lib/commands/request-id'
import { db } from '../../lib/db/client'
import { aPackage, updateOf } from './a-package'
import { inMinutes, meet, now } from './meet'
import type { StrictStation } from './strict-station'

const boot = (firmwareVersion: string, reason = 'PowerUp') => ({
  reason,
  chargingStation: { vendorName: 'Vendor', model: 'Model', firmwareVersion },
})
const LOCATION = /^http:\/\/127\.0\.0\.1:\d+\/files\/[\w-]{32}\/fw-[\d.]+\.bin$/

/** A station with the old version, and signed new firmware in the repository. */
async function withFirmware() {
  const meeting = await meet('ocpp2.0.1')
  await meeting.station.says('BootNotification', boot('1.0.0'))
  const firmware = await aPackage({ isSigned: true })
  const updates = (plan: { retrieveAt?: string; installAt?: string } = {}, status = 'Accepted') =>
    meeting.tells({ type: 'update-firmware', firmwareId: firmware.id, signed: true, ...plan }, 'UpdateFirmware', {
      status,
    })
  const securityEvent = async (type: string, station = meeting.station) =>
    expect(await station.says('SecurityEventNotification', { type, timestamp: now() })).toEqual({})
  return { ...meeting, firmware, updates, securityEvent }
}

/** An update under way, and the station's words on it. */
async function updating(plan: { retrieveAt?: string; installAt?: string } = {}) {
  const meeting = await withFirmware()
  const { firmware, stationId } = meeting
  const told = await meeting.updates(plan)
  const requestId = requestIdOf(told.commandId)
  expect(told.payload).toEqual({
    requestId,
    firmware: {
      location: expect.stringMatching(LOCATION),
      retrieveDateTime: plan.retrieveAt ?? expect.any(String),
      ...(plan.installAt && { installDateTime: plan.installAt }),
      signature: firmware.signature,
      signingCertificate: firmware.signingCertificate,
    },
  })
  await meeting.sees(told.commandId, 'accepted')
  const says = async (status: string, stage: string, station: StrictStation = meeting.station) => {
    expect(await station.says('FirmwareStatusNotification', { status, requestId })).toEqual({})
    expect(await updateOf(stationId)).toMatchObject({ stage, status, requestId })
  }
  const fetches = async () => {
    await says('Downloading', 'downloading')
    const fetched = await fetch(told.payload.firmware.location)
    expect(Buffer.from(await fetched.arrayBuffer()).equals(firmware.bytes)).toBe(true)
    await says('Downloaded', 'downloaded')
  }
  const installs = async () => {
    await says('Installing', 'installing')
    await says('InstallRebooting', 'installing')
    const again = await meeting.reconnects()
    const answer = await again.says('BootNotification', boot(firmware.version, 'FirmwareUpdate'))
    expect(answer).toMatchObject({ status: 'Accepted', interval: expect.any(Number) })
    await meeting.sees(told.commandId, 'confirmed')
    expect(await updateOf(stationId)).toMatchObject({ stage: 'installed' })
    expect(await again.says('FirmwareStatusNotification', { status: 'Installed', requestId })).toEqual({})
    await meeting.securityEvent('FirmwareUpdated', again)
    expect((await fetch(told.payload.firmware.location)).status).toBe(404)
  }
  return { ...meeting, ...told, requestId, says, fetches, installs }
}

test('TC_L_01_CSMS Secure Firmware Update - Installation successful', async () => {
  const { fetches, says, installs } = await updating()
  await fetches()
  await says('SignatureVerified', 'downloaded')
  await installs()
})

test('TC_L_02_CSMS Secure Firmware Update - InstallScheduled', async () => {
  const { fetches, says, installs } = await updating({ installAt: inMinutes(5) })
  await fetches()
  await says('SignatureVerified', 'downloaded')
  await says('InstallScheduled', 'downloaded')
  await installs()
})

test('TC_L_03_CSMS Secure Firmware Update - DownloadScheduled', async () => {
  const { fetches, says, installs } = await updating({ retrieveAt: inMinutes(5) })
  await says('DownloadScheduled', 'asked')
  await fetches()
  await says('SignatureVerified', 'downloaded')
  await installs()
})

test.each([
  ['TC_L_04_CSMS Secure Firmware Update - RevokedCertificate', 'RevokedCertificate'],
  ['TC_L_05_CSMS Secure Firmware Update - InvalidCertificate', 'InvalidCertificate'],
])('%s', async (_name, status) => {
  const { updates, sees, securityEvent, stationId } = await withFirmware()
  const told = await updates({}, status)
  await sees(told.commandId, 'rejected')
  await securityEvent('InvalidFirmwareSigningCertificate')
  expect(await updateOf(stationId)).toMatchObject({ stage: 'failed', error: status })
  expect((await fetch(told.payload.firmware.location)).status).toBe(404) // what was refused is not to be fetched
})

test('TC_L_06_CSMS Secure Firmware Update - InvalidSignature', async () => {
  const { fetches, says, securityEvent, sees, commandId, stationId } = await updating()
  await fetches()
  await says('InvalidSignature', 'failed')
  await securityEvent('InvalidFirmwareSignature')
  await sees(commandId, 'failed')
  expect(await updateOf(stationId)).toMatchObject({ error: 'InvalidSignature' })
})

test.each([
  ['TC_L_07_CSMS Secure Firmware Update - DownloadFailed', [], 'DownloadFailed'],
  [
    'TC_L_08_CSMS Secure Firmware Update - InstallVerificationFailed',
    ['Downloaded', 'SignatureVerified', 'Installing'],
    'InstallVerificationFailed',
  ],
  [
    'TC_L_09_CSMS Secure Firmware Update - InstallationFailed',
    ['Downloaded', 'SignatureVerified', 'Installing'],
    'InstallationFailed',
  ],
] as const)('%s', async (_name, before, failure) => {
  const { station, says, requestId, sees, commandId, stationId } = await updating()
  await says('Downloading', 'downloading')
  for (const status of before)
    expect(await station.says('FirmwareStatusNotification', { status, requestId })).toEqual({})
  await says(failure, 'failed')
  await sees(commandId, 'failed')
  expect(await updateOf(stationId)).toMatchObject({ error: failure })
})

test('TC_L_10_CSMS Secure Firmware Update - AcceptedCanceled', async () => {
  const first = await updating({ installAt: inMinutes(5) })
  const { updates, station, sees, stationId } = first
  await first.says('Downloading', 'downloading')
  const second = await updates({}, 'AcceptedCanceled')
  expect(second.payload.requestId).not.toBe(first.requestId)
  await sees(second.commandId, 'accepted')
  await sees(first.commandId, 'failed') // given up for the later one
  expect((await fetch(first.payload.firmware.location)).status).toBe(404)
  const requestId = second.payload.requestId
  for (const status of ['Downloading', 'Downloaded', 'SignatureVerified', 'Installing', 'Installed'])
    expect(await station.says('FirmwareStatusNotification', { status, requestId })).toEqual({})
  await sees(second.commandId, 'confirmed')
  const stages = await db().firmwareUpdate.findMany({ where: { stationId }, orderBy: { id: 'asc' } })
  expect(stages.map(({ stage, error }) => [stage, error])).toEqual([
    ['cancelled', 'replaced'],
    ['installed', null],
  ])
})

test('TC_L_11_CSMS Secure Firmware Update - Unable to cancel', async () => {
  const first = await updating()
  const { updates, sees, stationId } = first
  await first.fetches()
  await first.says('Installing', 'installing')
  const second = await updates({}, 'Rejected')
  await sees(second.commandId, 'rejected')
  // The first goes on as if nothing had been asked.
  await first.station.says('FirmwareStatusNotification', { status: 'Installed', requestId: first.requestId })
  await sees(first.commandId, 'confirmed')
  const stages = await db().firmwareUpdate.findMany({ where: { stationId }, orderBy: { id: 'asc' } })
  expect(stages.map(({ stage, error }) => [stage, error])).toEqual([
    ['installed', null],
    ['failed', 'Rejected'],
  ])
})

test('TC_L_13_CSMS Secure Firmware Update - Ongoing transaction, AllowNewSessionsPendingFirmwareUpdate=false', async () => {
  const meeting = await withFirmware()
  const { station, stationId, updates, sees } = meeting
  let seqNo = 0
  const charging = (eventType: string, triggerReason: string, state: string) =>
    station.says('TransactionEvent', {
      eventType,
      triggerReason,
      seqNo: seqNo++,
      timestamp: now(),
      evse: { id: 1, connectorId: 1 },
      transactionInfo: {
        transactionId: 'tx-l13',
        chargingState: state,
        ...(eventType === 'Ended' && { stoppedReason: 'EVDisconnected' }),
      },
    })
  await charging('Started', 'CablePluggedIn', 'EVConnected')
  await charging('Updated', 'ChargingStateChanged', 'Charging')
  const told = await updates()
  const { requestId } = told.payload
  const says = (status: string) => station.says('FirmwareStatusNotification', { status, requestId })
  for (const status of ['Downloading', 'Downloaded', 'SignatureVerified', 'InstallScheduled']) await says(status)
  const closed = { timestamp: now(), connectorStatus: 'Unavailable', evseId: 2, connectorId: 1 }
  expect(await station.says('StatusNotification', closed)).toEqual({})
  expect(await updateOf(stationId)).toMatchObject({ stage: 'downloaded', status: 'InstallScheduled' })
  expect(station.isUndisturbed).toBe(true) // nothing of ours breaks the charging off
  await charging('Ended', 'EVCommunicationLost', 'Idle')
  expect(await db().session.findFirst({ where: { stationId } })).toMatchObject({ status: 'ended' })
  for (const status of ['Installing', 'Installed']) await says(status)
  await sees(told.commandId, 'confirmed')
})

async function publishing() {
  const meeting = await meet('ocpp2.0.1')
  const firmware = await aPackage()
  const told = await meeting.tells(
    { type: 'publish-firmware', firmwareId: firmware.id, retries: 0 },
    'PublishFirmware',
    { status: 'Accepted' },
  )
  const requestId = requestIdOf(told.commandId)
  expect(told.payload).toEqual({
    requestId,
    location: expect.stringMatching(LOCATION),
    checksum: firmware.md5,
    retries: 0,
  })
  await meeting.sees(told.commandId, 'accepted')
  const says = async (status: string, location?: string[]) =>
    expect(await meeting.station.says('PublishFirmwareStatusNotification', { status, requestId, location })).toEqual({})
  await says('Downloading')
  return { ...meeting, ...told, firmware, says }
}

test('TC_L_17_CSMS Publish Firmware - Published', async () => {
  const { says, payload, firmware, sees, commandId, stationId } = await publishing()
  const fetched = await fetch(payload.location)
  expect(Buffer.from(await fetched.arrayBuffer()).equals(firmware.bytes)).toBe(true)
  for (const status of ['Downloaded', 'ChecksumVerified']) await says(status)
  await sees(commandId, 'accepted')
  await says('Published', ['http://controller.local/fw.bin', 'ftp://controller.local/fw.bin'])
  await sees(commandId, 'confirmed')
  const told = await db().stationEvent.findFirst({ where: { stationId, name: 'FirmwarePublishingPublished' } })
  expect(told?.detail).toMatchObject({ location: ['http://controller.local/fw.bin', 'ftp://controller.local/fw.bin'] })
})

test.each([
  ['TC_L_19_CSMS Publish Firmware - Invalid Checksum', ['Downloaded'], 'InvalidChecksum'],
  ['TC_L_20_CSMS Publish Firmware - PublishFailed', ['Downloaded', 'ChecksumVerified'], 'PublishFailed'],
  ['TC_L_24_CSMS Publish Firmware - Download failed', [], 'DownloadFailed'],
] as const)('%s', async (_name, before, failure) => {
  const { says, sees, commandId } = await publishing()
  for (const status of before) await says(status)
  await says(failure)
  await sees(commandId, 'failed')
})

test.each([
  ['TC_L_21_CSMS Unpublish Firmware - Unpublished', 'Unpublished', 'confirmed'],
  ['TC_L_22_CSMS Unpublish Firmware - NoFirmware', 'NoFirmware', 'rejected'],
  ['TC_L_23_CSMS Unpublish Firmware - Download Ongoing', 'DownloadOngoing', 'rejected'],
])('%s', async (_name, status, stage) => {
  const { tells, sees } = await meet('ocpp2.0.1')
  const firmware = await aPackage()
  const told = await tells({ type: 'unpublish-firmware', firmwareId: firmware.id }, 'UnpublishFirmware', { status })
  expect(told.payload).toEqual({ checksum: firmware.md5 })
  await sees(told.commandId, stage)
})
