import { beforeEach, expect, test } from 'vitest'
import { db, pool } from '../db/client'
import { anActor, aSession, aSite, aStation } from '../db/testing/fixtures'
import { MINUTE_MS } from '../kernel/time'
import { closeFaults } from './mutations/close-faults'
import { detectFaults } from './mutations/detect-faults'
import { recordFaults } from './mutations/record-faults'
import { listFaults } from './queries/list-faults'

/** The detector's own time: partitions of the message log and the rows' stamps follow it. */
const T0 = new Date()
T0.setUTCMilliseconds(0)
const at = (minutes: number) => new Date(T0.getTime() + minutes * MINUTE_MS)

const link = async (stationId: bigint, kind: 'connected' | 'disconnected', when: Date) => {
  await db().stationEvent.create({ data: { stationId, kind, name: kind, at: when, receivedAt: when } })
  const online = kind === 'connected'
  const time = online ? { connectedAt: when } : { disconnectedAt: when }
  await db().stationState.update({ where: { stationId }, data: { online, ...time, lastSeenAt: when } })
}
const status = (stationId: bigint, word: string, when: Date, errorCode: string | null = null) =>
  db().statusEvent.create({
    data: { stationId, evseNumber: 1, connectorNumber: 1, status: word, errorCode, at: when, receivedAt: when },
  })
const faultsOf = (where: object) =>
  db().fault.findMany({ where, orderBy: { id: 'asc' }, include: { entries: { orderBy: { id: 'asc' } } } })

// Every test lives through the same hours, with stations of its own.
beforeEach(async () => {
  await db().jobMark.deleteMany()
  await db().detectionState.deleteMany()
  await db().station.updateMany({ data: { registration: 'rejected' } })
  // A gateway that has been there for long.
  const gateway = { kind: 'gateway', startedAt: at(-24 * 60), seenAt: new Date() }
  await db().processState.upsert({
    where: { id: 'gateway:test' },
    create: { id: 'gateway:test', ...gateway },
    update: gateway,
  })
})

/** Watched from the first moment on. */
async function aWatchedStation(over: Parameters<typeof aStation>[0] = {}) {
  const station = await aStation(over)
  await link(station.id, 'connected', at(-60))
  return station
}

test('a fault opens once, keeps its story, and ends, however often anybody looks', async () => {
  const { id } = await aWatchedStation()
  await detectFaults(at(0))
  await status(id, 'faulted', at(1), 'GroundFailure')
  await detectFaults(at(1.2))
  expect(await faultsOf({ stationId: id })).toEqual([])
  const events = await detectFaults(at(2))
  expect(events).toMatchObject([
    { event: { type: 'fault', fault: { code: 'faulted', cause: 'GroundFailure', closedAt: null } } },
  ])
  await detectFaults(at(2))
  await detectFaults(at(3))
  expect(await faultsOf({ stationId: id })).toMatchObject([
    {
      source: 'rule',
      code: 'faulted',
      cause: 'GroundFailure',
      isSafety: true,
      evseNumber: 1,
      connectorNumber: 1,
      beganAt: at(1),
      openedAt: at(1.5),
      count: 1,
      closedAt: null,
      entries: [{ kind: 'opened', by: 'worker', detail: { evidence: { errorCode: 'GroundFailure' } } }],
    },
  ])
  await status(id, 'available', at(10))
  await detectFaults(at(30))
  expect(await faultsOf({ stationId: id })).toMatchObject([
    {
      closedAt: at(15),
      closedBy: 'worker',
      closeReason: 'over',
      entries: [{ kind: 'opened' }, { kind: 'closed', detail: { reason: 'over' } }],
    },
  ])
  expect(await detectFaults(at(40))).toEqual([])
})

test('a row that is committed late is seen, and seen once', async () => {
  const { id } = await aWatchedStation()
  await detectFaults(at(0))
  await detectFaults(at(1))
  // Received before the last look, committed after it.
  await status(id, 'faulted', at(0.9), 'OverVoltage')
  await detectFaults(at(1.5))
  await detectFaults(at(2))
  await detectFaults(at(3))
  expect(await faultsOf({ stationId: id })).toMatchObject([{ cause: 'OverVoltage', count: 1 }])
})

test('what a person has closed does not open again while it lasts', async () => {
  const { id } = await aWatchedStation()
  await detectFaults(at(0))
  await status(id, 'faulted', at(1))
  await detectFaults(at(3))
  const [fault] = await faultsOf({ stationId: id })
  await closeFaults(anActor('operator'), [fault!.id], { reason: 'accepted' })
  await status(id, 'faulted', at(5))
  await detectFaults(at(30))
  expect(await faultsOf({ stationId: id })).toMatchObject([{ closeReason: 'accepted' }])
  await status(id, 'available', at(40))
  await status(id, 'faulted', at(60))
  await detectFaults(at(70))
  expect(await faultsOf({ stationId: id })).toHaveLength(2)
})

