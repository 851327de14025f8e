import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { db, pool } from '../db/client'
import type { Prisma } from '../db/generated/client'
import { anActor, aSession, aSite, aStation } from '../db/testing/fixtures'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../kernel/time'
import { getDiagnosis } from './queries/get-diagnosis'

// A day of this year's own, so that partitions are there: the evidence lies around it.
const NOW = new Date()
const BEGAN = new Date(NOW.getTime() - 3 * HOUR_MS)
const after = (minutes: number) => new Date(BEGAN.getTime() + minutes * MINUTE_MS)
const technician = anActor('technician')

async function aFault(over: Partial<Prisma.FaultUncheckedCreateInput> = {}) {
  const openedAt = over.openedAt ?? after(5)
  return db().fault.create({
    data: {
      source: 'rule',
      code: 'faulted',
      cause: 'PowerSwitchFailure',
      severity: 2,
      isSafety: true,
      beganAt: BEGAN,
      openedAt,
      lastSeenAt: openedAt,
      ...over,
    },
  })
}

async function aPlace() {
  const site = await aSite()
  const station = await aStation({ siteId: site.id, evses: 2 })
  return { site, station, fault: await aFault({ siteId: site.id, stationId: station.id, evseNumber: 1 }) }
}

/** A closed fault of the same cause, with the work that was done. */
async function mended(stationId: bigint, checks: readonly string[], parts: readonly string[]) {
  const openedAt = new Date(NOW.getTime() - 30 * DAY_MS)
  const closedAt = new Date(openedAt.getTime() + 90 * MINUTE_MS)
  const fault = await aFault({
    stationId,
    openedAt,
    beganAt: openedAt,
    closedAt,
    closeReason: 'repaired',
    closeNote: 'New one',
  })
  const order = await db().workOrder.create({
    data: { stationId, faultId: fault.id, title: 'Mend it', createdBy: 'user:1' },
  })
  const entry = (kind: string, detail: Prisma.InputJsonValue) =>
    db().workEntry.create({
      data: { id: randomUUID(), workOrderId: order.id, kind, at: closedAt, by: 'user:1', detail },
    })
  for (const step of checks) await entry('check', { step, text: 'x', isGate: false, outcome: 'wrong', note: '' })
  for (const part of parts) await entry('part', { part, name: 'x', serialNumber: '', count: 1 })
  return fault
}

const status = (stationId: bigint, minutes: number, evseNumber: number, word: string) =>
  db().statusEvent.create({
    data: { stationId, evseNumber, connectorNumber: 1, status: word, at: after(minutes), receivedAt: after(minutes) },
  })

test('the guide comes in the reader’s language, with what only a person on the spot may do', async () => {
  const { fault } = await aPlace()
  const [sv, en] = [await getDiagnosis(technician, fault.id, 'sv'), await getDiagnosis(technician, fault.id, 'en')]
  expect(sv.guide).toMatchObject({ title: 'Kontaktorn fungerar inte', isSafety: true })
  expect(en.guide).toMatchObject({ title: 'The contactor does not work', cause: 'PowerSwitchFailure' })
  expect(en).toMatchObject({ learntFrom: 0, earlier: [], medianMinutes: null, cost: null })
  expect(en.reasons[0]?.key).toBe('contactor-welded')
})

test('what was found here before moves the reasons, and tells what mended it', async () => {
  const { station, fault } = await aPlace()
  const elsewhere = await aStation()
  for (let time = 0; time < 4; time++) await mended(elsewhere.id, ['test-contactor'], ['controller'])
  const own = await mended(station.id, ['measure-supply'], ['power-supply'])
  const seen = await getDiagnosis(technician, fault.id, 'en')
  expect(seen.reasons[0]).toMatchObject({ key: 'contactor-dead', timesFound: 4 })
  expect(seen.learntFrom).toBe(5)
  expect(seen.earlier[0]).toMatchObject({
    id: own.id,
    note: 'New one',
    parts: ['power-supply'],
    closeReason: 'repaired',
  })
  expect(seen.earlierCount).toEqual({ here: 1, all: 5 })
  expect(seen.medianMinutes).toBe(90)
})

test('a site’s host learns from its own sites only, and reads no notes and no messages', async () => {
  const { site, station, fault } = await aPlace()
  const elsewhere = await aStation({ siteId: (await aSite()).id })
  await mended(elsewhere.id, ['test-contactor'], [])
  await mended(station.id, ['test-contactor'], [])
  const seen = await getDiagnosis(anActor('site-host', { siteIds: [site.id] }), fault.id, 'en')
  expect(seen.earlierCount).toEqual({ here: 1, all: 1 })
  expect(seen.earlier[0]?.note).toBeNull()
  expect(seen.frames).toBeNull()
  const stranger = anActor('site-host', { siteIds: [site.id + 1_000_000n] })
  await expect(getDiagnosis(stranger, fault.id, 'en')).rejects.toMatchObject({ code: 'not-found' })
  await expect(getDiagnosis(anActor('fleet-manager'), fault.id, 'en')).rejects.toMatchObject({ code: 'forbidden' })
})

