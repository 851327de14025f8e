import { expect, test } from 'vitest'
import { db } from '../db/client'
import { anActor, aSite, aStation } from '../db/testing/fixtures'
import { beginMaintenance } from './mutations/begin-maintenance'
import { endMaintenance } from './mutations/end-maintenance'
import { listMaintenance } from './queries/list-maintenance'
import { isInMaintenance, maintenanceUntil } from './window'

const NOW = new Date('2026-11-20T08:00:00Z')
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)

test('a station is in maintenance from the beginning to the end, by its own window or its site’s', () => {
  const station = { id: 1n, siteId: 7n }
  const own = { siteId: null, stationId: 1n, fromAt: at(0), untilAt: at(10) }
  const site = { siteId: 7n, stationId: null, fromAt: at(5), untilAt: null }
  const other = { siteId: null, stationId: 2n, fromAt: at(0), untilAt: null }
  const isIn = (minutes: number) => isInMaintenance([own, other], station, at(minutes))
  expect([isIn(-1), isIn(0), isIn(9.9), isIn(10)]).toEqual([false, true, true, false])
  expect(maintenanceUntil([own, site], station, at(6).getTime())).toBe(Number.POSITIVE_INFINITY)
  expect(maintenanceUntil([own, site], { id: 9n, siteId: null }, at(6).getTime())).toBeNull()
})

test('somebody begins it, everybody who may sees it, and it ends once', async () => {
  const site = await aSite()
  const station = await aStation({ siteId: site.id })
  const technician = anActor('technician')
  const id = await beginMaintenance(
    technician,
    { stationId: station.identity, reason: 'New cable', untilAt: at(60) },
    NOW,
  )
  // Who sees all sees it too, beside what sites have.
  const everywhere = await listMaintenance(technician, { now: at(1) })
  expect(everywhere.map((window) => window.id)).toContain(id)
  const host = anActor('site-host', { siteIds: [site.id] })
  const seen = await listMaintenance(host, { now: at(1) })
  expect(seen).toMatchObject([{ id, stationId: station.identity, reason: 'New cable', madeBy: null }])
  expect(await listMaintenance(anActor('site-host', { siteIds: [site.id + 1n] }), { now: at(1) })).toEqual([])
  await expect(endMaintenance(anActor('viewer'), id, at(2))).rejects.toMatchObject({ code: 'forbidden' })
  await endMaintenance(technician, id, at(2))
  await expect(endMaintenance(technician, id, at(3))).rejects.toMatchObject({ code: 'conflict' })
  expect(await listMaintenance(technician, { stationId: station.identity, now: at(3) })).toEqual([])
  const acts = await db().auditEntry.findMany({
    where: { subject: `station:${station.identity}` },
    orderBy: { id: 'asc' },
  })
  expect(acts.map(({ act }) => act)).toEqual(['maintenance.begin', 'maintenance.end'])
})

test('a site’s window is its stations’, also one that is planned', async () => {
  const site = await aSite()
  const station = await aStation({ siteId: site.id })
  const operator = anActor('operator')
  const planned = { siteId: site.id, reason: 'Grid work', fromAt: at(600), untilAt: at(900) }
  const id = await beginMaintenance(operator, planned, NOW)
  expect(await listMaintenance(operator, { stationId: station.identity, now: NOW })).toMatchObject([
    { id, stationId: null },
  ])
  await endMaintenance(operator, id, at(10))
  expect(await listMaintenance(operator, { stationId: station.identity, now: at(700) })).toEqual([])
})

test.each([
  ['of nothing', { reason: 'x' }],
  ['of both', { reason: 'x', stationId: 'A', siteId: 1n }],
  ['that ends before it begins', { reason: 'x', siteId: 1n, fromAt: at(10), untilAt: at(5) }],
  ['of a hundred days', { reason: 'x', siteId: 1n, untilAt: at(100 * 24 * 60) }],
])('no maintenance %s', async (_name, input) => {
  await expect(beginMaintenance(anActor('operator'), input, NOW)).rejects.toMatchObject({ code: 'invalid' })
})
