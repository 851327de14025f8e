import { describe, expect, it } from 'vitest'
import { isPriced } from '../tariffs/price-session'
import type { TariffTerms } from '../tariffs/tariff'
import type { Applied, SessionState } from './session-state'
import { openFlags, play } from './testing/play'
import { begin, card, clock, end, metered, sample, start, state, stop, time } from './testing/say'

const ST = 7n
const TX = '101' // the id that play() gives to a session begun by the first message
const wh = (session: SessionState) => session.energyWh.toNumber()
const TIME_OF_USE: TariffTerms = {
  currency: 'SEK',
  vatPercent: '25',
  pricesIncludeVat: true,
  elements: [
    { components: [{ dimension: 'energy', price: '2' }], restrictions: { startTime: '13:00', endTime: '13:30' } },
    { components: [{ dimension: 'energy', price: '4' }] },
  ],
}
const total = ({ price }: Applied) => (price && isPriced(price) ? price.total : price)

describe('a session whose price changes while it runs', () => {
  // Noon UTC is 13 o'clock where there is no site: 8 kWh before half past, 2 kWh after.
  it.each([true, false])(
    'is priced in the end by its readings (history forgotten between messages: %s)',
    (forgetful) => {
      const said = [start(ST), metered(ST, TX, [sample(15, 5000), sample(30, 9000)]), stop(ST, TX)]
      expect(total(play(said, { terms: TIME_OF_USE, forgetful }).last)).toBe('24.00')
    },
  )
  it('and once more when a late reading tells better', () => {
    const said = [start(ST), stop(ST, TX), metered(ST, TX, [sample(30, 9000)], { receivedAt: clock(70) })]
    const { results } = play(said, { terms: TIME_OF_USE })
    expect(results.map(total).slice(1)).toEqual(['30.00', '24.00'])
  })
})

describe('a start', () => {
  it('is the same start when told again, whatever the message id or the spelling of the token', () => {
    const { sessions, last } = play([start(ST), start(ST, { token: card(' card-1 '), receivedAt: clock(3) })])
    expect(sessions).toHaveLength(1)
    expect(last).toMatchObject({ duplicate: true, session: { id: 101n } })
  })

  it.each([
    ['another time', { at: time(1) }],
    ['another connector', { evse: 2 }],
    ['another token', { token: card('CARD-2') }],
    ['another meter', { meterStartWh: 1001 }],
  ])('is another start with %s', (_what, over) => {
    expect(play([start(ST), start(ST, over)]).sessions).toHaveLength(2)
  })

  it('with a clock that is not set is known by the time as sent, not by when we got it', () => {
    const unset = (minutes: number) =>
      start(ST, {
        at: { at: clock(minutes), said: '1970-01-01T00:00:09Z', doubt: 'before-2015' },
        receivedAt: clock(minutes),
      })
    const { sessions, only } = play([unset(0), unset(2)])
    expect(sessions).toHaveLength(1)
    expect(openFlags(only)).toEqual(['clock-doubt'])
  })

  it('with the same unset clock after the last session has ended is a new session', () => {
    const unset = (minutes: number) => start(ST, { at: { at: clock(minutes), said: null, doubt: 'missing' } })
    const { sessions } = play([unset(0), stop(ST, TX, { at: time(5) }), unset(10), unset(11)])
    expect(sessions).toHaveLength(2)
    expect(new Set(sessions.map((session) => session.startKey)).size).toBe(2)
  })

  it('with a token that is not accepted is a session all the same, flagged when it has taken energy', () => {
    const { only, last } = play([start(ST), stop(ST, TX)], { tokens: { 'CARD-1': { standing: 'blocked' } } })
    expect(only.authorisation).toBe('blocked')
    expect(openFlags(only)).toEqual(['token-not-accepted'])
    expect(total(last)).toBe('40.00')
  })

  it('on an EVSE with an open session leaves that one open, flagged; its late stop counts and takes the flag back', () => {
    const second = start(ST, { at: time(90), meterStartWh: 11_000, token: card('CARD-2') })
    const before = play([start(ST), second]).sessions.find((session) => session.id === 101n)!
    expect([before.status, openFlags(before)]).toEqual(['active', ['superseded']])
    const late = stop(ST, TX, { receivedAt: clock(120) })
    const after = play([start(ST), second, late]).sessions.find((session) => session.id === 101n)!
    expect([after.status, wh(after), openFlags(after)]).toEqual(['ended', 10_000, []])
  })

  it('of one token on two EVSEs makes two sessions: nobody is locked out by a lost stop', () => {
    const { sessions, results } = play([start(ST), start(ST, { evse: 2, at: time(5) })])
    expect(sessions.map((session) => openFlags(session))).toEqual([[], []])
    expect(results[1]!.session?.authorisation).toBe('accepted')
  })
})

