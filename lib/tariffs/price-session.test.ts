import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal } from '../kernel/money'
import type { ChargingState } from '../live/events'
import { idleAfterGrace, type Phase, timeUse } from './idle-time'
import { isPriced, type Price, priceSession, type SessionFacts } from './price-session'
import type { TariffComponent, TariffTerms } from './tariff'

const T0 = Date.parse('2026-11-20T10:00:00Z')
const at = (minutes: number) => new Date(T0 + minutes * 60_000)
const phases = (...said: readonly (readonly [number, ChargingState])[]): Phase[] =>
  said.map(([minutes, state]) => ({ at: at(minutes), state }))

function terms(components: TariffComponent[], change: Partial<TariffTerms> = {}): TariffTerms {
  return { currency: 'SEK', vatPercent: '25', pricesIncludeVat: true, elements: [{ components }], ...change }
}
const ENERGY = terms([{ dimension: 'energy', price: '3.90' }])
const ALL = terms([
  { dimension: 'flat', price: '5' },
  { dimension: 'energy', price: '3.90' },
  { dimension: 'time', price: '0.10' },
  { dimension: 'idle', price: '1', graceSeconds: 1800 },
])

function facts(change: Partial<SessionFacts> = {}): SessionFacts {
  return { startedAt: at(0), until: at(120), energyWh: new Decimal(20_000), phases: phases([0, 'charging']), ...change }
}
function priced(tariff: TariffTerms, change: Partial<SessionFacts> = {}): Price {
  const price = priceSession(tariff, facts(change))
  if (!isPriced(price)) throw new Error(`unpriced: ${price.unpriced}`)
  return price
}
const amounts = (price: Price) => price.lines.map((line) => [line.kind, line.quantity, line.amount, line.vat])

