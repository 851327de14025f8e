import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal } from '../kernel/money'
import { MINUTE_MS } from '../kernel/time'
import { SessionUsage } from '../tariffs/session-usage'
import { QUARTER_MS, type SpotQuarter } from '../tariffs/spot'
import { costOfSession, type EnergyCost } from './cost-of-session'
import { type EnergyTerms, termsOn } from './energy-terms'

const START = Date.parse('2026-11-20T14:00:00Z') // 15:00 in Stockholm, a Friday
const SPOT: EnergyTerms = {
  validFrom: '2026-01-01',
  supply: 'spot',
  energyPrice: '0.05',
  exchangeRate: '11.5',
  gridFee: '0.20',
  gridTimes: [
    { name: 'High load', fee: '0.50', months: [11, 12, 1, 2, 3], days: ['friday'], from: '15:30', to: '20:00' },
  ],
  energyTax: '0.439',
  powerFee: null,
  lossesPercent: '0',
}
const FIXED: EnergyTerms = { ...SPOT, supply: 'fixed', energyPrice: '0.80', gridTimes: [] }

/** Four quarters from the start, EUR/MWh. */
const quarters = (...prices: string[]): ReadonlyMap<number, SpotQuarter> =>
  new Map(
    prices.map((perMwh, index) => [
      START + index * QUARTER_MS,
      { at: START + index * QUARTER_MS, perMwh, currency: 'EUR' },
    ]),
  )

const usage = (wh: number | null, minutes = 60, readings: readonly { at: number; energyWh: string }[] = []) =>
  new SessionUsage({
    startedAt: new Date(START),
    until: new Date(START + minutes * MINUTE_MS),
    energyWh: wh === null ? null : new Decimal(wh),
    phases: [{ at: new Date(START), state: 'charging' }],
    readings,
    timeZone: 'Europe/Stockholm',
  })

describe('the cost of a charge', () => {
  it('is each quarter at the price of the exchange, with mark-up, grid fee by the clock and tax', () => {
    // 10 kWh evenly over an hour: 2.5 kWh a quarter. Spot: 2.5 × (100 + 200 + 40 − 20) × 11.5 / 1000 = 9.2; mark-up 10 × 0.05 = 0.5.
    // Grid: 15:00–15:30 at 0.20, 15:30–16:00 at 0.50 → 5 × 0.20 + 5 × 0.50 = 3.5. Tax 10 × 0.439.
    expect(costOfSession(usage(10_000), SPOT, quarters('100', '200', '40', '-20'))).toEqual({
      cost: '17.5900',
      spotCost: '9.7000',
      gridCost: '3.5000',
      otherCost: '4.3900',
    })
  })

  it('follows the readings: what was drawn early costs the early price', () => {
    const early = usage(10_000, 60, [{ at: START + 15 * MINUTE_MS, energyWh: '10000' }])
    expect(costOfSession(early, SPOT, quarters('100', '200', '40', '-20'))).toMatchObject({ spotCost: '12.0000' })
  })

  it('counts the losses as drawn', () => {
    expect(costOfSession(usage(10_000), { ...FIXED, lossesPercent: '5' }, new Map())).toMatchObject({
      spotCost: '8.4000',
      gridCost: '2.1000',
      otherCost: '4.6095',
    })
  })

  it.each([
    ['spot-missing', usage(10_000), SPOT, quarters('100', '200', '40')],
    ['rate-missing', usage(10_000), { ...SPOT, exchangeRate: null }, quarters('100', '200', '40', '-20')],
    ['meter-missing', usage(null), SPOT, quarters('100', '200', '40', '-20')],
  ] as const)('is not known: %s', (unknown, used, terms, spot) => {
    expect(costOfSession(used, terms, spot)).toBe(unknown)
  })

  it('is nothing for a charge without energy, even while prices are missing', () => {
    expect(costOfSession(usage(0), SPOT, new Map())).toMatchObject({ cost: '0.0000' })
  })

  it('is the same however the readings cut it, and the sum of its parts', () => {
    const gen = fc.record({
      wh: fc.integer({ min: 0, max: 90_000 }),
      prices: fc.array(fc.integer({ min: -5000, max: 50_000 }), { minLength: 12, maxLength: 12 }),
      cuts: fc.array(fc.integer({ min: 1, max: 3 * 60 - 1 }), { maxLength: 6 }),
    })
    fc.assert(
      fc.property(gen, ({ wh, prices, cuts }) => {
        const spot = quarters(...prices.map((price) => (price / 100).toFixed(2)))
        const whole = costOfSession(usage(wh, 180), SPOT, spot) as EnergyCost
        // Readings on the even line say nothing new.
        const even = cuts.map((minute) => ({
          at: START + minute * MINUTE_MS,
          energyWh: new Decimal(wh).times(minute).dividedBy(180).toFixed(12),
        }))
        const cut = costOfSession(usage(wh, 180, even), SPOT, spot) as EnergyCost
        expect(new Decimal(cut.cost).minus(whole.cost).abs().toNumber()).toBeLessThanOrEqual(0.0001)
        expect(new Decimal(whole.spotCost).plus(whole.gridCost).plus(whole.otherCost).toFixed(4)).toBe(whole.cost)
        const flat = costOfSession(usage(wh, 180), FIXED, spot) as EnergyCost
        expect(flat.spotCost).toBe(new Decimal(wh).times('0.0008').toFixed(4))
      }),
      { numRuns: 60 },
    )
  })

  it('takes the terms of the day', () => {
    const versions = ['2026-03-01', '2026-01-01', '2026-06-01'].map((validFrom) => ({ ...FIXED, validFrom }))
    expect(termsOn(versions, '2026-05-31')?.validFrom).toBe('2026-03-01')
    expect(termsOn(versions, '2026-06-01')?.validFrom).toBe('2026-06-01')
    expect(termsOn(versions, '2025-12-31')).toBeNull()
  })
})
