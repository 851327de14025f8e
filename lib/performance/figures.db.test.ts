import { describe, expect, test } from 'vitest'
import { db, pool } from '../db/client'
import { anActor, aSession, aSite, aStation } from '../db/testing/fixtures'
import { MINUTE_MS } from '../kernel/time'
import { excludeTime, revokeExclusion } from './mutations/exclude-time'
import { rollUpDays } from './mutations/roll-up-days'
import { comparePerformance } from './queries/compare-performance'
import { getFaultFigures } from './queries/get-fault-figures'
import { getHeadline } from './queries/get-headline'
import { getPerformance } from './queries/get-performance'
import { getStationDay } from './queries/get-station-day'
import { countEvseDays, listEvseDays } from './queries/list-evse-days'
import { listExclusions } from './queries/list-exclusions'
import { listFaultTimes } from './queries/list-fault-times'
import { listHeat } from './queries/list-heat'
import { availability, contractAvailability, firstChargeSuccess } from './rates'

const operator = anActor('operator')
const now = new Date('2026-03-04T08:00:00Z')
const at = (time: string) => new Date(`2026-03-03T${time}:00+01:00`)
const period = { from: '2026-03-03', to: '2026-03-04' }
const H = 3600

/** A station that was away from ten to fourteen, and where a second attempt was a charge. */
async function aPast() {
  // The first roll-up would reach back a hundred days, a later one only to what is new.
  await pool().query(`DELETE FROM job_mark`)
  await pool().query(`INSERT INTO job_mark VALUES ('evse-day', '2026-02-28T12:00:00Z')`)
  const site = await aSite()
  const station = await aStation({ siteId: site.id })
  const link = (kind: string, when: Date) =>
    db().stationEvent.create({
      data: { stationId: station.id, kind, name: '', at: when, receivedAt: when },
      select: { id: true },
    })
  await link('connected', new Date('2026-03-01T00:00:00Z'))
  await link('disconnected', at('10:00'))
  await link('connected', at('14:00'))
  const session = (from: string, to: string, energyWh: number) =>
    aSession(station.id, {
      siteId: site.id,
      tokenValue: 'A',
      status: 'ended',
      startedAt: at(from),
      endedAt: at(to),
      energyWh,
      receivedAt: at(from),
    })
  await session('15:00', '15:04', 0)
  await session('15:10', '16:00', 8000)
  await rollUpDays(now, 30)
  return { siteId: site.id, stationId: station.id, identity: station.identity, filter: { ...period, siteId: site.id } }
}

describe('figures', () => {
  test('say of how much, and lead to the rows that add up to them', async () => {
    const { identity, filter } = await aPast()
    const { sums, byDay } = await getPerformance(operator, filter)
    expect(availability(sums)).toMatchObject({ part: 20 * H, whole: 24 * H })
    expect(firstChargeSuccess(sums)).toEqual({ part: 0, whole: 1, share: 0 })
    expect(sums).toMatchObject({
      attempts: 2,
      goodVisits: 1,
      failures: { 'energy.none': 1 },
      downSeconds: { offline: 4 * H },
    })
    expect(byDay).toMatchObject([{ day: '2026-03-03', visits: 1, firstTries: 0 }])
    const rows = await listEvseDays(operator, filter, { what: 'down', name: 'offline' })
    expect(rows.reduce((all, { downSeconds }) => all + downSeconds.offline!, 0)).toBe(sums.downSeconds.offline)
    expect(await listEvseDays(operator, filter, { what: 'failure', name: 'end.fault' })).toEqual([])
    expect(await countEvseDays(operator, filter, { what: 'down', name: 'offline' })).toBe(rows.length)
    expect(await countEvseDays(operator, filter, { what: 'failure', name: 'end.fault' })).toBe(0)
    const [row] = await comparePerformance(operator, filter, 'station')
    expect(row).toMatchObject({ key: identity, upSeconds: 20 * H, downSeconds: 4 * H, visits: 1, firstTries: 0 })
    expect(await getHeadline(operator, filter)).toMatchObject({ first: { whole: 1 }, availability: { part: 20 * H } })
  })

  test('come from a day one can look at', async () => {
    const { identity, filter } = await aPast()
    const [row] = await listEvseDays(operator, filter, { what: 'any' })
    const day = await getStationDay(operator, identity, '2026-03-03', now)
    const away = day.evses[0]!.parts.filter(({ standing }) => standing.kind === 'down')
    expect(away).toMatchObject([{ from: at('10:00').getTime(), to: at('14:00').getTime() }])
    expect(row?.downSeconds).toEqual({ offline: 4 * H })
    expect(day.attempts.map(({ outcome, visit }) => [outcome, visit?.attempt])).toEqual([
      ['energy.none', 1],
      ['good', 2],
    ])
    await expect(getStationDay(operator, identity, '2026-03-04', now)).rejects.toMatchObject({ code: 'invalid' })
  })

  test('are a strip, day by day', async () => {
    const { identity } = await aPast()
    const [strip] = await listHeat(operator, [identity.toLowerCase()], { from: '2026-02-28', to: '2026-03-05' })
    expect(strip).toEqual({ stationId: identity, evse: 1, days: [null, 1000, 1000, 833, null] })
    await expect(listHeat(operator, Array(201).fill('x'), period)).rejects.toMatchObject({ code: 'invalid' })
  })

  test('of faults tell times, promises and how they ended', async () => {
    const { siteId, stationId, filter } = await aPast()
    const fault = await db().fault.create({
      data: {
        siteId,
        stationId,
        source: 'rule',
        code: 'offline',
        cause: 'offline',
        severity: 4,
        beganAt: at('10:00'),
        openedAt: at('10:10'),
        acknowledgedAt: at('10:20'),
        lastSeenAt: at('14:00'),
        closedAt: at('14:00'),
        closeReason: 'recovered',
        promises: { create: [{ dueAt: at('15:00'), madeBy: 'user:1', outcome: 'kept', settledAt: at('14:00') }] },
      },
    })
    const figures = await getFaultFigures(operator, filter)
    expect(figures).toMatchObject({
      opened: 1,
      detect: { medianSeconds: 600, count: 1 },
      acknowledge: { medianSeconds: 600, count: 1 },
      repair: { meanSeconds: 4 * H, count: 1 },
      closed: { byItself: 0, recovered: 1, remote: 0, onSite: 0 },
      promises: { kept: 1, broken: 0 },
    })
    for (const concern of ['opened', 'closed', 'promises'] as const)
      expect(await listFaultTimes(operator, filter, concern)).toMatchObject({
        rows: [{ id: String(fault.id), repairSeconds: 4 * H }],
        total: 1,
      })
    await db().workOrder.create({
      data: { stationId, faultId: fault.id, title: 'x', state: 'done', createdBy: 'user:1' },
    })
    expect((await getFaultFigures(operator, filter)).closed).toMatchObject({ recovered: 0, onSite: 1 })
    await db().fault.update({ where: { id: fault.id }, data: { closeReason: 'false-alarm' } })
    expect(await getFaultFigures(operator, filter)).toMatchObject({ opened: 0, repair: { count: 0 } })
  })
})

