import { expect, test } from 'vitest'
import { requestIdOf } from '../../lib/commands/request-id'
import { filesOf } from './a-package'
import { inMinutes, meet } from './meet'

test.each([
  ['TC_N_25_CSMS Retrieve Log Information - Diagnostics Log - Success', 'diagnostics', 'DiagnosticsLog'],
  ['TC_N_35_CSMS Retrieve Log Information - Security Log - Success', 'security', 'SecurityLog'],
] as const)('%s', async (_name, log, logType) => {
  const { station, stationId, tells, sees } = await meet('ocpp2.0.1')
  const [from, to] = [inMinutes(-60), inMinutes(0)]
  const told = await tells({ type: 'get-log', log, from, to, retries: 1, retryIntervalSeconds: 60 }, 'GetLog', {
    status: 'Accepted',
    filename: `${log}.txt`,
  })
  const requestId = requestIdOf(told.commandId)
  expect(told.payload).toEqual({
    logType,
    requestId,
    retries: 1,
    retryInterval: 60,
    log: {
      remoteLocation: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/files\/[\w-]{32}$/),
      oldestTimestamp: from,
      latestTimestamp: to,
    },
  })
  await sees(told.commandId, 'accepted')
  expect(await station.says('LogStatusNotification', { status: 'Uploading', requestId })).toEqual({})
  const form = new FormData()
  form.set('file', new Blob(['lines of the log']), `${log}.txt`)
  const { remoteLocation } = told.payload.log
  expect((await fetch(remoteLocation, { method: 'POST', body: form })).status).toBe(200)
  expect(await station.says('LogStatusNotification', { status: 'Uploaded', requestId })).toEqual({})
  await sees(told.commandId, 'confirmed')
  expect(await filesOf(stationId)).toMatchObject([
    { kind: log, fileName: `${log}.txt`, sizeBytes: 16n, commandId: told.commandId },
  ])
  // Once: nobody puts anything else in its place.
  expect((await fetch(remoteLocation, { method: 'PUT', body: 'other lines' })).status).toBe(404)
})

test('TC_N_34_CSMS Retrieve Log Information - Rejected', async () => {
  const { stationId, tells, sees } = await meet('ocpp2.0.1')
  const told = await tells({ type: 'get-log', log: 'diagnostics' }, 'GetLog', { status: 'Rejected' })
  expect(told.payload).toEqual({
    logType: 'DiagnosticsLog',
    requestId: requestIdOf(told.commandId),
    log: { remoteLocation: expect.any(String) },
  })
  await sees(told.commandId, 'rejected')
  expect((await fetch(told.payload.log.remoteLocation, { method: 'PUT', body: 'lines' })).status).toBe(404)
  expect(await filesOf(stationId)).toEqual([])
})

test('TC_N_36_CSMS Retrieve Log Information - Second Request', async () => {
  const { station, stationId, tells, sees } = await meet('ocpp2.0.1')
  const asks = (status: string) => tells({ type: 'get-log', log: 'diagnostics' }, 'GetLog', { status })
  const first = await asks('Accepted')
  const [one] = [requestIdOf(first.commandId)]
  expect(await station.says('LogStatusNotification', { status: 'Uploading', requestId: one })).toEqual({})
  const second = await asks('AcceptedCanceled')
  const two = requestIdOf(second.commandId)
  expect(second.payload.log.remoteLocation).not.toBe(first.payload.log.remoteLocation)
  expect(await station.says('LogStatusNotification', { status: 'AcceptedCanceled', requestId: one })).toEqual({})
  await sees(first.commandId, 'failed')
  await sees(second.commandId, 'accepted')
  expect((await fetch(first.payload.log.remoteLocation, { method: 'PUT', body: 'late' })).status).toBe(404)
  expect(await station.says('LogStatusNotification', { status: 'Uploading', requestId: two })).toEqual({})
  expect((await fetch(second.payload.log.remoteLocation, { method: 'PUT', body: 'lines' })).status).toBe(200)
  expect(await station.says('LogStatusNotification', { status: 'Uploaded', requestId: two })).toEqual({})
  await sees(second.commandId, 'confirmed')
  expect(await filesOf(stationId)).toMatchObject([{ commandId: second.commandId, sizeBytes: 5n }])
})
