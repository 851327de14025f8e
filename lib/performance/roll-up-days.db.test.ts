import pg from 'pg'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { db, pool } from '../db/client'
import { anActor, aSession, aSite, aStation } from '../db/testing/fixtures'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../kernel/time'
import { beginMaintenance } from '../maintenance/mutations/begin-maintenance'
import { endWindows } from '../maintenance/mutations/write-windows'
import { rollUpDays } from './mutations/roll-up-days'

/** 09:00 in Stockholm. */
const now = new Date('2026-03-04T08:00:00Z')
/** Of the evening before, Stockholm time. */
const at = (time: string) => new Date(`2026-03-03T${time}:00+01:00`)
const LOG_DAYS = 30
const H = 3600

let siteId: bigint
let stationId: bigint

beforeEach(async () => {
  await pool().query(
    `TRUNCATE session, status_event, station_event, ocpp_message, evse_day, job_mark, fault, availability_exclusion, maintenance_window, station CASCADE`,
  )
  await notLongAgo()
  siteId = (await aSite()).id
  stationId = (await aStation({ siteId })).id
  await status('available', new Date('2026-03-01T12:00:00Z'))
})

/** The first roll-up would reach back a hundred days. */
const notLongAgo = () => pool().query(`INSERT INTO job_mark VALUES ('evse-day', '2026-02-28T12:00:00Z')`)

async function status(word: string, when: Date, { receivedAt = when, errorCode = null as string | null } = {}) {
  await pool().query(
    `INSERT INTO status_event (station_id, evse_number, connector_number, status, error_code, at, received_at) VALUES ($1, 1, 1, $2, $3, $4, $5)`,
    [stationId, word, errorCode, when, receivedAt],
  )
  await pool().query('UPDATE connector_state SET status_at = coalesce(status_at, $2) WHERE station_id = $1', [
    stationId,
    when,
  ])
}
const link = (kind: 'connected' | 'disconnected', when: Date, receivedAt = when) =>
  db().stationEvent.create({ data: { stationId, kind, name: kind, at: when, receivedAt }, select: { id: true } })
const charge = (time: string, over: object = {}) =>
  aSession(stationId, {
    siteId,
    evseNumber: 1,
    tokenValue: 'A',
    status: 'ended',
    startedAt: at(time),
    endedAt: new Date(at(time).getTime() + 40 * MINUTE_MS),
    energyWh: 9000,
    receivedAt: at(time),
    ...over,
  })
const rollUp = (when = now) => rollUpDays(when, LOG_DAYS)
const day = async (date = '2026-03-03', of = stationId) =>
  db().evseDay.findUnique({
    where: { stationId_evseNumber_day: { stationId: of, evseNumber: 1, day: new Date(date) } },
  })
const everything = async () =>
  (await db().evseDay.findMany({ orderBy: [{ day: 'asc' }, { stationId: 'asc' }] })).map((row) => ({
    ...row,
    energyWh: String(row.energyWh),
  }))