describe('excluded time', () => {
  const time = {
    fromAt: at('11:00'),
    untilAt: at('13:00'),
    reason: 'grid',
    note: 'Outage 4711 of the grid owner',
  } as const

  test('is left out by contract but not for drivers, until it is taken back', async () => {
    const { identity, filter } = await aPast()
    const id = await excludeTime(operator, { stationId: identity, ...time })
    await pool().query('UPDATE availability_exclusion SET made_at = $1', [now])
    await rollUpDays(new Date(now.getTime() + MINUTE_MS), 30)
    const { sums } = await getPerformance(operator, filter)
    expect(sums).toMatchObject({ downSeconds: { offline: 2 * H }, excludedSeconds: { grid: 2 * H } })
    expect(availability(sums).part).toBe(20 * H)
    expect(contractAvailability(sums).part).toBe(22 * H)
    expect(await listExclusions(operator)).toMatchObject([
      { id: String(id), stationId: identity, reason: 'grid', revokedAt: null },
    ])
    await revokeExclusion(operator, id)
    await expect(revokeExclusion(operator, id)).rejects.toMatchObject({ code: 'conflict' })
    await pool().query('UPDATE availability_exclusion SET revoked_at = $1', [new Date(now.getTime() + 5 * MINUTE_MS)])
    await rollUpDays(new Date(now.getTime() + 6 * MINUTE_MS), 30)
    expect((await getPerformance(operator, filter)).sums).toMatchObject({
      downSeconds: { offline: 4 * H },
      excludedSeconds: {},
    })
    const { rows } = await pool().query(`SELECT act FROM audit_entry WHERE act LIKE 'exclusion.%' ORDER BY id`)
    expect(rows).toEqual([{ act: 'exclusion.make' }, { act: 'exclusion.revoke' }])
  })

  test('has a place, a reason, an order of times, and somebody who may', async () => {
    const { siteId, identity } = await aPast()
    await expect(excludeTime(anActor('technician'), { siteId, ...time })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(excludeTime(operator, time)).rejects.toMatchObject({ details: { stationId: 'one-of-two' } })
    await expect(excludeTime(operator, { siteId, evse: 1, ...time })).rejects.toMatchObject({ code: 'invalid' })
    await expect(excludeTime(operator, { siteId, ...time, untilAt: time.fromAt })).rejects.toMatchObject({
      details: { untilAt: 'before-start' },
    })
    await expect(excludeTime(operator, { siteId: 987n, ...time })).rejects.toMatchObject({ code: 'not-found' })
    const elsewhere = anActor('operator', { siteIds: [987n] })
    await expect(excludeTime(elsewhere, { stationId: identity, ...time })).rejects.toMatchObject({ code: 'not-found' })
  })
})
