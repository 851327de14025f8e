import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOUR_MS } from '../kernel/time'
import type { ChargingProfile, Schedule } from './charging-profile'
import { type ChargingNeeds, type ChargingPlace, correctSchedule, planCharging } from './plan-charging'

const NOW = new Date('2026-11-20T12:00:00Z')
const hours = (count: number) => new Date(NOW.getTime() + count * HOUR_MS)

const ac: ChargingNeeds = {
  currentType: 'ac',
  maxCurrentA: 32,
  minCurrentA: 6,
  maxVoltageV: 400,
  maxPowerW: null,
  phases: 3,
  departureAt: hours(4),
  maxPeriods: null,
}
const dc: ChargingNeeds = {
  ...ac,
  currentType: 'dc',
  maxCurrentA: 200,
  minCurrentA: null,
  maxVoltageV: 500,
  departureAt: null,
}
const place: ChargingPlace = { evse: 1, maxPowerW: 22_080, profiles: [], zone: 'UTC' }

const stationMax = (...limits: readonly (readonly [hours: number, limitA: number])[]): ChargingProfile => ({
  profileId: 1,
  evse: 0,
  stackLevel: 0,
  purpose: 'station-max',
  kind: 'absolute',
  transactionId: null,
  validFrom: null,
  validTo: null,
  schedule: {
    unit: 'A',
    startAt: NOW.toISOString(),
    durationSeconds: null,
    periods: limits.map(([hour, limit]) => ({ startSeconds: hour * 3600, limit, phases: 3 })),
  },
  source: 'us',
  setAt: NOW,
})
const steps = (schedule: Schedule | null) =>
  schedule?.periods.map(({ startSeconds, limit }) => [startSeconds / 3600, limit])

describe('what a car is offered (L-6)', () => {
  test('as much as it can take and the outlet gives, until it departs', () => {
    expect(planCharging(ac, place, NOW)).toEqual({
      unit: 'A',
      startAt: NOW.toISOString(),
      durationSeconds: 4 * 3600,
      periods: [{ startSeconds: 0, limit: 32, phases: 3 }],
    })
    expect(steps(planCharging({ ...ac, maxCurrentA: 16 }, place, NOW))).toEqual([[0, 16]])
    expect(steps(planCharging(ac, { ...place, maxPowerW: 11_040 }, NOW))).toEqual([[0, 16]])
    expect(planCharging(dc, { ...place, maxPowerW: 50_000 }, NOW)).toMatchObject({
      unit: 'W',
      durationSeconds: 24 * 3600,
      periods: [{ startSeconds: 0, limit: 50_000, phases: null }],
    })
  })

  test('within what limits leave, following their steps', () => {
    const profiles = [stationMax([0, 25], [1, 10.07], [2, 4], [5, 20])]
    expect(steps(planCharging(ac, { ...place, profiles }, NOW))).toEqual([
      [0, 25],
      [1, 10],
      [2, 0],
    ])
  })

  test("never below the car's own least: a pause instead", () => {
    expect(steps(planCharging({ ...ac, minCurrentA: 10 }, { ...place, profiles: [stationMax([0, 8])] }, NOW))).toEqual([
      [0, 0],
    ])
  })

  test('in fewer steps when it can hold no more, and then never more than any of them allows', () => {
    const profiles = [stationMax([0, 25], [1, 10], [2, 16])]
    expect(steps(planCharging({ ...ac, maxPeriods: 2 }, { ...place, profiles }, NOW))).toEqual([
      [0, 25],
      [1, 10],
    ])
    expect(steps(planCharging({ ...ac, maxPeriods: 1 }, { ...place, profiles }, NOW))).toEqual([[0, 10]])
  })

  test("the session's own profile is what is being planned, so it limits nothing", () => {
    const own = { ...stationMax([0, 8]), evse: 1, purpose: 'tx' as const }
    expect(steps(planCharging(ac, { ...place, profiles: [own] }, NOW))).toEqual([[0, 32]])
  })

  test('a departure that has passed is no departure', () => {
    expect(planCharging({ ...ac, departureAt: hours(-1) }, place, NOW)?.durationSeconds).toBe(24 * 3600)
  })

  test('with nothing known there is nothing to plan with', () => {
    expect(planCharging({ ...ac, maxCurrentA: null }, { ...place, maxPowerW: null }, NOW)).toBeNull()
  })

  test('whatever it needs and whatever holds, it is never offered more than either', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.double({ min: 0, max: 63, noNaN: true })), {
      maxLength: 4,
    })
    fc.assert(
      fc.property(
        fc.integer({ min: 6, max: 63 }),
        fc.double({ min: 0, max: 63, noNaN: true }),
        steps,
        (most, first, rest) => {
          const sorted = [...new Map(rest)].sort(([a], [b]) => a - b)
          const limit = stationMax([0, first], ...sorted)
          const plan = planCharging(
            { ...ac, maxCurrentA: most },
            { ...place, maxPowerW: null, profiles: [limit] },
            NOW,
          )!
          for (const period of plan.periods) {
            const holds = limit.schedule.periods.findLast(({ startSeconds }) => startSeconds <= period.startSeconds)!
            expect(period.limit).toBeLessThanOrEqual(Math.min(most, holds.limit!) + 1e-6)
          }
        },
      ),
    )
  })
})

describe('what a car says it will do (L-7)', () => {
  const at = { ...place, transactionId: 'T', phases: 3 }
  const said = (...limits: readonly (readonly [number, number])[]): Schedule => ({
    unit: 'A',
    startAt: NOW.toISOString(),
    durationSeconds: 4 * 3600,
    periods: limits.map(([hour, limit]) => ({ startSeconds: hour * 3600, limit, phases: 3 })),
  })

  test('within its limits it is left alone', () => {
    expect(
      correctSchedule(said([0, 16], [1, 10.04]), { ...at, profiles: [stationMax([0, 16], [1, 10])] }, NOW),
    ).toBeNull()
    expect(correctSchedule(said([0, 32]), at, NOW)).toBeNull()
  })

  test('what is too much is cut off, the rest stays its own', () => {
    const profiles = [stationMax([0, 16], [2, 10])]
    expect(steps(correctSchedule(said([0, 12], [1, 20]), { ...at, profiles }, NOW))).toEqual([
      [0, 12],
      [1, 16],
      [2, 10],
    ])
  })

  test('what it was offered itself counts', () => {
    const own = { ...stationMax([0, 8]), evse: 1, purpose: 'tx' as const, transactionId: 'T' }
    expect(steps(correctSchedule(said([0, 16]), { ...at, profiles: [own] }, NOW))).toEqual([[0, 8]])
    expect(correctSchedule(said([0, 16]), { ...at, transactionId: 'U', profiles: [own] }, NOW)).toBeNull()
  })

  test('watts are held to amperes', () => {
    const watts: Schedule = { ...said([0, 22_000]), unit: 'W' }
    expect(steps(correctSchedule(watts, { ...at, profiles: [stationMax([0, 10])] }, NOW))).toEqual([[0, 6900]])
  })

  test('what is over is over', () => {
    expect(correctSchedule(said([0, 32]), { ...at, profiles: [stationMax([0, 10])] }, hours(5))).toBeNull()
  })
})