describe('days of EVSEs', () => {
  test('are made when they are over, from the first word on', async () => {
    await status('faulted', at('12:00'), { errorCode: 'GroundFailure' })
    await status('available', at('15:00'))
    await charge('08:00')
    await rollUp()
    expect(await day()).toMatchObject({
      siteId,
      upSeconds: 21 * H,
      downSeconds: { 'faulted:GroundFailure': 3 * H },
      downTotal: 3 * H,
      excludedSeconds: {},
      excludedTotal: 0,
      goodAttempts: 1,
      unknownSeconds: 0,
      occupiedSeconds: 40 * 60,
      sessions: 1,
      attempts: 1,
      failures: {},
      visits: 1,
      goodVisits: 1,
      firstTries: 1,
      isStale: false,
    })
    expect(await day('2026-03-01')).toMatchObject({ unknownSeconds: 13 * H, upSeconds: 11 * H })
    expect(await day('2026-02-28')).toBeNull()
    expect(await day('2026-03-04')).toBeNull()
  })

  test('are the same when they are made again', async () => {
    await charge('08:00')
    await rollUp()
    const before = await everything()
    await pool().query('UPDATE evse_day SET is_stale = true')
    await rollUp()
    expect(await everything()).toEqual(before)
    expect(await rollUp(new Date(now.getTime() + MINUTE_MS))).toBe(0)
  })

  test('come out alike whether rows were there in time or come late', async () => {
    const tell = async (receivedAt?: Date) => {
      await status('faulted', at('12:00'), { errorCode: 'ReaderFailure', receivedAt })
      await status('available', at('13:00'), { receivedAt })
      await link('disconnected', at('20:00'), receivedAt)
      await link('connected', at('21:00'), receivedAt)
      await charge('22:00', receivedAt && { receivedAt })
      await charge('22:50', { energyWh: 0, receivedAt: receivedAt ?? at('22:50') })
    }
    await tell()
    await rollUp()
    const inTime = await everything()
    await pool().query('TRUNCATE session, station_event, evse_day, job_mark CASCADE')
    await notLongAgo()
    await pool().query('DELETE FROM status_event WHERE at > $1', [at('00:00')])
    await rollUp()
    expect(await day()).toMatchObject({ upSeconds: 24 * H, sessions: 0 })
    const later = new Date(now.getTime() + HOUR_MS)
    await tell(later)
    await rollUp(new Date(later.getTime() + MINUTE_MS))
    expect(await everything()).toEqual(inTime)
    expect(await day()).toMatchObject({ attempts: 2, visits: 1, failures: { 'energy.none': 1 } })
  })

  test('know the charge that ends after midnight when it has ended', async () => {
    const { id } = await charge('23:30', { status: 'active', endedAt: null })
    await rollUp()
    expect(await day()).toMatchObject({ sessions: 1, attempts: 0, occupiedSeconds: 30 * 60 })
    const over = new Date(now.getTime() + HOUR_MS)
    await db().session.update({
      where: { id },
      data: {
        status: 'ended',
        endedAt: over,
        priced: { create: { unpricedReason: 'no-tariff', lines: [], pricedAt: over } },
      },
    })
    await rollUp(new Date(over.getTime() + MINUTE_MS))
    expect(await day()).toMatchObject({ sessions: 1, attempts: 1, firstTries: 1 })
  })

  test('count a visit where it began, whichever station it went on to', async () => {
    const other = (await aStation({ siteId })).id
    await charge('10:00', { energyWh: 0 })
    await aSession(other, {
      siteId,
      tokenValue: 'a',
      status: 'ended',
      startedAt: at('10:45'),
      endedAt: at('11:30'),
      energyWh: 4000,
      receivedAt: at('10:45'),
    })
    await rollUp()
    expect(await day()).toMatchObject({ attempts: 1, visits: 1, goodVisits: 1, firstTries: 0 })
    expect(await day('2026-03-03', other)).toMatchObject({ attempts: 1, visits: 0 })
  })

  test('leave out what is excluded, and count it again when that is taken back', async () => {
    await link('disconnected', at('10:00'))
    await link('connected', at('14:00'))
    await rollUp()
    expect(await day()).toMatchObject({ downSeconds: { offline: 4 * H } })
    const { id } = await db().availabilityExclusion.create({
      data: { siteId, fromAt: at('11:00'), untilAt: at('18:00'), reason: 'grid', madeBy: 'user:1', madeAt: now },
    })
    await rollUp(new Date(now.getTime() + MINUTE_MS))
    expect(await day()).toMatchObject({
      downSeconds: { offline: H },
      excludedSeconds: { grid: 3 * H },
      upSeconds: 20 * H,
    })
    const revokedAt = new Date(now.getTime() + 5 * MINUTE_MS)
    await db().availabilityExclusion.update({ where: { id }, data: { revokedAt, revokedBy: 'user:1' } })
    await rollUp(new Date(now.getTime() + 6 * MINUTE_MS))
    expect(await day()).toMatchObject({ downSeconds: { offline: 4 * H }, excludedSeconds: {} })
  })

  test('are made again when a tablet says late that the work had ended, and no sooner', async () => {
    const operator = anActor('operator')
    const id = await beginMaintenance(operator, { siteId, reason: 'New cable', fromAt: at('09:00') }, at('09:00'))
    await link('disconnected', at('10:00'))
    await link('connected', at('14:00'))
    await rollUp()
    expect(await day()).toMatchObject({ downSeconds: {}, excludedSeconds: { maintenance: 4 * H } })
    const heard = new Date(now.getTime() + 5 * MINUTE_MS)
    await db().$transaction((tx) => endWindows(tx, operator, 'site:1', { id }, { at: at('12:00'), now: heard }))
    await rollUp(new Date(heard.getTime() + MINUTE_MS))
    expect(await day()).toMatchObject({ downSeconds: { offline: 2 * H }, excludedSeconds: { maintenance: 2 * H } })
    // What was heard of just before the last time is looked at once more, then never again.
    await rollUp(new Date(heard.getTime() + 10 * MINUTE_MS))
    expect(await rollUp(new Date(heard.getTime() + 20 * MINUTE_MS))).toBe(0)
  })

  test.each([
    ['the end', { openedAt: at('10:00'), heardAt: at('10:00') }, 14 * H],
    ['all', { openedAt: at('10:00'), closedAt: at('12:00'), closeReason: 'over' }, 2 * H],
  ])('are made again when we hear of %s of a fault that was over days ago', async (what, fault, downSeconds) => {
    const heard = new Date(now.getTime() + 5 * MINUTE_MS)
    const said = { siteId, stationId, source: 'event', code: 'X.Problem', cause: 'x', severity: 2, evseNumber: 1 }
    const make = (more: object) =>
      db().fault.create({ data: { ...said, beganAt: at('10:00'), lastSeenAt: at('10:00'), ...fault, ...more } })
    const made = what === 'all' ? null : await make({})
    await rollUp()
    expect((await day())?.downTotal).toBe(made === null ? 0 : downSeconds)
    const over = { closedAt: at('12:00'), closeReason: 'probed', heardAt: heard }
    if (made === null) await make({ heardAt: heard })
    else await db().fault.update({ where: { id: made.id }, data: over })
    await rollUp(new Date(heard.getTime() + MINUTE_MS))
    expect((await day())?.downTotal).toBe(2 * H)
  })

  test('keep attempts that the message log no longer tells of', async () => {
    await pool().query(
      `INSERT INTO ocpp_message (at, station_id, direction, protocol, message_id, action, request, response)
       VALUES ($1, $2, 'in', 'ocpp1.6', 'm', 'Authorize', '{"idTag":"X"}', '{"idTagInfo":{"status":"Blocked"}}')`,
      [at('09:00'), stationId],
    )
    await rollUp()
    expect(await day()).toMatchObject({ attempts: 1, failures: { 'authorisation.refused': 1 } })
    await pool().query('TRUNCATE ocpp_message')
    await pool().query('UPDATE evse_day SET is_stale = true')
    await rollUp(new Date(now.getTime() + 40 * DAY_MS))
    expect(await day()).toMatchObject({ attempts: 1, failures: { 'authorisation.refused': 1 } })
  })

  test('are made with as many statements for many stations as for one', async () => {
    const query = vi.spyOn(pg.Client.prototype, 'query')
    await rollUp()
    const forOne = query.mock.calls.length
    for (let count = 0; count < 20; count += 1) await aStation({ siteId: count % 2 === 0 ? siteId : null })
    await pool().query('TRUNCATE evse_day, job_mark')
    await notLongAgo()
    query.mockClear()
    expect(await rollUp()).toBeGreaterThan(60)
    expect(query.mock.calls.length).toBe(forOne)
    query.mockRestore()
    expect(await db().evseDay.count({ where: { isStale: true } })).toBe(0)
  })
})
