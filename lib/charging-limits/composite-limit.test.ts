import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../kernel/time'
import { type ChargingProfile, permittedLimit, profileIdFor, type SchedulePeriod } from './charging-profile'
import { type CompositeQuestion, compositeLimit } from './composite-limit'

const NOON = new Date('2026-11-20T12:00:00Z')
const at = (hours: number) => new Date(NOON.getTime() + hours * HOUR_MS)
let nextId = 1

const aProfile = (
  over: Partial<ChargingProfile> & { limits?: readonly (readonly [hours: number, limit: number])[] } = {},
) => {
  const { limits = [[0, 16]], ...rest } = over
  const periods = limits.map(([hours, limit]): SchedulePeriod => ({ startSeconds: hours * 3600, limit, phases: null }))
  const profile: ChargingProfile = {
    profileId: nextId++,
    evse: 1,
    stackLevel: 0,
    purpose: 'tx-default',
    kind: 'absolute',
    transactionId: null,
    validFrom: null,
    validTo: null,
    schedule: { unit: 'A', startAt: at(-1).toISOString(), durationSeconds: null, periods },
    source: 'us',
    setAt: at(-2),
    ...rest,
  }
  return profile
}

const ask = (profiles: readonly ChargingProfile[], over: Partial<CompositeQuestion> = {}) =>
  compositeLimit({
    profiles,
    evse: 1,
    from: NOON,
    to: at(24),
    unit: 'A',
    session: { transactionId: '7', startedAt: NOON },
    ...over,
  })
/** [hours from noon, limit] */
const steps = (profiles: readonly ChargingProfile[], over: Partial<CompositeQuestion> = {}) =>
  ask(profiles, over).map(({ from, limit }) => [(from - NOON.getTime()) / HOUR_MS, limit])

describe('which profile counts (L-2)', () => {
  test('without any there is no limit', () => {
    expect(steps([])).toEqual([[0, null]])
  })

  test('the lowest over purposes', () => {
    const max = aProfile({ purpose: 'station-max', evse: 0, limits: [[0, 20]] })
    const outside = aProfile({ purpose: 'external', source: 'EMS', evse: 0, limits: [[3, 10]] })
    expect(steps([max, aProfile(), outside])).toEqual([
      [0, 16],
      [2, 10],
    ])
  })

  test('the highest of a purpose in the stack, also when it allows more', () => {
    expect(steps([aProfile(), aProfile({ stackLevel: 3, limits: [[0, 32]] })])).toEqual([[0, 32]])
  })

  test('below it again when its duration is over, never when it has none', () => {
    const over = {
      unit: 'A' as const,
      startAt: NOON.toISOString(),
      periods: aProfile({ limits: [[0, 8]] }).schedule.periods,
    }
    const brief = aProfile({ stackLevel: 1, schedule: { ...over, durationSeconds: 7200 } })
    const lasting = aProfile({ stackLevel: 1, schedule: { ...over, durationSeconds: null } })
    expect(steps([aProfile(), brief])).toEqual([
      [0, 8],
      [2, 16],
    ])
    expect(steps([aProfile(), lasting])).toEqual([[0, 8]])
  })

  test('only while it is valid', () => {
    const profile = aProfile({ validFrom: at(1), validTo: at(4) })
    expect(steps([profile])).toEqual([
      [0, null],
      [1, 16],
      [4, null],
    ])
  })

  test('a session profile replaces the default, also upwards; another session is none of its business', () => {
    const own = aProfile({ purpose: 'tx', transactionId: '7', limits: [[0, 25]] })
    expect(steps([aProfile(), own])).toEqual([[0, 25]])
    expect(steps([aProfile(), own], { session: { transactionId: '8', startedAt: NOON } })).toEqual([[0, 16]])
    expect(steps([aProfile(), own], { session: null })).toEqual([[0, 16]])
  })

  test("an EVSE's own default goes before the whole station's, whatever their levels", () => {
    const everywhere = aProfile({ evse: 0, stackLevel: 9, limits: [[0, 10]] })
    expect(steps([everywhere, aProfile()])).toEqual([[0, 16]])
    expect(steps([everywhere, aProfile()], { evse: 2 })).toEqual([[0, 10]])
  })

  test('the station as such is not limited by what sessions are', () => {
    const max = aProfile({ purpose: 'station-max', evse: 0, limits: [[0, 40]] })
    expect(steps([max, aProfile()], { evse: 0 })).toEqual([[0, 40]])
  })

  test('watts and amperes are worked into each other', () => {
    const watts = aProfile({ schedule: { ...aProfile({ limits: [[0, 11_040]] }).schedule, unit: 'W' } })
    expect(steps([watts])).toEqual([[0, 16]])
    expect(steps([watts], { phases: 1 })).toEqual([[0, 48]])
    expect(steps([aProfile()], { unit: 'W' })).toEqual([[0, 11_040]])
  })
})

