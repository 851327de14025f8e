import { describe, expect, test } from 'vitest'
import { HOUR_MS } from '../kernel/time'
import type { ChargingProfile } from './charging-profile'
import { compositeLimit } from './composite-limit'
import { asHeld, type Hold, holdCommand, isHold, nextWallTime } from './hold-limit'

const NOW = new Date('2026-11-20T12:00:00.400Z')
const hold: Hold = { evse: 1, limitA: 16, until: new Date('2026-11-20T17:00:00Z'), sessionId: null }
const profile = (over: Partial<ChargingProfile>): ChargingProfile => ({
  profileId: 1,
  evse: 1,
  stackLevel: 0,
  purpose: 'tx-default',
  kind: 'absolute',
  transactionId: null,
  validFrom: null,
  validTo: null,
  schedule: {
    unit: 'A',
    startAt: null,
    durationSeconds: null,
    periods: [{ startSeconds: 0, limit: 32, phases: null }],
  },
  source: 'us',
  setAt: new Date(0),
  ...over,
})

describe('a simple limit (L-9)', () => {
  test('on an outlet, until a time', () => {
    expect(holdCommand(hold, [], NOW)).toEqual({
      evseId: 1,
      profile: {
        id: 200_019_999,
        purpose: 'tx-default',
        kind: 'absolute',
        stackLevel: 1,
        validTo: '2026-11-20T17:00:00.000Z',
        schedule: {
          unit: 'A',
          startAt: '2026-11-20T12:00:00Z',
          durationSeconds: 5 * 3600,
          periods: [{ startSeconds: 0, limit: 16 }],
        },
      },
    })
  })

  test('on the whole station, until somebody lifts it; too little to charge with is a pause', () => {
    const { evseId, profile } = holdCommand({ ...hold, evse: 0, until: null, limitA: 4 }, [], NOW)
    expect(evseId).toBeUndefined()
    expect(profile).toMatchObject({ purpose: 'station-max', schedule: { periods: [{ limit: 0 }] } })
    expect(profile.validTo).toBeUndefined()
  })

  test('it really holds: above what is stacked there, and on the session where that has a limit of its own', () => {
    const others = [profile({ stackLevel: 4 }), profile({ profileId: 2, stackLevel: 9, evse: 2 })]
    expect(holdCommand(hold, others, NOW).profile.stackLevel).toBe(5)
    const own = profile({ purpose: 'tx', transactionId: 'T' })
    const command = holdCommand({ ...hold, sessionId: '7' }, [...others, own], NOW)
    expect(command).toMatchObject({ evseId: 1, sessionId: '7', profile: { purpose: 'tx', stackLevel: 1 } })
  })

  test('set again it takes its own place, and what is previewed is what it does', () => {
    const first = asHeld(holdCommand(hold, [profile({})], NOW), NOW)
    expect(isHold(first)).toBe(true)
    const again = holdCommand({ ...hold, limitA: 10 }, [profile({}), first], NOW)
    expect(again.profile).toMatchObject({ id: first.profileId, stackLevel: first.stackLevel })
    const to = new Date(NOW.getTime() + 8 * HOUR_MS)
    const question = { evse: 1, from: NOW, to, unit: 'A' as const, session: null }
    const segments = compositeLimit({ ...question, profiles: [profile({}), asHeld(again, NOW)] })
    expect(segments.map(({ from, limit }) => [new Date(from).toISOString(), limit])).toEqual([
      [NOW.toISOString(), 10],
      ['2026-11-20T17:00:00.000Z', 32],
    ])
  })
})

describe('the next time the clock shows it', () => {
  test.each([
    ['18:00', 'Europe/Stockholm', '2026-11-20T17:00:00.000Z'],
    ['13:00', 'Europe/Stockholm', '2026-11-21T12:00:00.000Z'], // it is just past one there
    ['7:30', 'UTC', '2026-11-21T07:30:00.000Z'],
  ])('%s in %s', (clock, zone, at) => {
    expect(nextWallTime(clock, NOW, zone)?.toISOString()).toBe(at)
  })

  test('across a change of clocks', () => {
    const saturday = new Date('2026-10-24T20:00:00Z')
    expect(nextWallTime('06:00', saturday, 'Europe/Stockholm')?.toISOString()).toBe('2026-10-25T05:00:00.000Z')
  })

  test.each(['', '25:00', '18', '18:60'])('%j is no time', (clock) => {
    expect(nextWallTime(clock, NOW, 'UTC')).toBeNull()
  })
})