describe('a stop', () => {
  it('told again changes nothing, and its transaction data counts once', () => {
    const said = stop(ST, TX, { samples: [begin(0, 1000), sample(30, 6000), end(60, 11_000)] })
    const { results, only } = play([start(ST), said, { ...said, receivedAt: clock(99) }])
    expect(results[2]).toMatchObject({ duplicate: true, readings: [], news: null })
    expect(wh(only)).toBe(10_000)
  })

  it('with a transaction id of another station ends nothing there', () => {
    const { sessions } = play([start(ST), stop(8n, TX, { token: card() })])
    expect(sessions.map((session) => [session.stationId, session.status, openFlags(session)])).toEqual([
      [7n, 'active', []],
      [8n, 'ended', ['meter-missing', 'orphan-stop']],
    ])
  })

  it.each(['-1', '0', '4711'])(
    'with the unknown id %s ends the one open session that fits token, time, meter',
    (id) => {
      const { sessions, results } = play([
        start(ST),
        start(ST, { evse: 2, token: card('CARD-2'), at: time(1) }),
        stop(ST, id, { token: card('card-1') }),
        stop(ST, id, { token: card('card-1'), receivedAt: clock(80) }),
      ])
      expect(sessions).toHaveLength(2)
      expect(results[2]!.session).toMatchObject({ id: 101n, status: 'ended', evse: 1 })
      expect(results[3]).toMatchObject({ duplicate: true, session: { id: 101n } })
    },
  )

  it.each([
    ['two sessions fit', [start(ST), start(ST, { evse: 2, at: time(1) })], { token: card() }],
    ['the token is another', [start(ST)], { token: card('CARD-9') }],
    ['the meter is behind the session', [start(ST, { meterStartWh: 50_000 })], { token: card() }],
    ['the session began later', [start(ST, { at: time(90) })], { token: card() }],
    [
      'the station has already used the right id',
      [start(ST), metered(ST, TX, [sample(5, 2000)])],
      { transactionId: '4711', token: card() },
    ],
    ['there is no token and the station has two EVSEs', [start(ST)], { token: null }],
  ] as const)('is never guessed when %s: it becomes a session of its own', (_why, open, over) => {
    const before = play(open).sessions
    const { sessions, last } = play([...open, stop(ST, '-1', over)])
    expect(sessions.filter((session) => session.status === 'active')).toHaveLength(before.length)
    expect(last.session).toMatchObject({ status: 'ended', evse: 0 })
    expect(openFlags(sessions.at(-1)!)).toContain('orphan-stop')
  })

  it('without a token is matched on a station with a single EVSE', () => {
    expect(play([start(ST), stop(ST, '-1')], { evseCount: 1 }).sessions).toMatchObject([{ id: 101n, status: 'ended' }])
  })

  it('that fits nothing is kept once, however often it is sent, with the energy its own data proves', () => {
    const orphan = stop(ST, '99', { token: card(), samples: [begin(10, 2000), end(60, 11_000)] })
    const { sessions, results, only } = play([orphan, { ...orphan, receivedAt: clock(70) }])
    expect(sessions).toHaveLength(1)
    expect(only).toMatchObject({ startedAt: clock(10), endedAt: clock(60) })
    expect(wh(only)).toBe(9000)
    expect(results[1]!.duplicate).toBe(true)
  })

  it('before its last readings: they are kept, and count only inside the session', () => {
    const { only, results } = play([
      start(ST),
      stop(ST, TX, { meterStopWh: null }),
      metered(ST, TX, [sample(55, 9000)]),
      metered(ST, TX, [sample(70, 80_000)]),
    ])
    expect(results.map(total)).toEqual([null, { unpriced: 'meter-missing' }, '32.00', '32.00'])
    expect([wh(only), openFlags(only)]).toEqual([8000, []])
    expect(results[3]!.readings).toMatchObject([{ energyWh: null }])
  })

  it('has the last word on the meter: later readings do not change the sum', () => {
    const { only } = play([start(ST), stop(ST, TX), metered(ST, TX, [sample(50, 9000), end(61, 11_400)])])
    expect(wh(only)).toBe(10_000)
  })

  it('with another token of the same group is in order; of another group it is flagged', () => {
    const tokens = { 'CARD-1': { group: 'G' }, 'CARD-2': { group: 'G' }, 'CARD-3': { group: 'H' } }
    const stoppedBy = (token: string) => play([start(ST), stop(ST, TX, { token: card(token) })], { tokens }).only
    expect(openFlags(stoppedBy('CARD-2'))).toEqual([])
    expect(openFlags(stoppedBy('CARD-3'))).toEqual(['stop-token-differs'])
  })

  it('stamped before its start ends the session at its start, flagged', () => {
    const { only } = play([start(ST), stop(ST, TX, { at: time(-30) })])
    expect(only.endedAt).toEqual(clock(0))
    expect(openFlags(only)).toContain('clock-doubt')
  })
})