describe('when its periods fall (L-3)', () => {
  test('a relative schedule counts from the start of charging', () => {
    const schedule = { ...aProfile({ limits: [[0, 32], [2, 6]] }).schedule, startAt: null } // biome-ignore format: a table
    const relative = aProfile({ kind: 'relative', schedule })
    expect(steps([relative], { session: { transactionId: '7', startedAt: at(-1) } })).toEqual([
      [0, 32],
      [1, 6],
    ])
  })

  test('every day again, and not before its first', () => {
    const schedule = {
      unit: 'A' as const,
      startAt: at(10).toISOString(), // 22:00
      durationSeconds: 8 * 3600,
      periods: [{ startSeconds: 0, limit: 10, phases: null }],
    }
    const nightly = aProfile({ kind: 'recurring-daily', schedule })
    expect(steps([nightly], { from: at(0), to: at(48) })).toEqual([
      [0, null],
      [10, 10],
      [18, null],
      [34, 10],
      [42, null],
    ])
  })

  test('every week again', () => {
    const schedule = { ...aProfile().schedule, startAt: at(-24 * 7 + 1).toISOString(), durationSeconds: 3600 }
    expect(steps([aProfile({ kind: 'recurring-weekly', schedule })])).toEqual([
      [0, null],
      [1, 16],
      [2, null],
    ])
  })

  test.each([
    // Clocks go back on 25 October and forward on 28 March.
    ['Europe/Stockholm', '2026-10-24T20:00:00Z', ['2026-10-24T20:00:00.000Z', '2026-10-25T21:00:00.000Z']],
    ['Europe/Stockholm', '2027-03-27T21:00:00Z', ['2027-03-27T21:00:00.000Z', '2027-03-28T20:00:00.000Z']],
    ['UTC', '2026-10-24T20:00:00Z', ['2026-10-24T20:00:00.000Z', '2026-10-25T20:00:00.000Z']],
  ])('daily across a change of clocks, counted in %s', (zone, startAt, starts) => {
    const schedule = { ...aProfile().schedule, startAt, durationSeconds: 3600 }
    const daily = aProfile({ kind: 'recurring-daily', schedule })
    const from = new Date(Date.parse(startAt) - HOUR_MS)
    const segments = ask([daily], { from, to: new Date(from.getTime() + 47 * HOUR_MS), zone })
    const begins = segments.filter(({ limit }) => limit !== null).map((one) => new Date(one.from).toISOString())
    expect(begins).toEqual(starts)
  })
})

const limits = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 63 })), {
  minLength: 1,
  maxLength: 5,
})
const anyProfile = fc
  .record({
    evse: fc.constantFrom(0, 1, 2),
    stackLevel: fc.nat(4),
    purpose: fc.constantFrom('station-max', 'tx-default', 'tx', 'external'),
    kind: fc.constantFrom('absolute', 'recurring-daily', 'recurring-weekly', 'relative'),
    transactionId: fc.constantFrom(null, '7', '8'),
    start: fc.integer({ min: -60, max: 30 }),
    durationSeconds: fc.option(fc.integer({ min: 60, max: 40 * 3600 })),
    valid: fc.option(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: 1, max: 20 }))),
    limits,
  })
  .map(({ start, durationSeconds, valid, limits, ...rest }) => {
    const sorted = [...new Map(limits.map(([hours, limit]) => [hours, limit]))].sort(([a], [b]) => a - b)
    const base = aProfile({ ...rest, limits: sorted.map(([hours, limit], index) => [index === 0 ? 0 : hours, limit]) })
    return {
      ...base,
      validFrom: valid && at(valid[0]),
      validTo: valid && at(valid[0] + valid[1]),
      schedule: { ...base.schedule, startAt: at(start).toISOString(), durationSeconds },
    }
  })
