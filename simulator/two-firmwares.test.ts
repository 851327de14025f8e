import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ChargingProfile } from '../lib/charging-limits/charging-profile'
import { compositeLimit } from '../lib/charging-limits/composite-limit'
import { type HeldProfile, HeldProfiles } from './held-profiles'

const NOON = Date.parse('2026-11-20T12:00:00Z')
const HOUR = 3_600_000

const WORDS = { 'station-max': 'ChargePointMaxProfile', 'tx-default': 'TxDefaultProfile', tx: 'TxProfile' } as const
const KINDS = {
  absolute: ['Absolute', undefined],
  relative: ['Relative', undefined],
  'recurring-daily': ['Recurring', 'Daily'],
  'recurring-weekly': ['Recurring', 'Weekly'],
} as const

interface Both {
  readonly ours: ChargingProfile
  readonly theirs: HeldProfile
}

const limits = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 63 })), {
  minLength: 1,
  maxLength: 4,
  selector: ([hour]) => hour,
})

const profile = fc
  .record({
    evse: fc.constantFrom(0, 1),
    stackLevel: fc.nat(3),
    purpose: fc.constantFrom('station-max', 'tx-default', 'tx'),
    kind: fc.constantFrom('absolute', 'relative', 'recurring-daily', 'recurring-weekly'),
    unit: fc.constantFrom('A', 'W'),
    start: fc.integer({ min: -40, max: 20 }),
    duration: fc.option(fc.integer({ min: 1, max: 30 })),
    valid: fc.option(fc.tuple(fc.integer({ min: -10, max: 15 }), fc.integer({ min: 1, max: 15 }))),
    limits,
  })
  .map((one): Both => {
    const evse = one.purpose === 'station-max' ? 0 : one.purpose === 'tx' ? 1 : one.evse
    const steps = one.limits
      .toSorted(([a], [b]) => a - b)
      .map(([hour, limit], index) => [index === 0 ? 0 : hour, limit] as const)
    const startAt = new Date(NOON + one.start * HOUR).toISOString()
    const [from, to] = one.valid
      ? [NOON + one.valid[0] * HOUR, NOON + (one.valid[0] + one.valid[1]) * HOUR]
      : [null, null]
    const [kind, recurrency] = KINDS[one.kind]
    const limitOf = (limit: number) => (one.unit === 'W' ? limit * 690 : limit)
    return {
      ours: {
        profileId: 0,
        evse,
        stackLevel: one.stackLevel,
        purpose: one.purpose,
        kind: one.kind,
        transactionId: null,
        validFrom: from === null ? null : new Date(from),
        validTo: to === null ? null : new Date(to),
        schedule: {
          unit: one.unit,
          startAt: one.kind === 'relative' ? null : startAt,
          durationSeconds: one.duration === null ? null : one.duration * 3600,
          periods: steps.map(([hour, limit]) => ({ startSeconds: hour * 3600, limit: limitOf(limit), phases: null })),
        },
        source: 'us',
        setAt: new Date(NOON - HOUR),
      },
      theirs: {
        id: 0,
        evse,
        stackLevel: one.stackLevel,
        purpose: WORDS[one.purpose],
        kind,
        recurrency,
        validFrom: from ?? Number.NEGATIVE_INFINITY,
        validTo: to ?? Infinity,
        schedule: {
          ...(one.kind === 'relative' ? {} : { startSchedule: startAt }),
          duration: one.duration === null ? undefined : one.duration * 3600,
          chargingRateUnit: one.unit,
          chargingSchedulePeriod: steps.map(([hour, limit]) => ({ startPeriod: hour * 3600, limit: limitOf(limit) })),
        },
        setAt: NOON - HOUR,
        wire: {},
      },
    }
  })

/** One profile per purpose, place and level: stations hold no two. */
const profiles = fc.uniqueArray(profile, {
  maxLength: 7,
  selector: ({ ours: { purpose, evse, stackLevel } }) => `${purpose} ${evse} ${stackLevel}`,
})

test('the station works its limit out by itself, and comes to what was previewed (L-2, L-3)', () => {
  fc.assert(
    fc.property(profiles, fc.integer({ min: 0, max: 20 }), (all, chargingSince) => {
      const station = new HeldProfiles()
      for (const [id, { theirs }] of all.entries()) station.set({ ...theirs, id })
      const startedAt = new Date(NOON - chargingSince * HOUR)
      const preview = compositeLimit({
        profiles: all.map(({ ours }, profileId) => ({ ...ours, profileId })),
        evse: 1,
        from: new Date(NOON),
        to: new Date(NOON + 24 * HOUR),
        unit: 'W',
        session: { transactionId: null, startedAt },
      })
      for (let at = NOON + HOUR / 2; at < NOON + 24 * HOUR; at += HOUR) {
        const previewed = preview.find(({ from, to }) => from <= at && at < to)?.limit ?? Infinity
        expect(station.limitW(1, at, startedAt.getTime())).toBeCloseTo(previewed, 6)
      }
    }),
  )
})