test('a whole site is one fault, and its stations have none of their own', async () => {
  const site = await aSite()
  const stations = await Promise.all([1, 2, 3].map(() => aWatchedStation({ siteId: site.id })))
  const [first, ...others] = stations as [(typeof stations)[0], ...typeof stations]
  await link(first.id, 'disconnected', at(-40))
  await detectFaults(at(0))
  expect(await faultsOf({ siteId: site.id })).toMatchObject([{ stationId: first.id, code: 'offline' }])
  for (const { id } of others) await link(id, 'disconnected', at(1))
  await detectFaults(at(2))
  await detectFaults(at(4))
  const [own, whole] = await faultsOf({ siteId: site.id })
  expect(whole).toMatchObject({ stationId: null, code: 'site-down', severity: 2, closedAt: null })
  expect(own).toMatchObject({ code: 'offline', closeReason: 'merged', mergedIntoId: whole!.id })
  expect(whole!.entries.map(({ kind }) => kind)).toEqual(['opened', 'merged'])
  await detectFaults(at(60))
  for (const { id } of stations) await link(id, 'connected', at(61))
  await detectFaults(at(62))
  await detectFaults(at(90))
  expect(await faultsOf({ siteId: site.id })).toMatchObject([
    { code: 'offline' },
    { code: 'site-down', closeReason: 'over' },
  ])
})

test('in maintenance nothing opens; what is still wrong afterwards does', async () => {
  const { id } = await aWatchedStation()
  await db().maintenanceWindow.create({
    data: { stationId: id, fromAt: at(0), untilAt: at(30), reason: 'cable', madeBy: 'user:1' },
  })
  await detectFaults(at(0))
  await status(id, 'faulted', at(1))
  await detectFaults(at(20))
  expect(await faultsOf({ stationId: id })).toEqual([])
  await detectFaults(at(31))
  expect(await faultsOf({ stationId: id })).toMatchObject([{ beganAt: at(1), openedAt: at(30) }])
})

test('what the message log tells: refused drivers, unanswered calls, a wrong clock', async () => {
  const { id } = await aWatchedStation()
  await detectFaults(at(0))
  const message = (minutes: number, over: object) =>
    db().ocppMessage.create({
      data: {
        stationId: id,
        at: at(minutes),
        direction: 'in',
        protocol: 'ocpp1.6',
        messageId: 'm',
        action: '',
        request: '{}',
        ...over,
      },
    })
  for (let index = 0; index < 5; index++) {
    const request = JSON.stringify({ idTag: `CARD${index}` })
    await message(1 + index, { action: 'Authorize', request, response: '{"idTagInfo":{"status":"Invalid"}}' })
    const ahead = new Date(at(1 + index).getTime() + 600_000).toISOString()
    await message(1 + index, {
      action: 'StatusNotification',
      request: JSON.stringify({ connectorId: 1, timestamp: ahead }),
      response: '{}',
    })
    await message(1 + index, { direction: 'out', action: 'TriggerMessage', errorCode: 'Timeout' })
  }
  await detectFaults(at(10))
  expect((await faultsOf({ stationId: id })).map(({ code }) => code).sort()).toEqual([
    'clock-drift',
    'failed-authorisations',
    'failed-commands',
  ])
})

test('what the station itself has told is not opened a second time', async () => {
  const { id } = await aWatchedStation()
  await detectFaults(at(0))
  await status(id, 'faulted', at(1))
  await detectFaults(at(2))
  const said = { stationId: id, evseNumber: 1, connectorNumber: 0, source: 'event' as const, code: 'Connector.Problem' }
  await recordFaults.write(pool(), [{ ...said, severity: 4, detail: null, at: at(2.5), isOpen: true }])
  await db().stationEvent.create({
    data: {
      stationId: id,
      kind: 'event',
      name: 'Problem',
      detail: { component: 'Connector', variable: 'Problem', evse: 1, trigger: 'Alerting', actualValue: 'true' },
      at: at(2.5),
      receivedAt: at(2.5),
    },
  })
  await detectFaults(at(3))
  const [rule, event] = await faultsOf({ stationId: id })
  expect(rule).toMatchObject({ source: 'rule', closeReason: 'merged', mergedIntoId: event!.id })
  expect(event).toMatchObject({ source: 'event', closedAt: null })
})

test('sessions that end without energy, one after the other', async () => {
  const { id } = await aWatchedStation()
  await detectFaults(at(0))
  for (let index = 0; index < 3; index++) {
    const startedAt = at(1 + 20 * index)
    const endedAt = at(11 + 20 * index)
    const session = await aSession(id, { startedAt, endedAt, status: 'ended', energyWh: 0, stopReason: 'Local' })
    await db().pricedSession.create({ data: { sessionId: session.id, lines: [], pricedAt: endedAt } })
  }
  await detectFaults(at(70))
  expect(await faultsOf({ stationId: id })).toMatchObject([{ code: 'no-energy', evseNumber: 1, openedAt: at(51) }])
})

