import { afterAll, expect, test } from 'vitest'
import type { Actor } from '../access/actor'
import { bus } from '../bus/process-bus'
import { db, pool } from '../db/client'
import { anActor, aSite, aStation, aUser } from '../db/testing/fixtures'
import { HOUR_MS } from '../kernel/time'
import type { LiveFault } from '../live/events'
import { acknowledgeFaults } from './mutations/acknowledge-faults'
import { assignFaults } from './mutations/assign-faults'
import { closeFaults } from './mutations/close-faults'
import { commentOnFaults } from './mutations/comment-on-faults'
import { settleAtClose } from './mutations/end-promise'
import { mergeFaults } from './mutations/merge-faults'
import { promiseRepair, withdrawPromise } from './mutations/promise-repair'
import { recordFaults } from './mutations/record-faults'
import { setFaultDue } from './mutations/set-fault-due'
import { setFaultStage } from './mutations/set-fault-stage'
import { settlePromises } from './mutations/settle-promises'
import { splitFault } from './mutations/split-fault'
import { getFault } from './queries/get-fault'
import { listFaultEntries } from './queries/list-entries'
import { listFaults } from './queries/list-faults'
import { listLiveFaults } from './queries/list-live-faults'

afterAll(() => bus().close())

const operator = anActor('operator')
const hours = (count: number) => new Date(Date.now() + count * HOUR_MS)
let made = 0

async function aFault(over: { siteId?: bigint; stationId?: bigint | null; openedAt?: Date; code?: string } = {}) {
  const siteId = over.siteId ?? (await aSite()).id
  const stationId = over.stationId === undefined ? (await aStation({ siteId })).id : over.stationId
  const openedAt = over.openedAt ?? hours(-2)
  made += 1
  return db().fault.create({
    data: {
      siteId,
      stationId,
      source: 'rule',
      code: over.code ?? `offline-${made}`,
      severity: 3,
      openedAt,
      beganAt: openedAt,
      lastSeenAt: openedAt,
    },
  })
}

const kinds = async (id: bigint) => (await listFaultEntries(operator, id)).map(({ kind }) => kind)
const promises = async (faultId: bigint) =>
  (await db().repairPromise.findMany({ where: { faultId }, orderBy: { id: 'asc' } })).map(({ outcome }) => outcome)

test('who takes a fault in hand has seen it, once', async () => {
  const { id } = await aFault()
  expect(await acknowledgeFaults(operator, [id])).toEqual({ changed: 1 })
  expect(await acknowledgeFaults(operator, [id])).toEqual({ changed: 0 })
  expect(await kinds(id)).toEqual(['acknowledged', 'stage'])
  expect(await getFault(operator, id)).toMatchObject({ stage: 'diagnosing' })
  expect(await db().auditEntry.count({ where: { act: 'fault.acknowledge' } })).toBe(1)
})

test('several are given to somebody at once; nobody but those who work with faults', async () => {
  const anna = await aUser('technician', { name: 'Anna Berg' })
  const viewer = await aUser('viewer')
  const [one, two] = [await aFault(), await aFault()]
  expect(await assignFaults(operator, [one.id, two.id], { assigneeId: anna.id })).toEqual({ changed: 2 })
  expect(await assignFaults(operator, [one.id, two.id], { assigneeId: anna.id })).toEqual({ changed: 0 })
  expect((await getFault(operator, two.id)).assignee).toEqual({ id: String(anna.id), name: 'Anna Berg' })
  expect(await kinds(one.id)).toEqual(['acknowledged', 'stage', 'assigned'])
  await expect(assignFaults(operator, [one.id], { assigneeId: viewer.id })).rejects.toMatchObject({
    details: { assigneeId: 'unknown-user' },
  })
})

test('one that is out of reach leaves them all as they were', async () => {
  const [mine, other] = [await aFault(), await aFault()]
  const limited = anActor('technician', { siteIds: [mine.siteId as bigint] })
  await expect(setFaultStage(limited, [mine.id, other.id], { stage: 'verify' })).rejects.toMatchObject({
    code: 'not-found',
  })
  expect(await getFault(operator, mine.id)).toMatchObject({ stage: 'new', acknowledgedAt: null })
})

test('a stage that is set is told with where it was, and put back is no hand taken', async () => {
  const { id } = await aFault()
  await setFaultStage(operator, [id], { stage: 'dispatched' })
  expect(await kinds(id)).toEqual(['acknowledged', 'stage'])
  await setFaultStage(operator, [id], { stage: 'new' })
  const entries = await listFaultEntries(operator, id)
  expect(entries.at(-1)?.detail).toEqual({ from: 'dispatched', to: 'new' })
})

