import { describe, expect, it } from 'vitest'
import { Decimal } from '../kernel/money'
import { isPriced, type Price, priceSession, type SessionFacts } from './price-session'
import type { SpotQuarter } from './spot'
import type { TariffComponent, TariffElement, TariffTerms } from './tariff'

const energy = (price: string): TariffComponent => ({ dimension: 'energy', price })
const terms = (elements: TariffElement[], change: Partial<TariffTerms> = {}): TariffTerms => ({
  currency: 'SEK',
  vatPercent: '25',
  pricesIncludeVat: true,
  elements,
  ...change,
})
/** Charges evenly with 6 kW from `from` to `to`. */
const even = (from: string, to: string, change: Partial<SessionFacts> = {}): SessionFacts => ({
  startedAt: new Date(from),
  until: new Date(to),
  energyWh: new Decimal(Date.parse(to) - Date.parse(from)).dividedBy(600),
  phases: [{ at: new Date(from), state: 'charging' }],
  timeZone: 'Europe/Stockholm',
  ...change,
})
const linesOf = (tariff: TariffTerms, facts: SessionFacts) => {
  const price = priceSession(tariff, facts)
  if (!isPriced(price)) throw new Error(price.unpriced)
  return price.lines
}
const told = (tariff: TariffTerms, facts: SessionFacts) =>
  linesOf(tariff, facts).map(({ kind, quantity, rate, amount }) => [kind, quantity, rate, amount].join(' '))
const NIGHT = terms([
  { components: [energy('2')], restrictions: { startTime: '22:00', endTime: '06:00' } },
  { components: [energy('4')] },
])

describe('times of day, in the clocks of the site', () => {
  it('across midnight', () => {
    expect(told(NIGHT, even('2026-11-20T20:00:00Z', '2026-11-21T06:00:00Z'))).toEqual([
      'energy 6 4 24.00',
      'energy 48 2 96.00',
      'energy 6 4 24.00',
    ])
  })
  it('a night has seven hours when the clocks are set forward, and nine when they are set back', () => {
    expect(told(NIGHT, even('2026-03-28T20:00:00Z', '2026-03-29T06:00:00Z'))).toEqual([
      'energy 6 4 24.00',
      'energy 42 2 84.00',
      'energy 12 4 48.00',
    ])
    expect(told(NIGHT, even('2026-10-24T19:00:00Z', '2026-10-25T06:00:00Z'))).toEqual([
      'energy 6 4 24.00',
      'energy 54 2 108.00',
      'energy 6 4 24.00',
    ])
  })
  it('an hour that comes twice counts twice, and one that does not come not at all', () => {
    const hour = terms([
      { components: [energy('9')], restrictions: { startTime: '02:00', endTime: '03:00' } },
      { components: [energy('1')] },
    ])
    expect(told(hour, even('2026-10-24T22:00:00Z', '2026-10-25T04:00:00Z'))).toContain('energy 12 9 108.00')
    expect(told(hour, even('2026-03-28T22:00:00Z', '2026-03-29T04:00:00Z'))).toEqual(['energy 36 1 36.00'])
  })
  it('00:00 as an end is the end of the day', () => {
    const evening = terms([{ components: [energy('3')], restrictions: { startTime: '20:00', endTime: '00:00' } }])
    expect(told(evening, even('2026-11-20T22:00:00Z', '2026-11-21T00:00:00Z'))).toEqual(['energy 6 3 18.00'])
  })
  it('days and dates end at local midnight', () => {
    const friday = terms([
      { components: [energy('5')], restrictions: { daysOfWeek: ['friday'] } },
      { components: [energy('6')], restrictions: { startDate: '2026-11-21', endDate: '2026-11-22' } },
    ])
    const lines = linesOf(friday, even('2026-11-20T22:00:00Z', '2026-11-22T00:00:00Z'))
    expect(lines.map(({ rate, from, to }) => [rate, from, to])).toEqual([
      ['5', '2026-11-20T22:00:00.000Z', '2026-11-20T23:00:00.000Z'],
      ['6', '2026-11-20T23:00:00.000Z', '2026-11-21T23:00:00.000Z'],
    ])
  })
})

