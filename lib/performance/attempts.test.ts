import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MINUTE_MS, SECOND_MS } from '../kernel/time'
import { type Attempt, attemptsAt, type SessionFact, type StationFacts } from './attempts'
import type { StatusFact } from './evse-facts'
import { outcomeOfSession } from './outcome-of-session'
import { reasonTree } from './reasons'
import { type SiteAttempt, visitsOf } from './visits'

const minutes = (count: number) => count * MINUTE_MS
const ended = {
  from: 0,
  to: minutes(40),
  energyWh: 9000,
  authorisation: 'accepted',
  stopReason: 'Local',
  isFaultedAtEnd: false,
}

describe('what a session comes to', () => {
  it.each([
    ['energy', {}, 'good'],
    ['just enough', { energyWh: 500, to: minutes(2) }, 'good'],
    ['a little for long', { energyWh: 20, to: minutes(5) }, 'good'],
    ['a little, briefly', { energyWh: 499, to: minutes(4) }, 'energy.too-little'],
    ['nothing', { energyWh: 0 }, 'energy.none'],
    ['a meter that said nothing, for long', { energyWh: null }, 'good'],
    ['a meter that said nothing, briefly', { energyWh: null, to: minutes(2) }, 'energy.none'],
    ['somebody changed their mind', { energyWh: 0, to: 30 * SECOND_MS }, 'cancelled'],
    ['1.6 leaves Local out', { energyWh: 0, to: 30 * SECOND_MS, stopReason: null }, 'cancelled'],
    ['stopped by the station as soon', { energyWh: 0, to: 30 * SECOND_MS, stopReason: 'Other' }, 'energy.none'],
    ['a refused token', { energyWh: 0, to: 20 * SECOND_MS, authorisation: 'blocked' }, 'authorisation.blocked'],
    ['a refused token that had charged offline', { authorisation: 'blocked' }, 'good'],
    ['a fault in the end', { isFaultedAtEnd: true }, 'end.fault'],
    ['the power went', { stopReason: 'PowerLoss' }, 'end.power-loss'],
    ['somebody pressed the button', { stopReason: 'EmergencyStop', energyWh: 0 }, 'end.emergency-stop'],
    ['the station started anew', { stopReason: 'Reboot' }, 'end.restart'],
  ])('%s', (_name, over, outcome) => {
    expect(outcomeOfSession({ ...ended, ...over })).toBe(outcome)
  })
})

let id = 0
const said = (at: number, status: StatusFact['status']): StatusFact => ({
  id: ++id,
  at,
  connector: 1,
  status,
  cause: null,
})
const session = (over: Partial<SessionFact> = {}): SessionFact => ({ ...ended, id: '1', evse: 1, token: 'A', ...over })
const at = (over: Partial<Omit<StationFacts, 'statuses'>> & { statuses?: readonly StatusFact[] }): readonly Attempt[] =>
  attemptsAt({ evses: [1], sessions: [], refused: [], ...over, statuses: new Map([[1, over.statuses ?? []]]) })
const outcomes = (attempts: readonly Attempt[]) => attempts.map(({ outcome }) => outcome)

describe('attempts at a station', () => {
  it('are its sessions; one that runs is not over', () => {
    expect(outcomes(at({ sessions: [session(), session({ id: '2', from: minutes(60), to: null })] }))).toEqual(['good'])
  })

  it('do not count a car twice that has its session', () => {
    const statuses = [
      said(minutes(-1), 'preparing'),
      said(0, 'charging'),
      said(minutes(40), 'finishing'),
      said(minutes(41), 'available'),
    ]
    expect(outcomes(at({ sessions: [session()], statuses }))).toEqual(['good'])
  })

  it('are cars that never got one', () => {
    const statuses = [said(0, 'preparing'), said(minutes(4), 'available')]
    expect(at({ statuses })).toEqual([
      { evse: 1, from: 0, to: minutes(4), token: null, sessionId: null, outcome: 'start.never' },
    ])
  })

  it('do not count a car that was there for less than a minute', () => {
    expect(at({ statuses: [said(0, 'occupied'), said(50 * SECOND_MS, 'available')] })).toEqual([])
  })

  it('count it when the outlet broke', () => {
    expect(outcomes(at({ statuses: [said(0, 'preparing'), said(5 * SECOND_MS, 'faulted')] }))).toEqual(['start.fault'])
  })

  it('are cards that were refused, with the car that stood there', () => {
    const statuses = [said(0, 'preparing'), said(minutes(4), 'available')]
    expect(at({ statuses, refused: [{ at: minutes(1), token: 'B' }] })).toEqual([
      { evse: 1, from: minutes(1), to: minutes(1), token: 'B', sessionId: null, outcome: 'authorisation.refused' },
    ])
  })

  it('take the same card held up again at once for one', () => {
    const refused = [0, 20, 70].map((seconds) => ({ at: seconds * SECOND_MS, token: 'B' }))
    expect(at({ refused })).toHaveLength(1)
    expect(at({ refused: [...refused, { at: minutes(3), token: 'B' }] })).toHaveLength(2)
  })

  it('see the fault that ended a session', () => {
    expect(
      outcomes(at({ sessions: [session()], statuses: [said(0, 'charging'), said(minutes(40) - 5, 'faulted')] })),
    ).toEqual(['end.fault'])
  })
})

