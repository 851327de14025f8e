import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, expect, it } from 'vitest'
import type { Actor } from '../access/actor'
import { bus } from '../bus/process-bus'
import { db } from '../db/client'
import { aSite, aStation, aUser } from '../db/testing/fixtures'
import { beginMaintenance } from '../maintenance/mutations/begin-maintenance'
import { arrangeDay } from './mutations/arrange-day'
import { cancelWorkOrder, changeWorkOrder, createWorkOrder } from './mutations/dispatch'
import { recordEntries } from './mutations/record-entries'
import { listJobs } from './queries/list-jobs'
import { aFieldDay, type FieldDay, operator } from './testing/field-day'

let anna: Actor
let bo: Actor
let annaId: bigint
let siteId: bigint
let station: FieldDay['station']
let faultId: bigint
let jobId: bigint
let day: FieldDay

afterAll(() => bus().close())

beforeEach(async () => {
  day = await aFieldDay()
  ;({ anna, bo, annaId, siteId, station, faultId, jobId } = day)
})

const job = () => db().workOrder.findUniqueOrThrow({ where: { id: jobId } })
const fault = () => db().fault.findUniqueOrThrow({ where: { id: faultId } })

it('makes one open job of a fault, and the fault is dispatched and somebody’s', async () => {
  expect(await fault()).toMatchObject({ stage: 'dispatched', assigneeId: annaId })
  await expect(createWorkOrder(operator, { faultId, title: 'Again' })).rejects.toMatchObject({ code: 'conflict' })
  const viewer = await aUser('viewer')
  await expect(
    createWorkOrder(operator, { stationId: station.identity, title: 'x', assigneeId: viewer.id }),
  ).rejects.toMatchObject({ details: { assigneeId: 'not-a-technician' } })
  await expect(createWorkOrder(operator, { title: 'Nowhere' })).rejects.toMatchObject({ code: 'invalid' })
})

it('sends somebody to one of the site’s stations when the whole site has a fault', async () => {
  const now = new Date()
  const whole = { siteId, source: 'rule', code: 'site-offline', severity: 3, openedAt: now, lastSeenAt: now }
  const { id } = await db().fault.create({ data: whole })
  const elsewhere = await aStation({ siteId: (await aSite()).id })
  const order = { faultId: id, title: 'Look at the router' }
  await expect(createWorkOrder(operator, order)).rejects.toMatchObject({ details: { stationId: 'required' } })
  await expect(createWorkOrder(operator, { ...order, stationId: elsewhere.identity })).rejects.toMatchObject({
    code: 'not-found',
  })
  expect(await createWorkOrder(operator, { ...order, stationId: station.identity })).toHaveProperty('id')
})

it('calls a job off, once, and the fault is to be looked into again', async () => {
  await cancelWorkOrder(operator, jobId)
  expect(await job()).toMatchObject({ state: 'cancelled' })
  expect(await fault()).toMatchObject({ stage: 'diagnosing', closedAt: null })
  await expect(cancelWorkOrder(operator, jobId)).rejects.toMatchObject({ code: 'conflict' })
  await expect(changeWorkOrder(operator, jobId, { title: 'x' })).rejects.toMatchObject({ code: 'conflict' })
  // Another can be made then.
  expect(await createWorkOrder(operator, { faultId, title: 'Again' })).toHaveProperty('id')
})

it('a job called off ends the maintenance begun from it, and no other', async () => {
  const [entry, fromAt] = [{ id: randomUUID(), workOrderId: String(jobId), file: null }, new Date()]
  const begin = { ...entry, kind: 'maintenance', detail: { isOn: true }, at: fromAt.toISOString() } as const
  await recordEntries(anna, { sentAt: fromAt.toISOString(), entries: [begin] }, fromAt)
  const other = await beginMaintenance(operator, { siteId, reason: 'Grid work' })
  const windows = () => db().maintenanceWindow.findMany({ orderBy: { id: 'asc' } })
  const mine = (await windows()).find((window) => window.workOrderId === jobId)
  expect(mine).toMatchObject({ stationId: station.id, untilAt: null, fromAt })
  await cancelWorkOrder(operator, jobId)
  expect((await windows()).find(({ id }) => id === mine?.id)?.untilAt).not.toBeNull()
  expect((await windows()).find(({ id }) => id === other)?.untilAt).toBeNull()
  const ended = { act: 'maintenance.end', subject: `station:${station.identity}` }
  expect(await db().auditEntry.count({ where: ended })).toBe(1)
})

it('two clicks at once make one job', async () => {
  const faultId = await day.aFault()
  const clicks = await Promise.allSettled([1, 2, 3].map(() => createWorkOrder(operator, { faultId, title: 'Once' })))
  expect(clicks.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected'])
})

it('a day is driven in the order that was chosen, and nobody arranges another’s', async () => {
  const second = await day.aJob(await day.aFault())
  await arrangeDay(anna, [String(second), String(jobId)])
  await arrangeDay(bo, [String(jobId), String(second)])
  const all = await listJobs(anna, { language: 'en', timeZone: 'Europe/Stockholm' })
  const mine = all.filter(({ assignee }) => assignee !== null)
  expect(mine.map(({ id }) => id)).toEqual([String(second), String(jobId)])
  expect(mine[0]).toMatchObject({ assignee: { name: 'Anna' }, station: { id: station.identity } })
  expect(mine[0]?.checks.length).toBeGreaterThan(0)
})