describe('what a session costs', () => {
  it('prices energy per kWh and takes the VAT out of a price that includes it', () => {
    expect(priced(ENERGY)).toMatchObject({ currency: 'SEK', total: '78.00', vat: '15.60', totalExclVat: '62.40' })
  })

  it('adds VAT on top of prices without VAT, line by line', () => {
    const price = priced(terms([{ dimension: 'energy', price: '3.12' }], { pricesIncludeVat: false }))
    expect(price).toMatchObject({ totalExclVat: '62.40', vat: '15.60', total: '78.00' })
    expect(amounts(price)).toEqual([['energy', '20', '78.00', '15.60']])
  })

  it('prices start, energy, minutes and idling as one line each', () => {
    const price = priced(ALL, { phases: phases([0, 'connected'], [5, 'charging'], [65, 'suspended-ev']) })
    expect(amounts(price)).toEqual([
      ['start', '1', '5.00', '1.00'],
      ['energy', '20', '78.00', '15.60'],
      ['time', '60', '6.00', '1.20'],
      ['idle', '25', '25.00', '5.00'],
    ])
    expect(price.total).toBe('114.00')
    expect(price.lines[3]).toMatchObject({
      from: at(95).toISOString(),
      to: at(120).toISOString(),
      reason: 'idle-after-grace',
    })
    expect(price.lines[2]).toMatchObject({
      from: at(5).toISOString(),
      to: at(65).toISOString(),
      reason: 'charging-time',
    })
  })

  it.each([
    [
      'a pause made by the station is charging time, never idling',
      [
        [0, 'charging'],
        [60, 'suspended-evse'],
      ],
      '120',
      null,
    ],
    [
      'the vehicle asking for no power is idling',
      [
        [0, 'charging'],
        [60, 'suspended-ev'],
      ],
      '60',
      '30',
    ],
    [
      'plugged in after the charge is idling',
      [
        [0, 'charging'],
        [60, 'connected'],
      ],
      '60',
      '30',
    ],
    [
      'finishing is idling',
      [
        [0, 'charging'],
        [80, 'idle'],
      ],
      '80',
      '10',
    ],
    [
      'waiting to be authorised is neither',
      [
        [0, 'connected'],
        [60, 'charging'],
      ],
      '60',
      null,
    ],
    [
      'authorised but not plugged in is neither',
      [
        [0, 'idle'],
        [60, 'charging'],
      ],
      '60',
      null,
    ],
    [
      'the grace covers the idling of the whole session',
      [
        [0, 'suspended-ev'],
        [20, 'charging'],
        [60, 'suspended-ev'],
        [80, 'charging'],
      ],
      '80',
      '10',
    ],
    ['never said: charging throughout', [], '120', null],
  ] as const)('%s', (_rule, said, time, idle) => {
    const price = priced(ALL, { phases: phases(...said) })
    expect(price.lines.find((line) => line.kind === 'time')?.quantity ?? null).toBe(time)
    expect(price.lines.find((line) => line.kind === 'idle')?.quantity ?? null).toBe(idle)
  })

  it('keeps minutes exact to the millisecond, and rounds only the amount', () => {
    const price = priced(terms([{ dimension: 'time', price: '0.50' }]), { until: new Date(T0 + 100_000) })
    expect(amounts(price)).toEqual([['time', '1.666667', '0.83', '0.17']])
  })

  it('rounds half away from zero, once per line', () => {
    expect(amounts(priced(terms([{ dimension: 'energy', price: '0.01' }]), { energyWh: new Decimal(500) }))).toEqual([
      ['energy', '0.5', '0.01', '0.00'],
    ])
  })

  it('uses the first element that has the dimension', () => {
    const tariff = terms([{ dimension: 'energy', price: '2' }])
    const price = priced({
      ...tariff,
      elements: [
        ...tariff.elements,
        {
          components: [
            { dimension: 'energy', price: '9' },
            { dimension: 'flat', price: '1' },
          ],
        },
      ],
    })
    expect(price.total).toBe('41.00')
  })

  it('knows currencies without decimals', () => {
    expect(priced(terms([{ dimension: 'energy', price: '10.3' }], { currency: 'JPY' })).total).toBe('206')
  })

  it('charges a session without energy as the tariff says, and marks it', () => {
    const price = priced(ALL, { energyWh: new Decimal(0), phases: phases([0, 'connected']) })
    expect(price.lines).toEqual([expect.objectContaining({ kind: 'start', amount: '5.00', reason: 'no-energy' })])
  })

  it('names why there is no price instead of saying 0', () => {
    expect(priceSession(null, facts())).toEqual({ unpriced: 'no-tariff' })
    expect(priceSession('unreadable', facts())).toEqual({ unpriced: 'tariff-unreadable' })
    expect(priceSession(ENERGY, facts({ energyWh: null }))).toEqual({ unpriced: 'meter-missing' })
    expect(priceSession(ENERGY, facts({ energyWh: new Decimal(999_999_999_999) }))).toEqual({
      unpriced: 'sum-implausible',
    })
    expect(isPriced(priceSession(terms([{ dimension: 'time', price: '1' }]), facts({ energyWh: null })))).toBe(true)
  })

  it('is free only when the tariff says so', () => {
    expect(priced(terms([{ dimension: 'flat', price: '0.00' }]))).toMatchObject({
      total: '0.00',
      lines: [{ kind: 'start' }],
    })
  })
})

const STATES: readonly ChargingState[] = ['connected', 'charging', 'suspended-ev', 'suspended-evse', 'idle']
const price = fc.integer({ min: 0, max: 999_999 }).map((n) => new Decimal(n).dividedBy(10_000).toFixed())
const tariffs = fc
  .record({
    flat: fc.option(price),
    energy: fc.option(price),
    time: fc.option(price),
    idle: fc.option(fc.tuple(price, fc.integer({ min: 0, max: 7200 }))),
    vatPercent: fc.constantFrom('0', '6', '12', '25', '25.5'),
    pricesIncludeVat: fc.boolean(),
    currency: fc.constantFrom('SEK', 'EUR', 'JPY', 'KWD'),
  })
  .map(({ flat, energy, time, idle, ...rest }): TariffTerms => {
    const components: TariffComponent[] = []
    if (flat) components.push({ dimension: 'flat', price: flat })
    if (energy) components.push({ dimension: 'energy', price: energy })
    if (time) components.push({ dimension: 'time', price: time })
    if (idle) components.push({ dimension: 'idle', price: idle[0], graceSeconds: idle[1] })
    if (components.length === 0) components.push({ dimension: 'flat', price: '0' })
    return { ...rest, elements: [{ components }] }
  })
const somePhases = fc
  .array(fc.record({ ms: fc.integer({ min: -60_000, max: 90_000_000 }), state: fc.constantFrom(...STATES) }), {
    maxLength: 12,
  })
  .map((list): Phase[] => list.map(({ ms, state }) => ({ at: new Date(T0 + ms), state })))
