import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '../access/actor'
import { bus } from '../bus/process-bus'
import { db } from '../db/client'
import { anActor, aSession } from '../db/testing/fixtures'
import { MINUTE_MS } from '../kernel/time'
import { changeWorkOrder } from './mutations/dispatch'
import { recordEntries } from './mutations/record-entries'
import { seeConflicts } from './mutations/see-conflicts'
import { testStation } from './mutations/test-station'
import { getJob, listJobs } from './queries/list-jobs'
import { aFieldDay, type FieldDay, operator } from './testing/field-day'
import type { NewWorkEntry, WorkEntry } from './work-entry'

let anna: Actor
let bo: Actor
let annaId: bigint
let boId: bigint
let siteId: bigint
let station: FieldDay['station']
let faultId: bigint
let jobId: bigint
let at: FieldDay['at']
let day: FieldDay

afterAll(() => bus().close())

beforeEach(async () => {
  day = await aFieldDay()
  ;({ anna, bo, annaId, boId, siteId, station, faultId, jobId, at } = day)
})

type Said = Pick<NewWorkEntry, 'kind' | 'detail'> & { file?: string }
const entry = (said: Said, minutes: number, over: Partial<WorkEntry> = {}): WorkEntry =>
  ({
    file: null,
    ...said,
    id: randomUUID(),
    workOrderId: String(jobId),
    at: at(minutes).toISOString(),
    ...over,
  }) as WorkEntry
const drive = (minutes = 1) => entry({ kind: 'state', detail: { to: 'under-way' } }, minutes)
const arrive = (minutes = 10) => entry({ kind: 'state', detail: { to: 'on-site' } }, minutes)
const note = (minutes = 12) => entry({ kind: 'note', detail: { text: 'Wet inside' } }, minutes)
const close = (kind: 'probe' | 'charge' | 'reason', minutes = 30) =>
  entry(
    { kind: 'close', detail: { kind, note: 'No luck', ...(kind === 'reason' && { reason: 'needs-part' as const }) } },
    minutes,
  )

const send = (actor: Actor, entries: readonly WorkEntry[], clockBehindMs = 0) => {
  const now = new Date()
  const sentAt = new Date(now.getTime() - clockBehindMs).toISOString()
  return recordEntries(actor, { sentAt, entries: [...entries] }, now)
}
const job = () => db().workOrder.findUniqueOrThrow({ where: { id: jobId } })
const fault = () => db().fault.findUniqueOrThrow({ where: { id: faultId } })
const stored = () => db().workEntry.findMany({ where: { workOrderId: jobId }, orderBy: { at: 'asc' } })
const told = async () =>
  (await db().faultEntry.findMany({ where: { faultId }, orderBy: { id: 'asc' } })).map(({ kind, detail }) =>
    kind === 'work' ? `work ${(detail as { event: string }).event}` : kind,
  )

async function charged(minutes: number, energyWh = 500) {
  await aSession(station.id, { startedAt: at(minutes), energyWh })
}

