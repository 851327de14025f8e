import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SessionState } from './session-state'
import { openFlags, play } from './testing/play'
import { begin, card, end, metered, sample, start, stop } from './testing/say'

const ST = 7n
const TX = '101' // the id that play() gives to a session begun by the first message
const wh = (session: SessionState) => session.energyWh.toNumber()

interface Ends {
  readonly meterStartWh?: number | null
  readonly meterStopWh?: number | null
}

/** Start at 1000 Wh, the registers five minutes apart, stop at 11 000 Wh an hour after the start. */
const through = (registers: readonly number[], ends: Ends = {}) =>
  play([
    start(ST, { meterStartWh: ends.meterStartWh === undefined ? 1000 : ends.meterStartWh }),
    ...readings(registers),
    stop(ST, TX, { meterStopWh: ends.meterStopWh === undefined ? 11_000 : ends.meterStopWh }),
  ])
const readings = (registers: readonly number[]) =>
  registers.map((register, index) => metered(ST, TX, [sample((index + 1) * 5, register)]))

describe('the energy of a session', () => {
  it.each<[string, number[], Ends, number, string[]]>([
    ['a plain count', [3000, 6000, 9000], {}, 10_000, []],
    ['no readings at all', [], {}, 10_000, []],
    ['a drop-out to a small value, healed', [3000, 12, 6000, 9000], {}, 10_000, []],
    ['two drop-outs in a row', [3000, 12, 12, 6000], {}, 10_000, []],
    ['a zero first sample', [0, 4000, 9000], {}, 10_000, []],
    ['a negative first sample', [-5, 4000, 9000], {}, 10_000, []],
    ['a spike of the register', [3000, 8_000_000, 6000, 9000], {}, 10_000, []],
    ['a reset to zero that counts on', [5000, 500, 1500, 2500], { meterStopWh: 4000 }, 8000, ['register-reset']],
    ['a reset seen only by the stop', [5000, 500], { meterStopWh: 4000 }, 8000, ['register-reset']],
    ['a stop of 0 after readings', [5000, 9000], { meterStopWh: 0 }, 8000, ['register-backwards']],
    ['a stop below the last reading', [5000, 9000], { meterStopWh: 8500 }, 8000, ['register-backwards']],
    ['no meter at the start: the first reading', [5000, 9000], { meterStartWh: null }, 6000, ['meter-start-derived']],
    [
      '0 at the start of a meter with a life behind it',
      [5_000_000, 5_004_000],
      { meterStartWh: 0, meterStopWh: 5_009_000 },
      9000,
      ['meter-start-derived'],
    ],
    ['a stop without meter: the last reading', [5000, 9000], { meterStopWh: null }, 8000, []],
    [
      'more than any connector can give',
      [],
      { meterStopWh: 5_001_000 },
      5_000_000,
      ['energy-implausible', 'register-jump'],
    ],
    ['nothing delivered', [1000], { meterStopWh: 1000 }, 0, []],
  ])('%s', (_what, registers, ends, expected, flags) => {
    const { only } = through(registers, ends)
    expect(wh(only)).toBe(expected)
    expect(openFlags(only)).toEqual(flags)
  })

  it('is unknown when the meter said nothing: no price, never 0', () => {
    const { last, only } = through([], { meterStopWh: null })
    expect(last.price).toEqual({ unpriced: 'meter-missing' })
    expect(openFlags(only)).toEqual(['meter-missing'])
  })

  it('comes from the data in the stop when it is nowhere else', () => {
    const { only } = play([
      start(ST, { meterStartWh: null }),
      stop(ST, TX, { meterStopWh: null, samples: [begin(0, 700), end(60, 4700)] }),
    ])
    expect([wh(only), openFlags(only)]).toEqual([4000, ['meter-start-derived']])
  })

  it('is summed from intervals when the meter has no register, each interval once', () => {
    const interval = (minutes: number, context = 'Sample.Periodic') =>
      sample(minutes, null, { intervalWh: 500, context })
    const { only } = play([
      start(ST, { meterStartWh: 0 }),
      metered(ST, TX, [interval(15), interval(15, 'Sample.Clock')]),
      metered(ST, TX, [interval(30)]),
      metered(ST, TX, [interval(30)]),
      stop(ST, TX, { meterStopWh: 0 }),
    ])
    expect([wh(only), openFlags(only)]).toEqual([1000, ['energy-from-intervals']])
  })

  it('passes over the register of the start, repeated beside every reading (Growatt)', () => {
    const { only } = play([
      start(ST),
      metered(ST, TX, [sample(10, 3000), begin(10, 1000)]),
      metered(ST, TX, [sample(20, 6000), begin(20, 1000)]),
      stop(ST, TX),
    ])
    expect([wh(only), openFlags(only)]).toEqual([10_000, []])
  })

  it('takes nothing from readings outside a session, nor from those that name no transaction during one', () => {
    const { results, sessions } = play([
      metered(ST, null, [sample(-5, 900)]),
      start(ST),
      metered(ST, null, [sample(5, 8000)]),
    ])
    expect(results[0]).toMatchObject({ session: null, readings: [{ energyWh: null }] })
    expect(results[2]).toMatchObject({ session: null, readings: [{ energyWh: null }] })
    expect(wh(sessions[0]!)).toBe(0)
  })

  it('takes readings with the id -1 for the only open session of that EVSE, never for another EVSE', () => {
    const { sessions, results } = play([
      start(ST),
      start(ST, { evse: 2, token: card('CARD-2') }),
      metered(ST, '-1', [sample(5, 3000)]),
      metered(ST, '-1', [sample(6, 3000)], { evse: 3 }),
    ])
    const byEvse = new Map(sessions.map((session) => [session.evse, wh(session)]))
    expect([byEvse.get(1), byEvse.get(2)]).toEqual([2000, 0])
    expect(results[3]!.session).toBeNull()
  })

  it('never falls while the session runs', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -10, max: 300_000 }), { maxLength: 30 }), (registers) => {
        let last = 0
        for (const { session } of play([start(ST), ...readings(registers)]).results) {
          expect(wh(session!)).toBeGreaterThanOrEqual(last)
          last = wh(session!)
        }
      }),
    )
  })

  it('is the same judged reading by reading and all together', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300_000 }), { maxLength: 20 }), (registers) => {
        const messages = [start(ST), ...readings(registers)]
        const bitByBit = play(messages).only
        const together = play(messages, { forgetful: false }).only
        expect(bitByBit.meter ?? null).toEqual(together.meter ?? null)
        expect(wh(bitByBit)).toBe(wh(together))
      }),
    )
  })
})
