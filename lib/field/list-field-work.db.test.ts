import { afterAll, beforeEach, expect, it } from 'vitest'
import { bus } from '../bus/process-bus'
import { anActor, aSite, aStation } from '../db/testing/fixtures'
import { arrangeDay } from './mutations/arrange-day'
import { cancelWorkOrder, createWorkOrder } from './mutations/dispatch'
import { listOpenFieldWork, listPastFieldWork, searchFieldWork } from './queries/list-field-work'
import { aFieldDay, type FieldDay, operator } from './testing/field-day'

let day: FieldDay

afterAll(() => bus().close())

beforeEach(async () => {
  day = await aFieldDay()
})

const ofDay = async (actor = operator) =>
  (await listOpenFieldWork(actor)).filter(({ station }) => station.identity === day.station.identity)

it('lists what nobody has first, then each technician’s jobs in the order they drive them', async () => {
  const second = await day.aJob(await day.aFault())
  await arrangeDay(day.anna, [String(second), String(day.jobId)])
  const { id: nobodys } = await createWorkOrder(operator, { stationId: day.station.identity, title: 'New signs' })
  const { id: bos } = await createWorkOrder(operator, {
    stationId: day.station.identity,
    title: 'Yearly check',
    assigneeId: String(day.boId),
    plannedOn: '2026-01-02',
  })
  const listed = await ofDay()
  expect(listed.map(({ id, turn }) => [id, turn])).toEqual([
    [nobodys, null],
    [second, 1],
    [day.jobId, 2],
    [bos, 1],
  ])
  expect(listed[3]).toMatchObject({ plannedOn: '2026-01-02', fault: null, assignee: { name: 'Bo' } })
  expect(listed[2]).toMatchObject({ fault: { id: day.faultId, severity: 3 }, site: { id: day.siteId } })
})

it('has what is over in a list of its own, newest first, page by page', async () => {
  const second = await day.aJob(await day.aFault())
  await cancelWorkOrder(operator, day.jobId)
  await cancelWorkOrder(operator, second)
  expect(await ofDay()).toEqual([])
  const first = await listPastFieldWork(operator, { limit: 1 })
  expect(first.rows).toMatchObject([{ id: second, state: 'cancelled', turn: null }])
  const behind = await listPastFieldWork(operator, { limit: 1, cursor: first.next ?? '' })
  expect(behind.rows.map(({ id }) => id)).toEqual([day.jobId])
})

it('shows a technician of some sites only the jobs there', async () => {
  const elsewhere = await aStation({ siteId: (await aSite()).id })
  const { id } = await createWorkOrder(operator, { stationId: elsewhere.identity, title: 'Elsewhere' })
  const scoped = anActor('technician', { siteIds: [day.siteId] })
  const seen = (await listOpenFieldWork(scoped)).map((row) => row.id)
  expect(seen).toContain(day.jobId)
  expect(seen).not.toContain(id)
  await expect(createWorkOrder(operator, { stationId: 'NOBODY-HAS-THIS', title: 'x' })).rejects.toMatchObject({
    code: 'not-found',
    details: { stationId: 'not-a-station' },
  })
  await expect(listOpenFieldWork(anActor('viewer'))).rejects.toMatchObject({ code: 'forbidden' })
})

it('finds a job by its words, its station or its technician, also when it is over', async () => {
  const { id } = await createWorkOrder(operator, { stationId: day.station.identity, title: 'Repaint the bollards' })
  await cancelWorkOrder(operator, id)
  const found = async (words: string) => (await searchFieldWork(operator, words, 5)).map((row) => row.id)
  expect(await found(`bollards ${day.station.identity.toLowerCase()}`)).toEqual([id])
  expect(await found(`anna ${day.station.identity}`)).toEqual([day.jobId])
  expect(await found(`bollards anna ${day.station.identity}`)).toEqual([])
})