const anyProfiles = fc.array(anyProfile, { maxLength: 6 })

describe('whatever the profiles', () => {
  test('segments cover the time asked for, without gap or overlap, and differ from their neighbours', () => {
    fc.assert(
      fc.property(anyProfiles, (profiles) => {
        const segments = ask(profiles)
        expect(segments[0]!.from).toBe(NOON.getTime())
        expect(segments.at(-1)!.to).toBe(at(24).getTime())
        for (const [index, segment] of segments.slice(1).entries()) {
          expect(segment.from).toBe(segments[index]!.to)
          const before = segments[index]!
          expect([segment.limit, segment.profileId]).not.toEqual([before.limit, before.profileId])
        }
      }),
    )
  })

  test('a longer view says the same of the time it shares (what is previewed is what will be)', () => {
    fc.assert(
      fc.property(anyProfiles, fc.integer({ min: 0, max: 23 * 60 }), (profiles, minute) => {
        const moment = new Date(NOON.getTime() + minute * MINUTE_MS)
        const session = { transactionId: '7', startedAt: NOON }
        const [now] = ask(profiles, { from: moment, to: new Date(moment.getTime() + 1), session })
        const inDay = ask(profiles).find(({ from, to }) => from <= moment.getTime() && moment.getTime() < to)
        expect([inDay?.limit, inDay?.profileId]).toEqual([now?.limit, now?.profileId])
      }),
    )
  })

  test('one more limit of the station or from outside never allows more', () => {
    const more = anyProfile.map((profile) => ({ ...profile, purpose: 'external' as const, source: 'SO' }))
    fc.assert(
      fc.property(anyProfiles, more, (profiles, extra) => {
        const [before, after] = [ask(profiles), ask([...profiles, extra])]
        for (const { from, limit } of after) {
          const was = before.find((one) => one.from <= from && from < one.to)!.limit
          expect(limit ?? Infinity).toBeLessThanOrEqual(was ?? Infinity)
        }
      }),
    )
  })

  test('the order they are given in does not matter', () => {
    fc.assert(
      fc.property(anyProfiles, (profiles) => {
        const distinct = profiles.map((profile, index) => ({ ...profile, setAt: at(-100 + index) }))
        expect(ask(distinct.toReversed())).toEqual(ask(distinct))
      }),
    )
  })
})

describe('what may be sent (L-1)', () => {
  test.each([
    [16, 'A', null, 16],
    [16.06, 'A', null, 16],
    [16.19, 'A', null, 16.1],
    [0.3 * 100, 'A', null, 30],
    [6, 'A', null, 6],
    [5.99, 'A', null, 0],
    [1, 'A', null, 0],
    [-1, 'A', null, 0],
    [4000, 'W', 3, 0],
    [4140, 'W', 3, 4140],
    [1380, 'W', 1, 1380],
    [500, 'W', null, 500],
  ] as const)('%s %s over %s phases is %s', (limit, unit, phases, sent) => {
    expect(permittedLimit(limit, unit, phases)).toBe(sent)
  })

  test('never more than asked for, never between a pause and six amperes, always in tenths', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 500, noNaN: true }), (limit) => {
        const sent = permittedLimit(limit, 'A', null)
        expect(sent).toBeLessThanOrEqual(limit + 1e-6)
        expect(sent === 0 || sent >= 6).toBe(true)
        expect(Math.abs(sent * 10 - Math.round(sent * 10))).toBeLessThan(1e-9)
      }),
    )
  })

  test('every place of a profile has a number of its own', () => {
    const ids = new Set<number>()
    for (const purpose of ['station-max', 'tx-default', 'tx'] as const) {
      for (const evse of [0, 1, 9_999]) for (const level of [0, 1, 9_999]) ids.add(profileIdFor(purpose, evse, level))
    }
    expect(ids.size).toBe(27)
    expect(Math.max(...ids)).toBeLessThan(2_147_483_648)
  })
})