test('two workers at once: one looks, nothing is done twice', async () => {
  const { id } = await aWatchedStation()
  await detectFaults(at(0))
  await status(id, 'faulted', at(1))
  await Promise.all([detectFaults(at(5)), detectFaults(at(5)), detectFaults(at(5))])
  await detectFaults(at(6))
  expect(await faultsOf({ stationId: id })).toMatchObject([{ count: 1, entries: [{ kind: 'opened' }] }])
})

test('a lost memory is made anew: nothing opens twice, what is over ends', async () => {
  const { id } = await aWatchedStation()
  await detectFaults(at(0))
  await status(id, 'faulted', at(1))
  await detectFaults(at(3))
  await db().connectorState.updateMany({
    where: { stationId: id },
    data: { status: 'faulted', statusAt: at(1), receivedAt: at(1) },
  })
  await db().detectionState.delete({ where: { stationId: id } })
  await detectFaults(at(4))
  expect(await faultsOf({ stationId: id })).toMatchObject([{ count: 1, closedAt: null }])
  await db().detectionState.delete({ where: { stationId: id } })
  await db().connectorState.updateMany({
    where: { stationId: id },
    data: { status: 'available', statusAt: at(5), receivedAt: at(5) },
  })
  await detectFaults(at(6))
  await detectFaults(at(20))
  expect(await faultsOf({ stationId: id })).toMatchObject([{ closeReason: 'over' }])
})

test('a network that is lost at once is our own trouble', async () => {
  const sites = [await aSite(), await aSite()]
  const ids: bigint[] = []
  for (let index = 0; index < 40; index++) ids.push((await aWatchedStation({ siteId: sites[index % 2]!.id })).id)
  await detectFaults(at(0))
  for (const id of ids) await link(id, 'disconnected', at(1))
  await detectFaults(at(2))
  await detectFaults(at(20))
  expect(await faultsOf({ siteId: { in: sites.map(({ id }) => id) } })).toEqual([])
  for (const id of ids.slice(1)) await link(id, 'connected', at(25))
  await detectFaults(at(40))
  await detectFaults(at(50))
  expect(await faultsOf({ siteId: { in: sites.map(({ id }) => id) } })).toMatchObject([
    { code: 'offline', stationId: ids[0] },
  ])
})

test('a gateway that keeps failing is one fault of no station, until it has lasted', async () => {
  const life = (from: number, to: number, isEnded = false) => {
    const data = { gatewayId: 'gateway:other', startedAt: at(from), seenAt: at(to), isEnded }
    return db().gatewayLife.create({ data })
  }
  for (const from of [-29, -24, -19]) await life(from, from + 4)
  const own = { stationId: null, siteId: null }
  await detectFaults(at(-14))
  await detectFaults(at(-13))
  const [fault, ...others] = await faultsOf(own)
  expect(others).toEqual([])
  expect(fault).toMatchObject({
    ...{ source: 'rule', code: 'gateway-failing', cause: 'gateway-failing', severity: 2, closedAt: null },
    ...{ beganAt: at(-25), openedAt: at(-14), detail: { failures: 3, isListening: true, gatewayId: 'gateway:other' } },
    entries: [{ kind: 'opened' }],
  })
  // It is for those who see the whole network.
  expect((await listFaults(anActor('operator'))).rows.map(({ id }) => id)).toContain(fault!.id)
  const site = await aSite()
  expect((await listFaults(anActor('operator', { siteIds: [site.id] }))).rows).toEqual([])
  await detectFaults(at(6))
  expect(await faultsOf(own)).toMatchObject([{ closedAt: at(6), closeReason: 'over' }])
  await db().gatewayLife.deleteMany()
})

test('maintenance that a tablet says late had ended long ago lets open what is still wrong', async () => {
  const { id } = await aWatchedStation()
  const window = await db().maintenanceWindow.create({
    data: { stationId: id, fromAt: at(0), untilAt: null, reason: 'cable', madeBy: 'user:1', changedAt: at(0) },
  })
  await detectFaults(at(0))
  await status(id, 'faulted', at(1))
  await detectFaults(at(5))
  const days = 3 * 24 * 60
  // Nothing is heard of it and nothing falls due meanwhile, and the marks have gone on.
  await db().detectionState.update({ where: { stationId: id }, data: { wakeAt: null } })
  await db().jobMark.update({ where: { job: 'detect-faults' }, data: { through: at(days) } })
  await db().maintenanceWindow.update({ where: { id: window.id }, data: { untilAt: at(30), changedAt: at(days) } })
  await detectFaults(at(days + 0.1))
  expect(await faultsOf({ stationId: id })).toMatchObject([{ code: 'faulted', beganAt: at(1) }])
})