describe('a boundary within a meter interval', () => {
  it('is placed by the readings around it, not by the session as a whole', () => {
    const facts = even('2026-11-20T20:00:00Z', '2026-11-20T22:00:00Z', { energyWh: new Decimal(20_000) })
    const readings = [{ at: Date.parse('2026-11-20T21:00:00Z'), energyWh: 18_000 }]
    expect(told(NIGHT, facts)).toEqual(['energy 10 4 40.00', 'energy 10 2 20.00'])
    expect(told(NIGHT, { ...facts, readings })).toEqual(['energy 18 4 72.00', 'energy 2 2 4.00'])
  })
  it('gives energy to the time in which the vehicle charged', () => {
    const phases = [
      { at: new Date('2026-11-20T20:00:00Z'), state: 'charging' as const },
      { at: new Date('2026-11-20T21:00:00Z'), state: 'suspended-ev' as const },
    ]
    const facts = even('2026-11-20T20:00:00Z', '2026-11-20T23:00:00Z', { energyWh: new Decimal(9_000), phases })
    expect(told(NIGHT, facts)).toEqual(['energy 9 4 36.00'])
  })
  it('falls where so much energy or time has been', () => {
    const tiers = terms([
      { components: [energy('1')], restrictions: { maxKwh: 4 } },
      { components: [energy('2')], restrictions: { maxDurationSeconds: 3600 } },
      { components: [energy('3')] },
    ])
    expect(told(tiers, even('2026-11-20T10:00:00Z', '2026-11-20T12:00:00Z'))).toEqual([
      'energy 4 1 4.00',
      'energy 2 2 4.00',
      'energy 6 3 18.00',
    ])
  })
  it('follows power and current as the meter shows them', () => {
    const readings = [{ at: Date.parse('2026-11-20T11:00:00Z'), energyWh: 50_000 }]
    const facts = even('2026-11-20T10:00:00Z', '2026-11-20T12:00:00Z', { energyWh: new Decimal(57_000), readings })
    const byPower = (restrictions: object) =>
      terms([{ components: [energy('5')], restrictions }, { components: [energy('3')] }])
    expect(told(byPower({ minPowerKw: 22 }), facts)).toEqual(['energy 50 5 250.00', 'energy 7 3 21.00'])
    expect(told(byPower({ maxCurrentA: 48 }), facts)).toEqual(['energy 50 3 150.00', 'energy 7 5 35.00'])
  })
})

describe('idling', () => {
  const idle = (change: object) => terms([{ components: [{ dimension: 'idle', price: '1', ...change }] }])
  const facts = even('2026-11-20T10:00:00Z', '2026-11-20T14:00:00Z', {
    phases: [
      { at: new Date('2026-11-20T10:00:00Z'), state: 'charging' },
      { at: new Date('2026-11-20T11:00:00Z'), state: 'suspended-ev' },
    ],
  })
  it('is free at first and never costs more than its cap', () => {
    expect(told(idle({ graceSeconds: 1800 }), facts)).toEqual(['idle 150 1 150.00'])
    const [line, cap] = linesOf(idle({ graceSeconds: 1800, maxAmount: '100' }), facts)
    expect(line).toMatchObject({ amount: '150.00', from: '2026-11-20T11:30:00.000Z' })
    expect(cap).toMatchObject({ kind: 'cap', amount: '-50.00', vat: '-10.00', reason: 'idle-cap' })
  })
  it('has one cap for one price, in however many windows it is painted', () => {
    // 12–15 by the clocks there: one hour in the first window and two in the second.
    const components: TariffComponent[] = [{ dimension: 'idle', price: '1', maxAmount: '50' }]
    const windows = terms([
      { components, restrictions: { startTime: '12:00', endTime: '13:00' } },
      { components, restrictions: { startTime: '13:00', endTime: '15:00' } },
    ])
    const amounts = (tariff: TariffTerms) => linesOf(tariff, facts).map(({ kind, amount }) => `${kind} ${amount}`)
    expect(amounts(windows)).toEqual(['idle 60.00', 'idle 120.00', 'cap -130.00'])
    const written: TariffComponent[] = [{ dimension: 'idle', price: '1.00', maxAmount: '50.0', vatPercent: '25.00' }]
    const otherwise = terms([windows.elements[0]!, { ...windows.elements[1]!, components: written }])
    expect(amounts(otherwise)).toEqual(['idle 60.00', 'idle 120.00', 'cap -130.00'])
  })
  it('may be free at night, which the grace counts as any other idling', () => {
    const day = terms([
      {
        components: [{ dimension: 'idle', price: '1', graceSeconds: 1800 }],
        restrictions: { startTime: '13:00', endTime: '14:00' },
      },
    ])
    expect(told(day, facts)).toEqual(['idle 60 1 60.00'])
  })
})

