import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { QuietHours } from './rule'
import { endOfQuiet, slotOf, whenToTell } from './when-to-tell'

const NIGHT: QuietHours = {
  from: '22:00',
  until: '06:30',
  weekends: false,
  exceptSafety: true,
  timeZone: 'Europe/Stockholm',
}
const at = (text: string) => new Date(text)

describe('quiet hours', () => {
  it.each([
    // Friday 2026-11-20; Stockholm is an hour ahead.
    ['a moment before', '2026-11-20T20:59:59Z', null],
    ['as they begin', '2026-11-20T21:00:00Z', '2026-11-21T05:30:00Z'],
    ['after midnight', '2026-11-21T02:00:00Z', '2026-11-21T05:30:00Z'],
    ['as they end', '2026-11-21T05:30:00Z', null],
    // Clocks go back at 03:00 on 2026-10-25: that night is an hour longer.
    ['the long night', '2026-10-24T21:00:00Z', '2026-10-25T05:30:00Z'],
    // Clocks go forward at 02:00 on 2027-03-28.
    ['the short night', '2027-03-27T22:00:00Z', '2027-03-28T04:30:00Z'],
  ])('%s', (_name, now, end) => {
    expect(endOfQuiet(NIGHT, at(now))).toEqual(end === null ? null : at(end))
  })

  it('within a day', () => {
    const lunch = { ...NIGHT, from: '12:00', until: '13:00' }
    expect(endOfQuiet(lunch, at('2026-11-20T11:30:00Z'))).toEqual(at('2026-11-20T12:00:00Z'))
    expect(endOfQuiet(lunch, at('2026-11-20T12:00:00Z'))).toBeNull()
  })

  it('and weekends are one long quiet', () => {
    const weekends = { ...NIGHT, weekends: true }
    expect(endOfQuiet(weekends, at('2026-11-20T22:00:00Z'))).toEqual(at('2026-11-23T05:30:00Z'))
    expect(endOfQuiet(weekends, at('2026-11-21T12:00:00Z'))).toEqual(at('2026-11-23T05:30:00Z'))
  })

  it('from one time to the same are none', () => {
    expect(endOfQuiet({ ...NIGHT, from: '00:00', until: '00:00' }, at('2026-11-20T12:00:00Z'))).toBeNull()
  })

  it('end when it is not quiet, within three days and a night', () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
    const quiet = fc.record({
      from: time,
      until: time,
      weekends: fc.boolean(),
      exceptSafety: fc.boolean(),
      timeZone: fc.constantFrom('Europe/Stockholm', 'America/St_Johns', 'UTC'),
    })
    const instant = fc.date({ min: at('2026-01-01'), max: at('2028-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(quiet, instant, (hours, now) => {
        const end = endOfQuiet(hours, now)
        if (end === null) return
        expect(end.getTime()).toBeGreaterThan(now.getTime())
        expect(end.getTime() - now.getTime()).toBeLessThan(4 * 86_400_000)
        expect(endOfQuiet(hours, end)).toBeNull()
      }),
    )
  })
})

describe('a digest', () => {
  it.each([
    ['at-once', '2026-11-20T10:20:00Z', null],
    ['hourly', '2026-11-20T10:20:00Z', '2026-11-20T11:00:00Z'],
    ['hourly', '2026-11-20T11:00:00Z', '2026-11-20T12:00:00Z'],
    ['daily', '2026-11-20T05:59:00Z', '2026-11-20T06:00:00Z'],
    ['daily', '2026-11-20T06:00:00Z', '2026-11-21T06:00:00Z'],
  ] as const)('%s at %s comes %s', (digest, now, slot) => {
    expect(slotOf(digest, at(now), 'Europe/Stockholm')).toEqual(slot === null ? null : at(slot))
  })
})

describe('what happens', () => {
  const rule = { digest: 'hourly', quietHours: NIGHT } as const
  it.each([
    ['by day waits for the hour', rule, '2026-11-20T10:20:00Z', false, '2026-11-20T11:00:00Z'],
    ['by night waits for the morning', rule, '2026-11-20T23:20:00Z', false, '2026-11-21T05:30:00Z'],
    ['and is dangerous waits for nothing', rule, '2026-11-20T23:20:00Z', true, null],
    [
      'and is dangerous waits where even that must',
      { digest: 'at-once', quietHours: { ...NIGHT, exceptSafety: false } } as const,
      '2026-11-20T23:20:00Z',
      true,
      '2026-11-21T05:30:00Z',
    ],
    [
      'without any hours is told at once',
      { digest: 'at-once', quietHours: null } as const,
      '2026-11-20T23:20:00Z',
      false,
      null,
    ],
  ])('%s', (_name, by, now, isSafety, when) => {
    expect(whenToTell(by, at(now), isSafety)).toEqual(when === null ? null : at(when))
  })
})