describe('charging state', () => {
  it('of 1.6 follows the status of the connector and makes the idle minutes', () => {
    const { last, only } = play([
      start(ST),
      state(ST, 20, 'suspended-evse'),
      state(ST, 30, 'suspended-ev'),
      stop(ST, TX),
    ])
    expect(only.phases.map((phase) => phase.state)).toEqual(['charging', 'suspended-evse', 'suspended-ev'])
    expect(total(last)).toBe('60.00') // 10 kWh, and 20 of 30 idle minutes
  })

  it('is moved by statuses since the start only; a status ends nothing, and without a session it is nothing', () => {
    const { results, only } = play([state(ST, -9, 'charging'), start(ST), state(ST, -5, 'idle'), state(ST, 5, 'idle')])
    expect(results[0]!.session).toBeNull()
    expect(only).toMatchObject({ status: 'active', chargingState: 'idle' })
    expect(only.phases).toHaveLength(2)
  })
})

describe('a session that no stop came for', () => {
  const why = 'silent for 24 h'
  const lapsed = { kind: 'lapsed', stationId: ST, receivedAt: clock(3000), transactionId: TX, why } as const
  const running = [start(ST), metered(ST, TX, [sample(40, 6000)])]

  it('is ended by rule where it was last heard of, priced and flagged', () => {
    const { only, last } = play([...running, lapsed])
    expect(only).toMatchObject({ status: 'ended', endedAt: clock(40), stopReason: 'Lost' })
    expect([total(last), openFlags(only)]).toEqual(['20.00', ['closed-by-rule']])
  })

  it('is put right by the stop when it comes after all', () => {
    const { only, last } = play([...running, lapsed, stop(ST, TX, { receivedAt: clock(4000) })])
    expect(only).toMatchObject({ endedAt: clock(60), stopReason: 'Local' })
    expect([total(last), openFlags(only)]).toEqual(['40.00', []])
  })
})
