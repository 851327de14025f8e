import { expect, test } from 'vitest'
import type { ChargingProfile } from '@/lib/charging-limits/charging-profile'
import { limitPoints } from './limit-points'

const NOON = Date.parse('2026-11-20T12:00:00Z')
const HOUR = 3_600_000
const profile: ChargingProfile = {
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
    startAt: new Date(NOON - HOUR).toISOString(),
    durationSeconds: 3 * 3600,
    periods: [{ startSeconds: 0, limit: 16, phases: null }],
  },
  source: 'us',
  setAt: new Date(NOON),
}
const question = {
  profiles: [profile],
  evse: 1,
  session: null,
  unit: 'A' as const,
  from: NOON,
  to: NOON + 6 * HOUR,
  said: null,
}

test('a limit that ends is drawn to its end', () => {
  expect(limitPoints(question).map(({ at, may, each }) => [(at - NOON) / HOUR, may, each[0]])).toEqual([
    [0, 16, 16],
    [2 - 1 / HOUR, 16, 16],
    [2, null, null],
    [6 - 1 / HOUR, null, null],
  ])
})

test("the station's own answer has steps of its own, in the same unit", () => {
  const said = {
    evse: 1,
    unit: 'W' as const,
    startAt: new Date(NOON).toISOString(),
    durationSeconds: 3 * 3600,
    periods: [
      { startSeconds: 0, limit: 11_040, phases: null },
      { startSeconds: 3600, limit: 2300, phases: 1 },
    ],
  }
  const points = limitPoints({ ...question, profiles: [], said })
  const at = (hour: number) => points.find((point) => point.at === NOON + hour * HOUR)?.said
  expect([at(0), at(1), at(3)]).toEqual([16, 10, null])
})
