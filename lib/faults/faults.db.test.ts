import { expect, test } from 'vitest'
import { bus } from '../bus/process-bus'
import { db, pool } from '../db/client'
import { anActor, aSite, aStation } from '../db/testing/fixtures'
import type { FaultSaid } from './fault'
import { closeFaults } from './mutations/close-faults'
import { recordFaults } from './mutations/record-faults'
import { listFaults } from './queries/list-faults'
import { listLiveFaults } from './queries/list-live-faults'

const T0 = new Date('2026-11-20T08:00:00Z')
const at = (minutes: number) => new Date(T0.getTime() + minutes * 60_000)

const said = (stationId: bigint, over: Partial<FaultSaid> = {}): FaultSaid => ({
  stationId,
  evseNumber: 1,
  connectorNumber: 0,
  source: 'event',
  code: 'Connector.Problem',
  severity: 3,
  detail: { actualValue: 'true' },
  at: T0,
  isOpen: true,
  ...over,
})
const repaired = { reason: 'repaired' } as const
const record = (...items: FaultSaid[]) => recordFaults.write(pool(), items)
const stored = async (stationId: bigint) =>
  (await db().fault.findMany({ where: { stationId }, orderBy: { id: 'asc' } })).map((row) => ({
    code: row.code,
    count: row.count,
    severity: row.severity,
    openedAt: row.openedAt,
    lastSeenAt: row.lastSeenAt,
    closedAt: row.closedAt,
  }))

test('D-20 a fault opens once, is counted when told again, and ends when the station says so', async () => {
  const { id } = await aStation()
  expect(await record(said(id))).toMatchObject([{ code: 'Connector.Problem', closedAt: null }])
  expect(await record(said(id, { at: at(1) }), said(id, { at: at(2), severity: 2 }))).toEqual([null, null])
  expect(await record(said(id, { at: at(3), isOpen: false }))).toMatchObject([{ closedAt: at(3) }])
  expect(await record(said(id, { isOpen: false }))).toEqual([null])
  expect(await stored(id)).toEqual([
    { code: 'Connector.Problem', count: 3, severity: 2, openedAt: T0, lastSeenAt: at(3), closedAt: at(3) },
  ])
})

test('D-20 its story begins and ends with it, and its cause is known by what the maker means', async () => {
  const { id } = await aStation()
  await db().stationState.update({ where: { stationId: id }, data: { vendor: 'Alfen BV' } })
  const detail = { techCode: 'CX017', value: 'true' }
  await record(said(id, { detail }), said(id, { at: at(1) }))
  await record(said(id, { at: at(2), isOpen: false }))
  const fault = await db().fault.findFirstOrThrow({
    where: { stationId: id },
    include: { entries: { orderBy: { id: 'asc' } } },
  })
  expect(fault).toMatchObject({ cause: 'CX017', isSafety: true, closeReason: 'over', beganAt: T0 })
  expect(fault.entries).toMatchObject([
    { kind: 'opened', by: 'station', at: T0, detail: { evidence: detail } },
    { kind: 'closed', by: 'station', at: at(2), detail: { reason: 'over' } },
  ])
})

test('D-20 what one batch says of one fault is taken in its order', async () => {
  const { id } = await aStation()
  const changes = await record(
    said(id),
    said(id, { at: at(1), isOpen: false }),
    said(id, { at: at(2) }),
    said(id, { code: 'EVSE.Problem' }),
  )
  expect(changes.map((change) => change?.closedAt ?? 'open')).toEqual(['open', at(1), 'open', 'open'])
  expect((await stored(id)).map(({ code, closedAt }) => [code, closedAt])).toEqual([
    ['Connector.Problem', at(1)],
    ['EVSE.Problem', null],
    ['Connector.Problem', null],
  ])
})

test('D-20 a fault ends no earlier than it began', async () => {
  const { id } = await aStation()
  await record(said(id, { at: at(5) }))
  await record(said(id, { at: T0, isOpen: false }))
  expect((await stored(id))[0]?.closedAt).toEqual(at(5))
})

test('D-21 a person closes a fault once; told again it is a new one', async () => {
  const site = await aSite()
  const station = await aStation({ siteId: site.id })
  await record(said(station.id))
  const technician = anActor('technician')
  const page = await listFaults(technician, { stationId: station.identity, isOpen: true })
  const [fault] = page.rows
  expect(fault).toMatchObject({ stationId: station.identity, evse: 1, code: 'Connector.Problem', count: 1 })
  await expect(closeFaults(anActor('viewer'), [fault!.id], repaired)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(
    closeFaults(anActor('operator', { siteIds: [site.id + 1n] }), [fault!.id], repaired),
  ).rejects.toMatchObject({
    code: 'not-found',
  })
  await closeFaults(technician, [fault!.id], repaired)
  await expect(closeFaults(technician, [fault!.id], repaired)).rejects.toMatchObject({ code: 'conflict' })
  expect(await db().auditEntry.count({ where: { act: 'fault.close', subject: `station:${station.identity}` } })).toBe(1)
  expect((await record(said(station.id)))[0]?.id).not.toBe(fault!.id)
  await bus().close()
})

test('the live stream begins with what is open, site by site', async () => {
  const [site, other] = [await aSite(), await aSite()]
  const station = await aStation({ siteId: site.id })
  await record(said(station.id), said(station.id, { code: 'Gone.Problem' }))
  await record(said(station.id, { code: 'Gone.Problem', isOpen: false }))
  const seen = await listLiveFaults(anActor('site-host', { siteIds: [site.id] }))
  expect(seen).toMatchObject([
    { siteId: String(site.id), event: { type: 'fault', fault: { stationId: station.identity, closedAt: null } } },
  ])
  expect(await listLiveFaults(anActor('site-host', { siteIds: [other.id] }))).toEqual([])
})