describe('what a tablet sends', () => {
  it('twice is stored and told of once', async () => {
    const day = [drive(), arrive(), note()]
    const results = await send(anna, day)
    expect(results).toEqual(day.map(({ id }) => ({ id, outcome: 'stored', conflict: null })))
    const [before, story] = [await stored(), await told()]
    expect(await send(anna, day)).toEqual(results)
    expect(await send(anna, [...day, ...day])).toEqual([...results, ...results])
    expect(await stored()).toEqual(before)
    expect(await told()).toEqual(story)
    expect(story).toEqual(['work created', 'acknowledged', 'stage', 'assigned', 'work under-way', 'work on-site'])
    expect(await db().auditEntry.count({ where: { act: 'work.record', subject: `station:${station.identity}` } })).toBe(
      1,
    )
  })

  it('at the same moment in two requests is stored once', async () => {
    const day = [drive(), arrive(), note(), close('reason')]
    const answers = await Promise.all(Array.from({ length: 4 }, () => send(anna, day)))
    for (const answer of answers) expect(answer.every(({ outcome }) => outcome === 'stored')).toBe(true)
    expect(await stored()).toHaveLength(4)
    expect((await told()).filter((line) => line === 'work done')).toHaveLength(1)
  })

  it('out of order, in pieces, ends as it was done', async () => {
    await charged(15)
    const [a, b, c] = [drive(), arrive(), close('charge')]
    await send(anna, [b])
    await send(anna, [a])
    expect(await job()).toMatchObject({ state: 'on-site', stateAt: at(10) })
    await send(anna, [c])
    expect(await job()).toMatchObject({ state: 'done', closeKind: 'charge', closedAt: at(30) })
    expect(await fault()).toMatchObject({ closeReason: 'repaired', closedBy: anna.ref, closedAt: at(30) })
  })

  it('out of order in one request is taken in the order it was done', async () => {
    await charged(15)
    const results = await send(anna, [close('charge'), note(), arrive(), drive()])
    expect(results.map(({ outcome }) => outcome)).toEqual(['stored', 'stored', 'stored', 'stored'])
    expect(await job()).toMatchObject({ state: 'done' })
    expect(await told()).toContain('work under-way')
  })

  it('is put right when the tablet’s clock is wrong', async () => {
    const behindMs = 90 * MINUTE_MS
    const wrong = { ...drive(60), at: new Date(at(60).getTime() - behindMs).toISOString() }
    await send(anna, [wrong], behindMs)
    expect((await job()).stateAt).toEqual(at(60))
  })

  it('with a clock that was put right in between is done when there was a job, and what it said is kept', async () => {
    const wrong = { ...drive(), at: new Date('1970-01-02T00:00:00Z').toISOString() }
    expect(await send(anna, [wrong, { ...note(), at: at(-30).toISOString() }])).toMatchObject([
      { conflict: null },
      { conflict: null },
    ])
    expect(await job()).toMatchObject({ state: 'under-way', stateAt: at(-1) })
    const kept = await stored()
    expect(kept.map((row) => row.at)).toEqual([at(-1), at(-1)])
    expect(kept.map(({ detail }) => (detail as { saidAt?: string }).saidAt).toSorted()).toEqual(
      [wrong.at, at(-30).toISOString()].toSorted(),
    )
  })

  it('one entry that nobody understands holds up no other', async () => {
    const odd = { ...note(), kind: 'dance' } as unknown as WorkEntry
    const elsewhere = { ...note(), workOrderId: '999999' }
    const nul = entry({ kind: 'note', detail: { text: 'a\u0000b' } }, 12)
    const good = note()
    expect(await send(anna, [nul, odd, elsewhere, good])).toEqual([
      { id: nul.id, outcome: 'refused', reason: 'invalid' },
      { id: odd.id, outcome: 'refused', reason: 'invalid' },
      { id: elsewhere.id, outcome: 'refused', reason: 'not-found' },
      { id: good.id, outcome: 'stored', conflict: null },
    ])
  })

  it('of another site tells and changes nothing', async () => {
    const outsider = anActor('operator', { siteIds: [siteId + 1n] })
    expect(await send(outsider, [drive()])).toMatchObject([{ outcome: 'refused', reason: 'not-found' }])
    expect(await stored()).toEqual([])
    await expect(getJob(outsider, jobId, 'sv')).rejects.toMatchObject({ code: 'not-found' })
  })
})

