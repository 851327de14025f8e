import { describe, expect, test } from 'vitest'
import { db, pool } from '../db/client'
import { anActor, aSite, aStation } from '../db/testing/fixtures'
import { requestIdOf } from './confirm-command'
import { forgetOldReports } from './mutations/forget-old-reports'
import { type CommandReportSaid, recordCommandReports } from './mutations/record-command-reports'
import { listCommandReports } from './queries'

const part = (stationId: bigint, seqNo: number, over: Partial<CommandReportSaid> = {}): CommandReportSaid => ({
  stationId,
  requestId: 7,
  action: 'NotifyReport',
  seqNo,
  isLast: false,
  payload: { seqNo },
  receivedAt: new Date(),
  ...over,
})
const record = async (...parts: CommandReportSaid[]) =>
  (await recordCommandReports.write(pool(), parts)).map(({ isWhole }) => isWhole)

describe('D-3 a report is whole when no part is missing', () => {
  test('in whatever order they come', async () => {
    const { id } = await aStation()
    expect(await record(part(id, 0))).toEqual([false])
    expect(await record(part(id, 2, { isLast: true }))).toEqual([false])
    expect(await record(part(id, 1))).toEqual([true])
  })

  test('in one batch, apart from other requests and stations', async () => {
    const [{ id }, other] = [await aStation(), await aStation()]
    expect(
      await record(
        part(id, 0),
        part(id, 1, { isLast: true }),
        part(other.id, 1, { isLast: true, requestId: 8 }),
        part(other.id, 2),
      ),
    ).toEqual([true, true, true, false])
  })

  test.each([
    ['counted from 1', [1, 2]],
    ['all under the same number', [0, 0]],
  ])('%s', async (_name, numbers) => {
    const { id } = await aStation()
    const [first = 0, last = 0] = numbers
    expect(await record(part(id, first))).toEqual([false])
    expect(await record(part(id, last, { isLast: true }))).toEqual([true])
  })
})

test('a report is read by who may command its station, and forgotten after its time', async () => {
  const site = await aSite()
  const { id: stationId } = await aStation({ siteId: site.id })
  const command = await db().command.create({
    data: { stationId, type: 'get-report', payload: {}, requestedBy: 'user:1', expiresAt: new Date() },
  })
  const requestId = requestIdOf(command.id)
  const old = new Date(Date.now() - 40 * 86_400_000)
  await record(part(stationId, 1, { requestId, isLast: true }), part(stationId, 0, { requestId, receivedAt: old }))
  expect(await listCommandReports(anActor('technician'), command.id)).toMatchObject([
    { seqNo: 0 },
    { seqNo: 1, isLast: true },
  ])
  const elsewhere = anActor('operator', { siteIds: [site.id + 1n] })
  await expect(listCommandReports(elsewhere, command.id)).rejects.toMatchObject({ code: 'not-found' })
  await forgetOldReports(new Date())
  expect(await listCommandReports(anActor('technician'), command.id)).toMatchObject([{ seqNo: 1 }])
})