test('the browser is told the new state of a fault, whole site or station', async () => {
  const site = await aSite()
  const fault = await aFault({ siteId: site.id, stationId: null })
  const heard: LiveFault[] = []
  const stop = await bus().subscribe('live', ({ event }) => {
    if (event.type === 'fault') heard.push(event.fault)
  })
  const dueAt = hours(3)
  await promiseRepair(operator, [fault.id], { dueAt })
  await expect
    .poll(() => heard.at(-1))
    .toMatchObject({ id: String(fault.id), siteId: String(site.id), stationId: null, promisedAt: dueAt.toISOString() })
  await stop()
  const host = anActor('site-host', { siteIds: [site.id] })
  expect((await listLiveFaults(host)).map(({ event }) => event.fault.id)).toEqual([String(fault.id)])
  expect((await listFaults(host)).rows.map(({ id }) => id)).toEqual([fault.id])
})

test('a promise put off is broken, one made better is replaced, one taken back in time withdrawn', async () => {
  const { id } = await aFault()
  await promiseRepair(operator, [id], { dueAt: hours(4), note: 'A part is on its way.' })
  await promiseRepair(operator, [id], { dueAt: hours(3) })
  await promiseRepair(operator, [id], { dueAt: hours(5) })
  await withdrawPromise(operator, [id])
  expect(await promises(id)).toEqual(['replaced', 'broken', 'withdrawn'])
  expect(await kinds(id)).toEqual([
    'acknowledged',
    'stage',
    'promised',
    'promised',
    'promise-broken',
    'promised',
    'promise-withdrawn',
  ])
  await expect(promiseRepair(operator, [id], { dueAt: hours(-1) })).rejects.toMatchObject({
    details: { dueAt: 'in-the-past' },
  })
})

test('a promise is kept by a fault closed in time', async () => {
  const { id } = await aFault()
  await promiseRepair(operator, [id], { dueAt: hours(1) })
  await closeFaults(operator, [id], { reason: 'repaired', note: 'New breaker' })
  expect(await promises(id)).toEqual(['kept'])
  expect((await kinds(id)).slice(-2)).toEqual(['closed', 'promise-kept'])
  expect(await getFault(operator, id)).toMatchObject({ closeReason: 'repaired', closeNote: 'New breaker' })
  expect((await getFault(anActor('viewer'), id)).closeNote).toBeNull()
  const noteIn = async (actor: Actor) => JSON.stringify((await listFaultEntries(actor, id)).map(({ detail }) => detail))
  expect(await noteIn(operator)).toContain('New breaker')
  expect(await noteIn(anActor('viewer'))).not.toContain('New breaker')
})

test('a promise whose time passes while somebody closes the fault is settled once', async () => {
  const { id } = await aFault()
  await promiseRepair(operator, [id], { dueAt: hours(1) })
  const promise = await db().repairPromise.findFirstOrThrow({ where: { faultId: id } })
  await settlePromises(hours(2))
  // As it was read just before.
  expect(await db().$transaction((tx) => settleAtClose(tx, promise, new Date()))).toEqual([])
  expect(await promises(id)).toEqual(['broken'])
})

test('time breaks promises, and the end of a fault that its station told settles them; each once', async () => {
  const [late, over] = [await aFault(), await aFault()]
  await promiseRepair(operator, [late.id, over.id], { dueAt: hours(1) })
  await db().fault.update({ where: { id: over.id }, data: { closedAt: new Date(), closedBy: 'station' } })
  const [first, second] = await Promise.all([settlePromises(hours(2)), settlePromises(hours(2))])
  const told = [...first, ...second].flatMap(({ event }) => (event.type === 'fault' ? [event.fault.id] : []))
  expect(told.sort()).toEqual([String(late.id), String(over.id)].sort())
  expect([await promises(late.id), await promises(over.id)]).toEqual([['broken'], ['kept']])
  expect((await kinds(late.id)).filter((kind) => kind === 'promise-broken')).toHaveLength(1)
  expect(await settlePromises(hours(2))).toEqual([])
})

test('merged faults go on as one with what was promised, and can be parted again', async () => {
  const site = await aSite()
  const [into, one, two] = [
    await aFault({ siteId: site.id }),
    await aFault({ siteId: site.id }),
    await aFault({ siteId: site.id }),
  ]
  const dueAt = hours(2)
  await promiseRepair(operator, [one.id], { dueAt })
  expect(await mergeFaults(operator, [one.id, two.id], { intoId: into.id })).toEqual({ changed: 2 })
  const merged = await getFault(operator, into.id)
  expect(merged).toMatchObject({ mergedCount: 2, promisedAt: dueAt })
  expect(await promises(one.id)).toEqual(['replaced'])
  expect(await getFault(operator, two.id)).toMatchObject({ closeReason: 'merged', mergedInto: { id: into.id } })
  expect(await kinds(into.id)).toContain('promised')
  await splitFault(operator, two.id)
  expect(await getFault(operator, two.id)).toMatchObject({ closedAt: null, mergedInto: null })
  await expect(splitFault(operator, two.id)).rejects.toMatchObject({ code: 'conflict' })
  await expect(mergeFaults(operator, [into.id], { intoId: into.id })).rejects.toMatchObject({ code: 'invalid' })
})

