import { expect, test } from 'vitest'
import { pool } from '../db/client'
import { anActor, aStation } from '../db/testing/fixtures'
import type { Monitor } from './monitor'
import { recordMonitorOrigins } from './mutations/record-monitor-origins'
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
