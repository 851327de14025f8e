import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { startOfDay } from '../kernel/local-day'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../kernel/time'
import { CONNECTOR_STATUSES } from '../stations/status'
import { dayOfEvse, secondsOf } from './day-of-evse'
import { type EvseFacts, EXCLUSION_REASONS, type Span, type StatusFact } from './evse-facts'

const ZONE = 'Europe/Stockholm'
const dayAt = (day: string): Span => ({
  from: startOfDay(day, 0, ZONE).getTime(),
  to: startOfDay(day, 1, ZONE).getTime(),
})
const day = dayAt('2026-11-19')
const later = day.to + HOUR_MS
const at = (hour: number, minute = 0) => day.from + hour * HOUR_MS + minute * MINUTE_MS

let id = 0
const said = (
  when: number,
  status: StatusFact['status'],
  over: Partial<Pick<StatusFact, 'connector' | 'cause'>> = {},
): StatusFact => ({ id: ++id, at: when, connector: 1, status, cause: null, ...over })
const left = (when: number, isOurs = false) => ({ at: when, isConnected: false, isOurs })
const came = (when: number) => ({ at: when, isConnected: true, isOurs: false })
const facts = (over: Partial<EvseFacts>): EvseFacts => ({
  statuses: [said(day.from - HOUR_MS, 'available')],
  links: [],
  sessions: [],
  faults: [],
  exclusions: [],
  heardSince: null,
  ...over,
})
const sum = (over: Partial<EvseFacts>) => secondsOf(dayOfEvse(facts(over), day, later))
const H = 3600

describe('the seconds of a day', () => {
  it.each<[string, Partial<EvseFacts>, Partial<ReturnType<typeof sum>>]>([
    ['a free outlet is up', {}, { up: 24 * H, down: {}, occupied: 0 }],
    [
      'so is a reserved one, and one with a car',
      { statuses: [said(at(0), 'reserved'), said(at(5), 'charging')] },
      { up: 24 * H, occupied: 19 * H },
    ],
    [
      'a fault counts under its code until the next status',
      {
        statuses: [
          said(at(0), 'available'),
          said(at(2), 'faulted', { cause: 'GroundFailure' }),
          said(at(5), 'available'),
        ],
      },
      { up: 21 * H, down: { 'faulted:GroundFailure': 3 * H } },
    ],
    [
      'a fault without a code takes the cause of the fault that is open',
      {
        statuses: [said(at(0), 'faulted')],
        faults: [{ from: at(0), to: at(6), cause: 'CX017', severity: 3, isOutOfOrder: false }],
      },
      { up: 0, down: { 'faulted:CX017': 6 * H, 'faulted:unknown': 18 * H } },
    ],
    [
      'withdrawn is down',
      { statuses: [said(at(0), 'available'), said(at(23), 'unavailable')] },
      { up: 23 * H, down: { unavailable: H } },
    ],
    [
      'one good connector is enough',
      { statuses: [said(at(0), 'faulted'), said(at(0), 'available', { connector: 2 })] },
      { up: 24 * H, down: {} },
    ],
    [
      'the whole station can be down',
      { statuses: [said(at(0), 'available'), said(at(12), 'faulted', { connector: 0, cause: 'InternalError' })] },
      { up: 12 * H, down: { 'faulted:InternalError': 12 * H } },
    ],
    ['a short absence is none', { links: [came(at(0)), left(at(3)), came(at(3, 5))] }, { up: 24 * H, down: {} }],
    [
      'a long one counts from its first second',
      { links: [came(at(0)), left(at(3)), came(at(3, 6))] },
      { down: { offline: 360 } },
    ],
    [
      'one from the day before goes on',
      { links: [left(day.from - HOUR_MS), came(at(1))] },
      { up: 23 * H, down: { offline: H } },
    ],
    ['one that is not over lasts', { links: [left(at(22))] }, { down: { offline: 2 * H } }],
    [
      'one that begins just before midnight is judged by its end',
      { links: [left(at(23, 58)), came(at(24, 4))] },
      { down: { offline: 120 } },
    ],
    ['a lost gateway is our side', { links: [left(at(22), true), came(at(23))] }, { down: { 'our-side': H } }],
    [
      'nothing is known of a station that is away',
      { links: [left(at(1)), came(at(4))], statuses: [said(at(0), 'faulted', { cause: 'ReaderFailure' })] },
      { down: { offline: 3 * H, 'faulted:ReaderFailure': 21 * H } },
    ],
    [
      'before its first word nothing is known',
      { statuses: [said(at(6), 'available')] },
      { up: 18 * H, unknown: 6 * H },
    ],
    [
      'a session is a word too',
      { statuses: [], sessions: [{ from: at(6), to: at(7) }] },
      { up: 18 * H, unknown: 6 * H, occupied: H },
    ],
    ['of an outlet nobody ever heard of nothing is known', { statuses: [] }, { up: 0, unknown: 24 * H }],
    ['heard of before', { statuses: [], heardSince: day.from - 9 * DAY_MS }, { up: 24 * H }],
    [
      'a fault that keeps everybody from charging counts whatever the status says',
      { faults: [{ from: at(4), to: at(6), cause: 'nobody-succeeds', severity: 4, isOutOfOrder: true }] },
      { up: 22 * H, down: { 'fault:nobody-succeeds': 2 * H } },
    ],
    [
      'a fault that does not, does not',
      { faults: [{ from: at(4), to: at(6), cause: 'clock-drift', severity: 7, isOutOfOrder: false }] },
      { up: 24 * H, down: {} },
    ],
    [
      'only what is down can be excluded, by the first that says so',
      {
        links: [left(at(4)), came(at(8))],
        exclusions: [
          { from: at(5), to: at(7), reason: 'grid' },
          { from: at(6), to: at(12), reason: 'maintenance' },
        ],
      },
      { up: 20 * H, down: { offline: H }, excluded: { grid: 2 * H, maintenance: H } },
    ],
  ])('%s', (_name, over, expected) => {
    expect(sum(over)).toMatchObject(expected)
  })

  it.each([
    ['2026-03-29', 23],
    ['2026-10-25', 25],
    ['2026-11-19', 24],
  ])('%s has %i hours', (name, hours) => {
    const span = dayAt(name)
    const parts = dayOfEvse(facts({ heardSince: span.from - DAY_MS }), span, later)
    expect(secondsOf(parts).up).toBe(hours * H)
  })
})