it('two tablets, requests lost, repeated and overtaken: each entry is stored once, and the job stands as its last move says', async () => {
  const move = fc.constantFrom('planned' as const, 'under-way' as const, 'on-site' as const)
  const done = fc.uniqueArray(
    fc.record({ minutes: fc.integer({ min: 1, max: 100 }), to: fc.option(move, { nil: null }) }),
    { selector: ({ minutes }) => minutes, minLength: 1, maxLength: 12 },
  )
  // Which entries go in which request; most go more than once.
  const requests = fc.array(fc.array(fc.nat({ max: 11 }), { maxLength: 8 }), { minLength: 1, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(done, requests, async (done, requests) => {
      jobId = await day.aJob(await day.aFault())
      const entries = done.map(({ minutes, to }) =>
        to === null ? note(minutes) : entry({ kind: 'state', detail: { to } }, minutes),
      )
      const chosen = requests.map((places) => places.flatMap((place) => entries[place % entries.length] ?? []))
      await Promise.all(chosen.map((request) => send(anna, request)))
      await send(anna, entries)
      expect((await stored()).map(({ id }) => id).toSorted()).toEqual(entries.map(({ id }) => id).toSorted())
      expect((await stored()).every(({ conflict }) => conflict === null)).toBe(true)
      const last = done.filter(({ to }) => to !== null).sort((a, b) => b.minutes - a.minutes)[0]
      expect((await job()).state).toBe(last?.to ?? 'planned')
    }),
    { numRuns: 6 },
  )
})

describe('when somebody else was faster', () => {
  it('what was seen is kept, and what would move a closed job says why it did not', async () => {
    await charged(15)
    await send(bo, []) // Bo has the job in his tablet too, and no network.
    await send(anna, [arrive(), close('charge', 20)])
    const late = [note(14), arrive(16), note(25), close('reason', 26)]
    expect((await send(bo, late)).map((result) => 'conflict' in result && result.conflict)).toEqual([
      null,
      null,
      'closed',
      'closed',
    ])
    expect(await job()).toMatchObject({ state: 'done', closeKind: 'charge' })
    expect(await stored()).toHaveLength(6)
  })

  it('a job given to another is not moved by who had it', async () => {
    await send(anna, [drive()])
    await changeWorkOrder(operator, jobId, { assigneeId: boId })
    // Anna has not heard of it: she is already there.
    const results = await send(anna, [note(50), { ...arrive(), at: new Date().toISOString() }, close('reason', 119)])
    expect(results).toMatchObject([{ conflict: null }, { conflict: 'reassigned' }, { conflict: 'reassigned' }])
    expect(await job()).toMatchObject({ state: 'planned', assigneeId: boId })
    expect((await fault()).assigneeId).toBe(boId)
    // She is shown it until somebody has seen it.
    const mine = () => listJobs(anna, { language: 'sv', timeZone: 'Europe/Stockholm' })
    expect((await mine()).map(({ id }) => id)).toEqual([String(jobId)])
    await seeConflicts(anna, jobId)
    expect(await mine()).toEqual([])
    expect(await stored()).toHaveLength(4)
  })

  it('two take a job nobody has: one gets it, the other is told', async () => {
    await changeWorkOrder(operator, jobId, { assigneeId: null })
    const [first, second] = await Promise.all([send(anna, [drive(119)]), send(bo, [drive(119.5)])])
    const conflicts = [first[0], second[0]].map((result) => (result && 'conflict' in result ? result.conflict : 'none'))
    expect(conflicts.toSorted()).toEqual([null, 'reassigned'].toSorted())
    expect([annaId, boId]).toContain((await job()).assigneeId)
  })
})

describe('closing', () => {
  it('by a charge that never was does not close it', async () => {
    await charged(5) // before she came
    await charged(15, 40) // too little
    expect(await send(anna, [arrive(), close('charge')])).toMatchObject([{ conflict: null }, { conflict: 'no-proof' }])
    expect(await job()).toMatchObject({ state: 'on-site', closedAt: null })
    expect((await fault()).closedAt).toBeNull()
    await charged(40)
    expect(await send(anna, [close('charge', 60)])).toMatchObject([{ conflict: null }])
    expect((await job()).proofId).not.toBeNull()
  })

  it('by a probe needs a command that the station proved, and a place that works', async () => {
    const command = await db().command.create({
      data: {
        stationId: station.id,
        type: 'trigger',
        payload: { type: 'trigger', message: 'StatusNotification' },
        requestedBy: anna.ref,
        stage: 'accepted',
        queuedAt: at(15),
        expiresAt: at(20),
      },
    })
    expect(await send(anna, [arrive(), close('probe', 20)])).toMatchObject([{}, { conflict: 'no-proof' }])
    await db().command.update({ where: { id: command.id }, data: { stage: 'confirmed', confirmedAt: at(16) } })
    expect(await send(anna, [close('probe', 21)])).toMatchObject([{ conflict: 'no-proof' }])
    await db().stationState.update({ where: { stationId: station.id }, data: { online: true } })
    await db().connectorState.updateMany({ where: { stationId: station.id }, data: { status: 'available' } })
    expect((await getJob(anna, jobId, 'sv')).commands).toMatchObject([{ id: String(command.id), isPassedProbe: true }])
    expect(await send(anna, [close('probe', 22)])).toMatchObject([{ conflict: null }])
    expect(await job()).toMatchObject({ state: 'done', closeKind: 'probe', proofId: command.id })
    expect(await fault()).toMatchObject({ closeReason: 'probed' })
  })

  it('keeps what drivers were promised when it was done in time, however late that is heard', async () => {
    await db().repairPromise.create({ data: { faultId, dueAt: at(45), madeBy: operator.ref, madeAt: at(-1) } })
    await charged(15)
    await send(anna, [arrive(), close('charge', 30)])
    expect(await db().repairPromise.findMany({ where: { faultId }, select: { outcome: true } })).toEqual([
      { outcome: 'kept' },
    ])
    expect((await told()).slice(-2)).toEqual(['closed', 'promise-kept'])
  })

  it('by a reason leaves the fault to be verified', async () => {
    await send(anna, [close('reason')])
    expect(await job()).toMatchObject({ state: 'done', closeKind: 'reason', closeReason: 'needs-part: No luck' })
    expect(await fault()).toMatchObject({ closedAt: null, stage: 'verify' })
  })

  it('where it is dangerous needs the safety step', async () => {
    await db().fault.update({ where: { id: faultId }, data: { isSafety: true } })
    expect(await send(anna, [close('reason', 20)])).toMatchObject([{ conflict: 'no-gate' }])
    const gate = { step: 'isolate-supply', text: 'Isolate', isGate: true, outcome: 'ok', note: '' } as const
    const results = await send(anna, [entry({ kind: 'check', detail: gate }, 25), close('reason')])
    expect(results).toMatchObject([{ conflict: null }, { conflict: null }])
  })
})

describe('maintenance', () => {
  const maintenance = (isOn: boolean, minutes: number) => entry({ kind: 'maintenance', detail: { isOn } }, minutes)
  const windows = () =>
    db().maintenanceWindow.findMany({
      where: { stationId: station.id },
      select: { fromAt: true, untilAt: true, madeBy: true },
    })

  it('is on from when it was begun until it was ended, however late both come', async () => {
    await send(anna, [maintenance(true, 11), maintenance(false, 29)])
    expect(await windows()).toEqual([{ fromAt: at(11), untilAt: at(29), madeBy: anna.ref }])
  })

  it('ended before its beginning arrives is not begun again', async () => {
    await send(anna, [maintenance(false, 29)])
    await send(anna, [maintenance(true, 11)])
    expect((await windows()).filter(({ untilAt }) => untilAt === null)).toEqual([])
    expect((await getJob(anna, jobId, 'en')).station.maintenanceSince).toBeNull()
  })
})

describe('a test from the spot', () => {
  const input = (id: string = randomUUID()) => ({
    id,
    workOrderId: String(jobId),
    command: { type: 'trigger', message: 'StatusNotification' } as const,
  })
  const asked = () => db().command.count({ where: { stationId: station.id } })

  it('that arrives several times at once is asked once', async () => {
    await db().stationState.update({ where: { stationId: station.id }, data: { online: true, protocol: 'ocpp1.6' } })
    const test = input()
    const answers = await Promise.all(Array.from({ length: 5 }, () => testStation(anna, test)))
    expect(new Set(answers.map(({ commandId }) => commandId)).size).toBe(1)
    expect(await asked()).toBe(1)
    expect((await stored()).filter(({ kind }) => kind === 'command')).toHaveLength(1)
    await testStation(anna, input())
    expect(await asked()).toBe(2)
  })

  it('that the station cannot be asked leaves nothing behind, and an id of something else is refused', async () => {
    await expect(testStation(anna, input())).rejects.toMatchObject({ code: 'conflict' })
    expect([await asked(), (await stored()).length]).toEqual([0, 0])
    const said = note()
    await send(anna, [said])
    await expect(testStation(anna, input(said.id))).rejects.toMatchObject({ code: 'invalid' })
  })
})
