import { expect, test } from 'vitest'
import { recordCommandReports } from '../commands/mutations/record-command-reports'
import { requestIdOf } from '../commands/request-id'
import { db, pool } from '../db/client'
import { anActor, aStation } from '../db/testing/fixtures'
import type { Monitor } from './monitor'
import { forgetUnreportedMonitors } from './mutations/forget-unreported-monitors'
import { recordMonitorOrigins } from './mutations/record-monitor-origins'
import { recordMonitors } from './mutations/record-monitors'
import { saveMonitors } from './mutations/save-monitors'
import { listMonitors } from './queries/list-monitors'

const monitor = (monitorId: number, over: Partial<Monitor> = {}): Monitor => ({
  monitorId,
  component: 'EVSE',
  instance: '',
  evseNumber: 1,
  connectorNumber: 0,
  variable: 'Power',
  type: 'Delta',
  value: 500,
  severity: 8,
  inTransaction: false,
  ...over,
})
const technician = anActor('technician')
const numbers = async (identity: string) => (await listMonitors(technician, identity)).map(({ monitorId }) => monitorId)

test('D-10 the newest word on a monitor stands, and what it leaves out stays', async () => {
  const { id, identity } = await aStation()
  await saveMonitors(id, { kept: [monitor(1, { origin: 'HardWiredMonitor' }), monitor(2)] })
  await saveMonitors(id, { kept: [monitor(1, { value: 700 })] })
  expect(await listMonitors(technician, identity)).toMatchObject([
    { monitorId: 1, variable: 'EVSE@1.Power', value: 700, origin: 'HardWiredMonitor' },
    { monitorId: 2, value: 500, origin: 'Unknown' },
  ])
  const origin = 'PreconfiguredMonitor'
  await recordMonitorOrigins.write(
    pool(),
    [2, 99].map((monitorId) => ({ stationId: id, monitorId, origin })),
  )
  expect((await listMonitors(technician, identity)).map((row) => row.origin)).toEqual(['HardWiredMonitor', origin])
  await expect(listMonitors(anActor('viewer'), identity)).rejects.toMatchObject({ code: 'forbidden' })
})

test('D-11 what is cleared, and what another base does not have, is gone', async () => {
  const [{ id, identity }, other] = [await aStation(), await aStation()]
  const all = [
    monitor(1, { origin: 'HardWiredMonitor' }),
    monitor(2, { origin: 'PreconfiguredMonitor' }),
    monitor(3, { origin: 'CustomMonitor' }),
    monitor(4),
  ]
  await saveMonitors(id, { kept: all })
  await saveMonitors(other.id, { kept: all })
  await saveMonitors(id, { cleared: [4] })
  expect(await numbers(identity)).toEqual([1, 2, 3])
  await saveMonitors(id, { clearedAllBut: 'factory-default' })
  expect(await numbers(identity)).toEqual([1, 2])
  await saveMonitors(id, { clearedAllBut: 'hard-wired' })
  expect(await numbers(identity)).toEqual([1])
  await saveMonitors(id, { clearedUnseenSince: new Date(Date.now() + 1000) })
  expect(await numbers(identity)).toEqual([])
  expect(await numbers(other.identity)).toHaveLength(4)
})

test.each([
  ['everything', {}, 0, [2]],
  ['some kinds', { criteria: ['delta'] }, 0, [1, 2]],
  ['some variables', { variables: ['EVSE@1.Power'] }, 0, [1, 2]],
  ['everything, whose first part is missing', {}, 1, [1, 2]],
])('D-12 what a whole report leaves unnamed: %s', async (_name, asked, seqNo, left) => {
  const [{ id: stationId, identity }, other] = [await aStation(), await aStation()]
  for (const one of [stationId, other.id]) await saveMonitors(one, { kept: [monitor(1)] })
  const sentAt = new Date(Date.now() + 1000)
  const payload = { type: 'get-monitoring-report', ...asked }
  const command = { stationId, type: payload.type, payload, requestedBy: 'user:1', sentAt, expiresAt: sentAt }
  const requestId = requestIdOf((await db().command.create({ data: command })).id)
  await recordMonitors.write(pool(), [{ stationId, monitors: [monitor(2)], receivedAt: sentAt }])
  const part = { stationId, requestId, seqNo, isLast: true, payload: {}, receivedAt: sentAt }
  await recordCommandReports.write(pool(), [{ ...part, action: 'NotifyMonitoringReport' }])
  await forgetUnreportedMonitors.write(pool(), [{ stationId, requestId }])
  expect(await numbers(identity)).toEqual(left)
  expect(await numbers(other.identity)).toEqual([1])
})