const instant = fc.integer({ min: -36 * 3600_000, max: 36 * 3600_000 })
const span = fc.tuple(instant, instant).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }))
const anyFacts = fc.record({
  statuses: fc.array(
    fc.record({
      at: instant,
      connector: fc.integer({ min: 0, max: 2 }),
      status: fc.constantFrom(...CONNECTOR_STATUSES),
      cause: fc.constantFrom(null, 'GroundFailure', 'CX017'),
    }),
    { maxLength: 20 },
  ),
  links: fc.array(fc.record({ at: instant, isConnected: fc.boolean(), isOurs: fc.boolean() }), { maxLength: 12 }),
  sessions: fc.array(span, { maxLength: 6 }),
  faults: fc.array(fc.record({ span, severity: fc.integer({ min: 0, max: 9 }), isOutOfOrder: fc.boolean() }), {
    maxLength: 5,
  }),
  exclusions: fc.array(fc.record({ span, reason: fc.constantFrom(...EXCLUSION_REASONS) }), { maxLength: 4 }),
})
const onDay = (drawn: typeof anyFacts extends fc.Arbitrary<infer T> ? T : never, from: number): EvseFacts => {
  const move = ({ from: begin, to }: Span) => ({ from: from + begin, to: from + to })
  return {
    statuses: drawn.statuses.map((status, index) => ({ ...status, id: index, at: from + status.at })),
    links: drawn.links.map((link) => ({ ...link, at: from + link.at })),
    sessions: drawn.sessions.map(move),
    faults: drawn.faults.map(({ span: of, ...fault }) => ({ ...fault, ...move(of), cause: 'nobody-succeeds' })),
    exclusions: drawn.exclusions.map(({ span: of, reason }) => ({ ...move(of), reason })),
    heardSince: null,
  }
}
const days = fc.constantFrom('2026-03-29', '2026-10-25', '2026-11-19').map(dayAt)
const values = (record: Readonly<Record<string, number>>) =>
  Object.values(record).reduce((all, value) => all + value, 0)

describe('whatever happened', () => {
  it('the seconds add up to the day, whole and never negative', () => {
    fc.assert(
      fc.property(anyFacts, days, (drawn, of) => {
        const seconds = secondsOf(dayOfEvse(onDay(drawn, of.from), of, of.to + HOUR_MS))
        const all = [seconds.up, seconds.unknown, values(seconds.down), values(seconds.excluded)]
        expect(all.reduce((total, part) => total + part, 0)).toBe((of.to - of.from) / 1000)
        for (const part of [...all, ...Object.values(seconds.down), seconds.occupied]) {
          expect(Number.isInteger(part)).toBe(true)
          expect(part).toBeGreaterThanOrEqual(0)
        }
        expect(seconds.occupied).toBeLessThanOrEqual((of.to - of.from) / 1000)
      }),
    )
  })

  it('the parts follow on each other without a gap', () => {
    fc.assert(
      fc.property(anyFacts, days, (drawn, of) => {
        const parts = dayOfEvse(onDay(drawn, of.from), of, of.to + HOUR_MS)
        expect(parts[0]?.from).toBe(of.from)
        expect(parts.at(-1)?.to).toBe(of.to)
        for (const [index, part] of parts.entries()) if (index > 0) expect(part.from).toBe(parts[index - 1]?.to)
      }),
    )
  })

  it('rows that come late change nothing but when they come', () => {
    fc.assert(
      fc.property(anyFacts, days, fc.infiniteStream(fc.nat()), (drawn, of, order) => {
        const known = onDay(drawn, of.from)
        const shuffled = <T>(rows: readonly T[]): T[] =>
          rows
            .map((row) => ({ row, rank: order.next().value }))
            .sort((a, b) => a.rank - b.rank)
            .map(({ row }) => row)
        const late = {
          ...known,
          statuses: shuffled(known.statuses),
          links: shuffled(
            known.links.filter(({ at: when }, index) => known.links.findIndex((link) => link.at === when) === index),
          ),
          sessions: shuffled(known.sessions),
        }
        const inOrder = { ...known, links: late.links.toSorted((a, b) => a.at - b.at) }
        expect(dayOfEvse(late, of, of.to + HOUR_MS)).toEqual(dayOfEvse(inOrder, of, of.to + HOUR_MS))
      }),
    )
  })

  it('an exclusion never takes anything from what was up', () => {
    fc.assert(
      fc.property(anyFacts, days, (drawn, of) => {
        const known = onDay(drawn, of.from)
        const now = of.to + HOUR_MS
        const without = secondsOf(dayOfEvse({ ...known, exclusions: [] }, of, now))
        const within = secondsOf(dayOfEvse(known, of, now))
        expect(within.up).toBe(without.up)
        expect(within.unknown).toBe(without.unknown)
        expect(values(within.down) + values(within.excluded)).toBe(values(without.down))
      }),
    )
  })
})