test('false alarms and merged faults teach nothing', async () => {
  const { station, fault } = await aPlace()
  const openedAt = new Date(NOW.getTime() - DAY_MS)
  for (const closeReason of ['false-alarm', 'merged'])
    await aFault({ stationId: station.id, openedAt, closedAt: NOW, closeReason, evseNumber: 2 })
  expect((await getDiagnosis(technician, fault.id, 'en')).earlierCount.here).toBe(0)
})

test('the evidence is what happened around the beginning, at its place and of the station as a whole', async () => {
  const { station, fault } = await aPlace()
  await status(station.id, -200, 1, 'available')
  await status(station.id, -5, 1, 'preparing')
  await status(station.id, 0, 1, 'faulted')
  await status(station.id, 1, 2, 'charging')
  await status(station.id, 2, 0, 'available')
  const { id: sessionId } = await aSession(station.id, { startedAt: after(-30), endedAt: after(-10), status: 'ended' })
  await db().command.create({
    data: {
      stationId: station.id,
      type: 'reset',
      payload: {},
      requestedBy: 'user:1',
      queuedAt: after(10),
      expiresAt: after(20),
    },
  })
  await aFault({ stationId: station.id, openedAt: after(3), code: 'another', cause: 'ReaderFailure' })
  const { moments } = await getDiagnosis(technician, fault.id, 'en')
  expect(moments.map(({ kind, what, evse }) => `${kind} ${what} ${evse ?? ''}`.trim())).toEqual([
    'session started 1',
    'session ended 1',
    'status preparing 1',
    'status faulted 1',
    'status available 0',
    'fault began 0',
    'command reset',
  ])
  expect(moments[5]?.detail).toBe('The card reader does not work')
  expect(moments[0]).toMatchObject({ sessionId: String(sessionId), stationId: station.identity })
})

test('frames and power around the beginning are there', async () => {
  const { station, fault } = await aPlace()
  const frame = (minutes: number, action: string) =>
    pool().query(
      `INSERT INTO ocpp_message (at, station_id, direction, protocol, message_id, action, request)
       VALUES ($1, $2, 'in', 'ocpp1.6', $3, $4, '{"errorCode":"PowerSwitchFailure"}')`,
      [after(minutes), station.id, randomUUID(), action],
    )
  for (const action of ['Heartbeat', 'StatusNotification', 'MeterValues']) await frame(0, action)
  await frame(60, 'BootNotification')
  const reading = (minutes: number, evseNumber: number, powerW: number) =>
    pool().query(
      `INSERT INTO reading (at, station_id, evse_number, power_w, voltage_l1_v, received_at) VALUES ($1, $2, $3, $4, 228, $1)`,
      [after(minutes), station.id, evseNumber, powerW],
    )
  await reading(-10, 1, 11_000)
  await reading(-9, 1, 0)
  await reading(-9, 2, 5_000)
  const { frames, power } = await getDiagnosis(technician, fault.id, 'en')
  expect(frames).toMatchObject([{ action: 'StatusNotification', direction: 'in', stationId: station.identity }])
  expect(power.map(({ powerW, voltageV }) => [powerW, voltageV])).toEqual([
    [11_000, 228],
    [0, 228],
  ])
})

test('it costs what the same hours usually bring, and nothing when drivers can charge all the same', async () => {
  const { station, fault } = await aPlace()
  // A charge of 40 kr every hour of the eight weeks before.
  await pool().query(
    `WITH made AS (
       INSERT INTO session (station_id, evse_number, connector_number, ocpp_transaction_id, start_key, started_at, ended_at, received_at, energy_wh, status)
       SELECT $1, 1, 1, 'c' || hour, 'c' || hour, at, at, at, 10000, 'ended'
       FROM generate_series(1, 8 * 168) AS hour, LATERAL (SELECT $2::timestamptz - hour * interval '1 hour' AS at) AS t
       RETURNING id
     ) INSERT INTO priced_session (session_id, currency, total, lines, priced_at) SELECT id, 'SEK', 40, '[]', now() FROM made`,
    [station.id, BEGAN],
  )
  const { cost } = await getDiagnosis(technician, fault.id, 'en', after(180))
  expect(cost?.perHour.sessions).toBeCloseTo(1, 1)
  expect(cost?.perHour.income).toBeCloseTo(40, 0)
  expect(cost?.soFar.income).toBeCloseTo(120, -1)
  await db().fault.update({ where: { id: fault.id }, data: { cause: 'clock-drift' } })
  expect((await getDiagnosis(technician, fault.id, 'en', after(180))).cost).toBeNull()
})

test('of a whole site, the stations that came and went are the evidence', async () => {
  const site = await aSite()
  const stations = [await aStation({ siteId: site.id }), await aStation({ siteId: site.id })]
  for (const { id } of stations)
    await db().stationEvent.create({
      data: { stationId: id, kind: 'disconnected', name: '1006', at: BEGAN, receivedAt: BEGAN },
    })
  await status(stations[0]!.id, 0, 1, 'faulted')
  const fault = await aFault({ siteId: site.id, stationId: null, code: 'site-down', cause: 'site-down' })
  const { moments, power, guide } = await getDiagnosis(technician, fault.id, 'en')
  expect(moments.map(({ what, stationId }) => [what, stationId]).sort()).toEqual(
    stations.map(({ identity }) => ['disconnected', identity]).sort(),
  )
  expect(power).toEqual([])
  expect(guide.title).toBe('The whole site is away')
})
