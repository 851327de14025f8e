import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPriced } from '../tariffs/price-session'
import type { SessionEvent, SessionMessage } from './session-message'
import type { SessionState } from './session-state'
import { openFlags, play } from './testing/play'
import { begin, card, clock, end, event, givenUp, lapsed, sample } from './testing/say'

const ST = 7n
const wh = (session: SessionState) => session.energyWh.toNumber()

const changed = (state: SessionEvent['chargingState'], over: Partial<SessionEvent> = {}): Partial<SessionEvent> => ({
  trigger: 'ChargingStateChanged',
  chargingState: state,
  ...over,
})
const STORY: readonly SessionEvent[] = [
  event(ST, 0, 'started', 0, { chargingState: 'connected', samples: [begin(0, 1000)] }),
  event(ST, 1, 'updated', 2, { trigger: 'Authorized', token: card(), evse: null, connector: null }),
  event(ST, 2, 'updated', 3, changed('charging', { evse: null, connector: null })),
  event(ST, 3, 'updated', 10, { samples: [sample(10, 4000, { powerW: 7000 })] }),
  event(ST, 4, 'updated', 20, { samples: [sample(20, 8000)] }),
  event(ST, 5, 'updated', 30, changed('suspended-ev', { samples: [sample(30, 11_000)] })),
  event(ST, 6, 'updated', 55, { trigger: 'StopAuthorized', token: card('CARD-1') }),
  event(ST, 7, 'ended', 60, { chargingState: 'idle', stoppedReason: 'Local', samples: [end(60, 11_000)] }),
]

/** What must not depend on the order of arrival. */
function outcome(messages: readonly SessionMessage[]) {
  const { sessions, results, only } = play(messages)
  return {
    count: sessions.length,
    startedAt: only.startedAt,
    endedAt: only.endedAt,
    status: only.status,
    energy: wh(only),
    meter: [only.meterStartWh?.toFixed(), only.meterStopWh?.toFixed()],
    token: only.token?.value,
    phases: only.phases,
    state: only.chargingState,
    flags: openFlags(only),
    price: results.findLast((applied) => applied.price !== null)?.price,
  }
}

it('P-4 plug first and no token ever: flagged where payment is asked for first, whatever the order', () => {
  const silent = STORY.map((event) => ({ ...event, token: null }))
  for (const messages of [silent, silent.toReversed()]) {
    expect(openFlags(play(messages, { asksPaymentFirst: true }).only)).toContain('payment-missing')
    expect(openFlags(play(messages).only)).not.toContain('payment-missing')
  }
  expect(openFlags(play(STORY, { asksPaymentFirst: true }).only)).not.toContain('payment-missing')
})

describe('the events of an OCPP 2.x transaction', () => {
  const told = outcome(STORY)
  const last = STORY.length - 1

  it('make a session and its price', () => {
    expect(told).toMatchObject({ count: 1, status: 'ended', energy: 10_000, token: 'CARD-1', flags: [] })
    expect(told.price).toMatchObject({ total: '60.00' }) // 10 kWh, and 20 of 30 idle minutes
  })

  it('make the same session and price in any order, told any number of times', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...STORY], { minLength: STORY.length }),
        fc.array(fc.nat({ max: last }), { maxLength: 6 }),
        (order, again) => {
          const repeated = again.map((index) => order[index]!)
          expect(outcome([...order, ...repeated])).toEqual(told)
          expect(outcome([...repeated, ...order])).toEqual(told)
        },
      ),
      { numRuns: 200 },
    )
  })

  it.each([
    ['given up on', givenUp],
    ['closed by a rule', lapsed],
  ])('make the same in the end when the session was %s at any time between them', (_what, byRule) => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...STORY], { minLength: STORY.length }),
        fc.nat({ max: last }),
        fc.array(fc.nat({ max: last }), { maxLength: 3 }),
        (order, cut, again) => {
          const before = order.slice(0, cut + 1)
          const after = [...order.slice(cut + 1), ...again.map((index) => order[index]!)]
          expect(outcome([...before, byRule(ST, 5000), ...after])).toEqual(told)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('are waited for while some are missing: no price, and nothing flagged, before the last one comes', () => {
    const without = STORY.filter((said) => said.seqNo !== 4)
    expect(outcome(without)).toMatchObject({ status: 'ended', flags: [] })
    expect(outcome(without).price).toBeUndefined()
    expect(outcome([...without, STORY[4]!])).toEqual(told)
    expect(outcome(STORY.slice(1)).flags).toEqual([])
  })

  it('may be numbered by a counter that runs on over transactions', () => {
    expect(outcome(STORY.map((said) => ({ ...said, seqNo: said.seqNo + 4000 }))).flags).toEqual([])
  })

  it('that end first make a session which the others complete', () => {
    const { results, only } = play([STORY[7]!, STORY[0]!])
    expect(results[0]!.session).toMatchObject({ status: 'ended', evse: 1 })
    expect(only).toMatchObject({ startedAt: clock(0), endedAt: clock(60) })
    expect(wh(only)).toBe(10_000)
  })

  it('whose last one carries the whole series count it once', () => {
    const samples = [begin(0, 1000), sample(10, 4000), sample(20, 8000), end(60, 11_000)]
    expect(outcome([...STORY.slice(0, 7), { ...STORY[7]!, samples }])).toEqual(told)
  })

  it('that tell of no charging and no energy are no riddle', () => {
    const { only, last } = play([
      event(ST, 0, 'started', 0, { chargingState: 'connected' }),
      event(ST, 1, 'ended', 5, { chargingState: 'idle', stoppedReason: 'EVDisconnected' }),
    ])
    expect(last.price && isPriced(last.price) && last.price.total).toBe('0.00')
    expect(openFlags(only)).toEqual([])
  })

  it('may name the EVSE late, and the token later than the start', () => {
    const { only } = play([
      event(ST, 0, 'started', 0, { evse: null, connector: null }),
      event(ST, 1, 'updated', 1, { token: card(), evse: 2, connector: 1 }),
    ])
    expect(only).toMatchObject({ evse: 2, connector: 1, token: { value: 'CARD-1' }, authorisation: 'accepted' })
  })

  it('keep the two transactions apart that two stations give the same id', () => {
    const { sessions } = play([STORY[0]!, { ...STORY[0]!, stationId: 8n }])
    expect(sessions.map((session) => session.stationId)).toEqual([7n, 8n])
  })
})
