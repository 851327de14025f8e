import { expect, test } from 'vitest'
import { db } from '../../lib/db/client'
import { filesOf } from './a-package'
import { inMinutes, meet } from './meet'

async function asked() {
  const meeting = await meet('ocpp1.6')
  const [from, to] = [inMinutes(-60), inMinutes(0)]
  const told = await meeting.tells(
    { type: 'get-log', log: 'diagnostics', from, to, retries: 0, retryIntervalSeconds: 30 },
    'GetDiagnostics',
    { fileName: 'diagnostics.zip' },
  )
  expect(told.payload).toEqual({
    location: expect.stringMatching(new RegExp(`^http://127\\.0\\.0\\.1:${meeting.gateway.port}/files/[\\w-]{32}$`)),
    startTime: from,
    stopTime: to,
    retries: 0,
    retryInterval: 30,
  })
  await meeting.sees(told.commandId, 'accepted')
  const says = async (status: string) =>
    expect(await meeting.station.says('DiagnosticsStatusNotification', { status })).toEqual({})
  return { ...meeting, ...told, says }
}

test('TC_045_1_CSMS Get Diagnostics', async () => {
  const { says, payload, stationId, commandId, sees } = await asked()
  await says('Uploading')
  // As stations do that only have a folder's address: the name is put behind it.
  const brought = await fetch(`${payload.location}/diagnostics.zip`, { method: 'PUT', body: 'zipped lines' })
  expect(brought.status).toBe(200)
  await says('Uploaded')
  await sees(commandId, 'confirmed')
  expect(await filesOf(stationId)).toMatchObject([
    { kind: 'diagnostics', fileName: 'diagnostics.zip', sizeBytes: 12n, commandId },
  ])
})

test('TC_045_2_CSMS Get Diagnostics - Upload Failed', async () => {
  const { says, stationId, commandId, sees } = await asked()
  await says('Uploading')
  await says('UploadFailed')
  await sees(commandId, 'failed')
  expect(await filesOf(stationId)).toEqual([])
})

test('F-20 a station that names no file has no diagnostics: nobody waits for them', async () => {
  const { tells, sees } = await meet('ocpp1.6')
  const { commandId } = await tells({ type: 'get-log', log: 'diagnostics' }, 'GetDiagnostics', {})
  await sees(commandId, 'rejected')
  expect((await db().command.findUniqueOrThrow({ where: { id: commandId } })).problem).toEqual({
    code: 'no-diagnostics',
    params: {},
  })
})
