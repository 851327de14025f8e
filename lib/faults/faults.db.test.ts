import { describe, expect, test } from 'vitest'
import { bus } from '../bus/process-bus'
import { db, pool } from '../db/client'
import { anActor, aSite, aStation } from '../db/testing/fixtures'
import { acceptStation, rejectStation } from '../stations/mutations/decide-registration'
import type { FaultSaid } from './fault'
import { closeFaults } from './mutations/close-faults'
import { recordFaults } from './mutations/record-faults'
import { releaseFaults } from './mutations/release-faults'
import { setAsideFaults } from './mutations/set-aside-faults'
import { listFaults } from './queries/list-faults'
import { listLiveFaults } from './queries/list-live-faults'
import { liveFaultsOf } from './queries/live-faults-of'

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
  const live = await db().$transaction((tx) => liveFaultsOf(tx, [fault.id]))
  expect(live[0]?.event.fault.causeWords).toMatchObject({ sv: expect.any(String), isHarmless: false })
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

describe('while somebody works on the station', () => {
  const hour = 3_600_000
  const inAnHour = () => new Date(Date.now() + hour)
  const working = (data: { stationId?: bigint; siteId?: bigint }) =>
    db().maintenanceWindow.create({
      data: { ...data, fromAt: new Date(Date.now() - hour), untilAt: inAnHour(), reason: 'x', madeBy: 'user:1' },
    })
  const entries = (stationId: bigint) => db().faultEntry.findMany({ where: { fault: { stationId } } })

  test.each([
    ['the station', async (stationId: bigint, _siteId: bigint) => working({ stationId })],
    ['its site', async (_stationId: bigint, siteId: bigint) => working({ siteId })],
  ])(
    'D-46 on %s, what it tells opens nothing; what it has not taken back opens when they are done',
    async (_name, work) => {
      const site = await aSite()
      const { id } = await aStation({ siteId: site.id })
      const window = await work(id, site.id)
      expect(await record(said(id), said(id, { code: 'RCD.Tripped', source: 'event' }))).toEqual([null, null])
      expect(await record(said(id, { at: at(1), severity: 2 }))).toEqual([null])
      expect(await record(said(id, { code: 'RCD.Tripped', at: at(2), isOpen: false }))).toEqual([null])
      expect([await stored(id), await entries(id)]).toEqual([[], []])
      expect(await releaseFaults(new Date())).toEqual([])
      await db().maintenanceWindow.update({ where: { id: window.id }, data: { untilAt: new Date() } })
      const now = new Date()
      const [events, again] = await Promise.all([releaseFaults(now), releaseFaults(now)])
      expect([...events, ...again]).toMatchObject([{ event: { fault: { code: 'Connector.Problem', closedAt: null } } }])
      expect(await db().fault.findMany({ where: { stationId: id } })).toMatchObject([
        { code: 'Connector.Problem', severity: 2, count: 2, beganAt: T0, openedAt: now, siteId: site.id },
      ])
      expect(await entries(id)).toMatchObject([{ kind: 'opened', by: 'station', toldAt: null }])
      expect(await releaseFaults(now)).toEqual([])
    },
  )

  test('D-46 what was open before is counted and ends as ever, and what a rule has open goes on in what is told, silently', async () => {
    const { id } = await aStation()
    await record(said(id))
    const rule = { source: 'rule', code: 'faulted', severity: 3, openedAt: T0, lastSeenAt: T0 }
    await db().fault.create({ data: { stationId: id, evseNumber: 2, ...rule } })
    await working({ stationId: id })
    await record(said(id, { at: at(1) }))
    expect(await record(said(id, { at: at(2), isOpen: false }))).toMatchObject([{ closedAt: at(2) }])
    expect(await record(said(id, { evseNumber: 2 }))).toMatchObject([{ evseNumber: 2 }])
    const told = await db().faultEntry.findMany({ where: { fault: { stationId: id, evseNumber: 2 } } })
    expect(told).toMatchObject([{ kind: 'opened', toldAt: expect.any(Date) }])
  })
})

describe('a station that is not let in', () => {
  test('D-47 has its faults closed for that reason, its promises withdrawn, and is looked at anew when it is let in', async () => {
    const site = await aSite()
    const { id, identity } = await aStation({ siteId: site.id })
    const admin = anActor('admin')
    await record(said(id))
    const whole = { siteId: site.id, source: 'rule', code: 'site-down', severity: 2, openedAt: T0, lastSeenAt: T0 }
    await db().fault.create({ data: whole })
    const { id: faultId } = await db().fault.findFirstOrThrow({ where: { stationId: id } })
    const dueAt = new Date(Date.now() + 3_600_000)
    await db().repairPromise.create({ data: { faultId, dueAt, madeBy: 'user:1' } })
    await db().detectionState.create({ data: { stationId: id, state: {}, through: T0 } })
    const now = new Date()
    expect(await setAsideFaults(now)).toEqual([])
    await rejectStation(admin, identity)
    expect(await setAsideFaults(now)).toMatchObject([
      { event: { fault: { stationId: identity, closedAt: now.toISOString(), promisedAt: null } } },
      { event: { fault: { stationId: null, code: 'site-down', closedAt: now.toISOString() } } },
    ])
    const story = await db().faultEntry.findMany({ where: { faultId }, orderBy: { id: 'asc' } })
    expect(story.slice(1)).toMatchObject([
      { kind: 'closed', detail: { reason: 'removed' } },
      { kind: 'promise-withdrawn', detail: { dueAt: dueAt.toISOString() } },
    ])
    expect(await db().fault.findFirst({ where: { id: faultId } })).toMatchObject({ closeReason: 'removed' })
    expect(await db().detectionState.count({ where: { stationId: id } })).toBe(0)
    expect(await setAsideFaults(now)).toEqual([])
    await acceptStation(admin, identity)
    await record(said(id, { at: at(5) }))
    expect(await stored(id)).toHaveLength(2)
  })
})