describe('spot prices', () => {
  const spot = (change: object, price = '0.10') =>
    terms([{ components: [{ dimension: 'energy', price, spot: { rule: 'quarter', ...change } }] }])
  const T0 = Date.parse('2026-11-20T10:00:00Z')
  const quarters = (...prices: string[]): SpotQuarter[] =>
    prices.map((perMwh, index) => ({ at: T0 + index * 900_000, perMwh, currency: 'SEK' }))
  const facts = (change: Partial<SessionFacts> = {}) => even('2026-11-20T10:05:00Z', '2026-11-20T10:35:00Z', change)

  it('price each quarter of an hour by itself, with VAT where prices have it', () => {
    const [line] = linesOf(spot({ fees: '0.25', energyTax: '0.50' }), facts({ spot: quarters('400', '-200', '800') }))
    expect(line).toMatchObject({ kind: 'energy', quantity: '3', amount: '3.18', rate: '1.058333', reason: 'spot' })
    expect(line!.spot).toEqual([
      { from: '2026-11-20T10:05:00.000Z', to: '2026-11-20T10:15:00.000Z', kwh: '1', price: '1.35', perMwh: '400' },
      { from: '2026-11-20T10:15:00.000Z', to: '2026-11-20T10:30:00.000Z', kwh: '1.5', price: '0.6', perMwh: '-200' },
      { from: '2026-11-20T10:30:00.000Z', to: '2026-11-20T10:35:00.000Z', kwh: '0.5', price: '1.85', perMwh: '800' },
    ])
  })
  it('keep to floor and ceiling, and change the currency by the tariff’s own rate', () => {
    const kept = spot({ floor: '0.50', ceiling: '1.50', exchangeRate: '11', percent: '103' })
    const euro = quarters('100', '-500', '40').map((quarter) => ({ ...quarter, currency: 'EUR' }))
    expect(linesOf(kept, facts({ spot: euro }))[0]!.spot!.map((part) => part.price)).toEqual(['1.5', '0.5', '0.6665'])
  })
  it('may be frozen at the session’s beginning', () => {
    expect(told(spot({ rule: 'start' }), facts({ spot: quarters('400') }))).toEqual(['energy 3 0.6 1.80'])
  })
  it('that have not come leave the session without a price, unless the tariff has a stand-in', () => {
    expect(priceSession(spot({}), facts({ spot: quarters('400') }))).toEqual({ unpriced: 'spot-missing' })
    expect(priceSession(spot({}), facts({ spot: [{ ...quarters('400')[0]!, currency: 'EUR' }] }))).toEqual({
      unpriced: 'spot-missing',
    })
    const [line] = linesOf(spot({ fallback: '1' }), facts({ spot: quarters('400') }))
    expect(line).toMatchObject({ reason: 'spot-fallback', amount: '2.80' })
  })
})

describe('agreements', () => {
  const tariff = terms([{ components: [{ dimension: 'flat', price: '5' }, energy('4')] }])
  const facts = (agreement: SessionFacts['agreement']) =>
    even('2026-11-20T10:00:00Z', '2026-11-20T12:00:00Z', { agreement })

  it('take what a plan has paid first, then its price', () => {
    expect(told(tariff, facts({ includedWh: 5000, energyPrice: '3' }))).toEqual([
      'start 1 5 5.00',
      'energy 5 0 0.00',
      'energy 7 3 21.00',
    ])
  })
  it('take a discount off what it is on, then hold to caps', () => {
    expect(told(tariff, facts({ discountPercent: '10', discountOn: ['energy'] }))).toEqual([
      'start 1 5 5.00',
      'energy 12 4 48.00',
      'discount 1 -4.80 -4.80',
    ])
    expect(told(tariff, facts({ sessionCap: '40', monthCap: { limit: '500', used: '470' } })).slice(2)).toEqual([
      'cap 1 -13.00 -13.00',
      'cap 1 -10.00 -10.00',
    ])
  })
  it('give minutes for nothing', () => {
    const minutes = terms([{ components: [{ dimension: 'time', price: '1' }] }])
    expect(told(minutes, facts({ freeChargingSeconds: 1800 }))).toEqual(['time 90 1 90.00'])
  })
})

describe('the least and the most', () => {
  const limited = (limits: TariffTerms['limits'], change: Partial<TariffTerms> = {}) =>
    terms([{ components: [energy('4'), { dimension: 'flat', price: '1', vatPercent: '6' }] }], { limits, ...change })
  it('are lines of their own, shared among the VAT rates', () => {
    const facts = even('2026-11-20T10:00:00Z', '2026-11-20T12:00:00Z')
    const lines = linesOf(limited({ max: { inclVat: '24.50' } }), facts)
    expect(lines.map(({ kind, amount, vatPercent }) => [kind, amount, vatPercent])).toEqual([
      ['start', '1.00', '6'],
      ['energy', '48.00', '25'],
      ['cap', '-0.50', '6'],
      ['cap', '-24.00', '25'],
    ])
  })
  it('that contradict each other: what is reached first holds, with its tax', () => {
    const facts = even('2026-11-20T10:00:00Z', '2026-11-20T12:00:00Z')
    const totals = (limits: TariffTerms['limits']) => {
      const { total, vat } = priceSession(limited(limits), facts) as Price
      return [total, vat]
    }
    expect(totals({ max: { exclVat: '10', inclVat: '8' } })).toEqual(['8.00', '1.58'])
    expect(totals({ min: { exclVat: '90', inclVat: '80' } })).toEqual(['112.10', '22.10'])
  })
  it('hold for a session that used nothing', () => {
    const nothing = even('2026-11-20T10:00:00Z', '2026-11-20T10:00:00Z')
    expect(
      priceSession(terms([{ components: [energy('4')] }], { limits: { min: { inclVat: '10' } } }), nothing),
    ).toMatchObject({
      total: '10.00',
      vat: '2.00',
      lines: [{ kind: 'minimum', amount: '10.00' }],
    })
  })
})