const attempt = (over: Partial<SiteAttempt>): SiteAttempt => ({
  station: 'S',
  evse: 1,
  from: 0,
  to: over.from ?? 0,
  token: 'A',
  sessionId: null,
  outcome: 'good',
  ...over,
})

describe('visits', () => {
  it('are attempts of one driver, on whichever station of the site', () => {
    const visits = visitsOf([
      attempt({ from: minutes(12), station: 'T' }),
      attempt({ from: 0, outcome: 'energy.none', to: minutes(3) }),
      attempt({ from: minutes(5), token: 'B' }),
    ])
    expect(visits.map(({ attempts, isGood, isFirstGood }) => [attempts.length, isGood, isFirstGood])).toEqual([
      [2, true, false],
      [1, true, true],
    ])
  })

  it('end after half an hour', () => {
    const first = attempt({ from: 0, to: minutes(60), outcome: 'end.fault' })
    expect(visitsOf([first, attempt({ from: minutes(90) })])).toHaveLength(1)
    expect(visitsOf([first, attempt({ from: minutes(91) })])).toHaveLength(2)
  })

  it('take a car that got nothing for that of the driver who comes to the station next, soon', () => {
    const nobody = attempt({ token: null, outcome: 'start.never', to: minutes(3) })
    expect(visitsOf([nobody, attempt({ from: minutes(8), evse: 2 })])).toMatchObject([
      { isGood: true, isFirstGood: false },
    ])
    expect(visitsOf([nobody, attempt({ from: minutes(14) })])).toHaveLength(2)
    expect(visitsOf([nobody, attempt({ from: minutes(8), station: 'T' })])).toHaveLength(2)
  })

  it('hold every attempt once, whatever the order it comes in', () => {
    const any = fc.array(
      fc.record({
        station: fc.constantFrom('S', 'T'),
        evse: fc.integer({ min: 1, max: 2 }),
        from: fc.integer({ min: 0, max: 1_000 }).map((minute) => minute * MINUTE_MS),
        token: fc.constantFrom('A', 'B', null),
        outcome: fc.constantFrom('good', 'energy.none'),
      }),
      { maxLength: 30 },
    )
    fc.assert(
      fc.property(any, (drawn) => {
        const attempts = drawn.map((over, index) => attempt({ ...over, sessionId: String(index) }))
        const visits = visitsOf(attempts)
        expect(visits.flatMap((visit) => visit.attempts.map(({ sessionId }) => sessionId)).sort()).toEqual(
          attempts.map(({ sessionId }) => sessionId).sort(),
        )
        const count = (of: typeof visits) =>
          of.map((visit) => [visit.attempts.length, visit.isGood, visit.isFirstGood].join()).sort()
        expect(count(visitsOf(attempts.toReversed()))).toEqual(count(visits))
        for (const { isGood, isFirstGood } of visits) expect(isFirstGood && !isGood).toBe(false)
      }),
    )
  })
})

it('puts reasons in the order of a charge', () => {
  expect(reasonTree({ 'end.fault': 2, 'authorisation.refused': 1, 'authorisation.blocked': 4 })).toEqual([
    {
      stage: 'authorisation',
      count: 5,
      leaves: [
        { reason: 'authorisation.blocked', count: 4 },
        { reason: 'authorisation.refused', count: 1 },
      ],
    },
    { stage: 'end', count: 2, leaves: [{ reason: 'end.fault', count: 2 }] },
  ])
})