test('a merged fault that has opened anew is not opened twice', async () => {
  const site = await aSite()
  const { id: stationId } = await aStation({ siteId: site.id })
  const [into, one] = [
    await aFault({ siteId: site.id }),
    await aFault({ siteId: site.id, stationId, code: 'flapping' }),
  ]
  await mergeFaults(operator, [one.id], { intoId: into.id })
  await aFault({ siteId: site.id, stationId, code: 'flapping' })
  await expect(splitFault(operator, one.id)).rejects.toMatchObject({ details: { reason: 'fault-open-anew' } })
})

test('what a station tells again of a merged fault is counted where it went, and part of a part is part of the whole', async () => {
  const { id: stationId } = await aStation({ siteId: (await aSite()).id })
  const say = (code: string) =>
    recordFaults.write(pool(), [
      {
        stationId,
        evseNumber: 1,
        connectorNumber: 0,
        source: 'event',
        code,
        severity: 3,
        detail: null,
        at: new Date(),
        isOpen: true,
      },
    ])
  const ids = (await Promise.all(['A.Problem', 'B.Problem', 'C.Problem'].map(say))).map(([change]) => change!.id)
  const [a, b, c] = ids as [bigint, bigint, bigint]
  await mergeFaults(operator, [a], { intoId: b })
  await mergeFaults(operator, [b], { intoId: c })
  expect(await say('A.Problem')).toEqual([null])
  expect(await getFault(operator, c)).toMatchObject({ count: 2, mergedCount: 2 })
  await closeFaults(operator, [c], { reason: 'repaired' })
  expect((await say('A.Problem'))[0]?.id).not.toBe(a)
})

test('what colleagues write stays among them, and only who is named is called for', async () => {
  const [anna, bo] = [await aUser('technician', { name: 'Anna Berg' }), await aUser('technician', { name: 'Bo Ek' })]
  const { id } = await aFault()
  await commentOnFaults(operator, [id], { text: ' @Anna Berg can you look? ', mentions: [anna.id, bo.id] })
  const [entry] = await listFaultEntries(operator, id)
  expect(entry).toMatchObject({
    kind: 'comment',
    detail: { text: '@Anna Berg can you look?', mentions: [{ id: String(anna.id), name: 'Anna Berg' }] },
  })
  expect(await listFaultEntries(anActor('viewer'), id)).toEqual([])
  await closeFaults(operator, [id], { reason: 'accepted' })
  await commentOnFaults(operator, [id], { text: 'Afterwards' })
  await expect(setFaultDue(operator, [id], { dueAt: hours(1) })).rejects.toMatchObject({ code: 'conflict' })
})

test('a list by who has it, what stage, where, and by words', async () => {
  const site = await aSite({ name: 'Kista P2' })
  const anna = await aUser('technician')
  const [one, two] = [await aFault({ siteId: site.id }), await aFault({ siteId: site.id })]
  await assignFaults(operator, [one.id], { assigneeId: anna.id })
  const ids = async (filter: Parameters<typeof listFaults>[1]) =>
    (await listFaults(operator, { ...filter, siteId: site.id })).rows.map(({ id }) => id)
  expect(await ids({ assigneeId: anna.id })).toEqual([one.id])
  expect(await ids({ assigneeId: null })).toEqual([two.id])
  expect(await ids({ stage: 'new' })).toEqual([two.id])
  expect(await ids({ search: 'kista p2' })).toEqual([two.id, one.id])
  expect(await ids({ search: 'kista nothing' })).toEqual([])
})

test('a fault is found by what its cause is called, in either language', async () => {
  const { id } = await aFault({ code: 'GroundFailure' })
  await db().fault.update({ where: { id }, data: { cause: 'GroundFailure' } })
  const found = async (search: string) => (await listFaults(operator, { search })).rows.map((row) => row.id)
  expect(await found('jordfel')).toContain(id)
  expect(await found('ground')).toContain(id)
  expect(await found('jordfel kontaktor')).not.toContain(id)
})

test('whose it is reads by name who works with faults; others learn that it is somebody’s, also live and in its story', async () => {
  const anna = await aUser('technician', { name: 'Anna Berg' })
  const { id, siteId } = await aFault()
  await assignFaults(operator, [id], { assigneeId: anna.id })
  const seenBy = async (actor: Actor) => {
    const live = (await listLiveFaults(actor)).find(({ event }) => event.fault.id === String(id))
    const story = (await listFaultEntries(actor, id)).find(({ kind }) => kind === 'assigned')
    return [
      (await getFault(actor, id)).assignee,
      (await listFaults(actor)).rows.find((row) => row.id === id)?.assignee,
      live?.event.fault.assignee,
      (story?.detail as { to?: object })?.to,
    ]
  }
  const named = { id: String(anna.id), name: 'Anna Berg' }
  expect(await seenBy(anActor('technician'))).toEqual(Array(4).fill(named))
  const somebody = { id: null, name: null }
  for (const reader of [anActor('viewer'), anActor('site-host', { siteIds: [siteId as bigint] })])
    expect(await seenBy(reader)).toEqual(Array(4).fill(somebody))
  expect((await listFaults(anActor('viewer'), { assigneeId: anna.id })).rows).toEqual([])
})