const sessions = fc
  .record({
    ms: fc.integer({ min: 0, max: 86_400_000 }),
    milliWh: fc.integer({ min: 0, max: 500_000_000 }),
    phases: somePhases,
  })
  .map(({ ms, milliWh, phases: list }): SessionFacts => {
    return { startedAt: at(0), until: new Date(T0 + ms), energyWh: new Decimal(milliWh).dividedBy(1000), phases: list }
  })

describe('laws of pricing', () => {
  it('the lines add up to the total, VAT and net too, and nothing is negative', () => {
    fc.assert(
      fc.property(tariffs, sessions, (tariff, session) => {
        const result = priceSession(tariff, session) as Price
        const sum = (pick: (line: Price['lines'][number]) => string) =>
          result.lines.reduce((total, line) => total.plus(pick(line)), new Decimal(0))
        expect(sum((line) => line.amount).equals(result.total)).toBe(true)
        expect(sum((line) => line.vat).equals(result.vat)).toBe(true)
        expect(new Decimal(result.totalExclVat).plus(result.vat).equals(result.total)).toBe(true)
        for (const line of result.lines) expect(Number(line.amount) >= 0 && Number(line.vat) >= 0).toBe(true)
      }),
    )
  })

  it('the same session costs the same, in whatever order its phases are told', () => {
    fc.assert(
      fc.property(tariffs, sessions, (tariff, session) => {
        const again = { ...session, phases: [...session.phases].reverse() }
        expect(priceSession(tariff, again)).toEqual(priceSession(tariff, session))
      }),
    )
  })

  it('a session that goes on never gets cheaper', () => {
    fc.assert(
      fc.property(tariffs, sessions, fc.nat(10_000_000), fc.nat(50_000), (tariff, session, moreMs, moreWh) => {
        const later = {
          ...session,
          until: new Date(session.until.getTime() + moreMs),
          energyWh: session.energyWh!.plus(moreWh),
        }
        const before = priceSession(tariff, session) as Price
        const after = priceSession(tariff, later) as Price
        expect(new Decimal(after.total).greaterThanOrEqualTo(before.total)).toBe(true)
      }),
    )
  })

  it('cutting a session at any moment changes no quantity: the parts add up to the whole', () => {
    fc.assert(
      fc.property(sessions, fc.double({ min: 0, max: 1, noNaN: true }), (session, share) => {
        const cut = new Date(T0 + Math.floor((session.until.getTime() - T0) * share))
        const carried = [...session.phases, { at: cut, state: stateAt(session.phases, cut) }]
        const whole = timeUse(session.startedAt, session.until, session.phases)
        const first = timeUse(session.startedAt, cut, session.phases)
        const rest = timeUse(cut, session.until, carried)
        const idleMs = (use: typeof whole) => idleAfterGrace(use.idle, 0)?.idleMs ?? 0
        // Whether a pause is idling depends on whether charging has begun, so the rest is only comparable once it has.
        if (first.chargedFrom === null && session.phases.length > 0) return
        expect(first.chargingMs + rest.chargingMs).toBe(whole.chargingMs)
        if (rest.chargedFrom !== null && rest.chargedFrom === cut.getTime()) {
          expect(idleMs(first) + idleMs(rest)).toBe(idleMs(whole))
        }
      }),
    )
  })

  it('no millisecond is paid both as charging and as idling', () => {
    fc.assert(
      fc.property(sessions, ({ startedAt, until, phases: list }) => {
        const use = timeUse(startedAt, until, list)
        const idleMs = idleAfterGrace(use.idle, 0)?.idleMs ?? 0
        expect(use.chargingMs + idleMs).toBeLessThanOrEqual(until.getTime() - startedAt.getTime())
      }),
    )
  })
})

function stateAt(list: readonly Phase[], moment: Date): ChargingState {
  if (list.length === 0) return 'charging'
  const past = [...list].sort(
    (a, b) => a.at.getTime() - b.at.getTime() || STATES_IN_ORDER.indexOf(a.state) - STATES_IN_ORDER.indexOf(b.state),
  )
  return past.filter((phase) => phase.at <= moment).at(-1)?.state ?? 'connected'
}
const STATES_IN_ORDER: readonly ChargingState[] = ['connected', 'charging', 'suspended-evse', 'suspended-ev', 'idle']
