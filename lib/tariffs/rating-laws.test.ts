import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal } from '../kernel/money'
import { isPriced, type MeterPoint, type Price, priceSession, type SessionFacts } from './price-session'
import { quoteUsage } from './quote-usage'
import type { Restrictions } from './restrictions'
import { SessionUsage } from './session-usage'
import type { TariffComponent, TariffTerms } from './tariff'
import { energyUntil } from './usage'

/** The clocks of Stockholm are set forward in this night, and back in the other. */
const NIGHTS = ['2026-03-28T18:00:00Z', '2026-10-24T18:00:00Z', '2026-11-20T18:00:00Z'].map((text) => Date.parse(text))
const MINUTE = 60_000

const price = fc.integer({ min: 0, max: 90_000 }).map((n) => new Decimal(n).dividedBy(10_000).toFixed())
const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`)
const restrictions: fc.Arbitrary<Restrictions> = fc.record(
  {
    startTime: clock,
    endTime: clock,
    daysOfWeek: fc.uniqueArray(fc.constantFrom('friday', 'saturday', 'sunday', 'monday'), { minLength: 1 }),
    minKwh: fc.integer({ min: 0, max: 40 }),
    maxKwh: fc.integer({ min: 1, max: 60 }),
    minDurationSeconds: fc.integer({ min: 0, max: 40_000 }),
    maxDurationSeconds: fc.integer({ min: 1, max: 80_000 }),
    startDate: fc.constantFrom('2026-03-29', '2026-10-25', '2026-11-21'),
  },
  { requiredKeys: [] },
)
const components = fc
  .record({
    flat: fc.option(price),
    energy: price,
    time: fc.option(price),
    idle: fc.option(price),
    grace: fc.nat(7200),
  })
  .map(({ flat, energy, time, idle, grace }): TariffComponent[] => [
    ...(flat === null ? [] : [{ dimension: 'flat' as const, price: flat }]),
    { dimension: 'energy', price: energy },
    ...(time === null ? [] : [{ dimension: 'time' as const, price: time }]),
    ...(idle === null ? [] : [{ dimension: 'idle' as const, price: idle, graceSeconds: grace }]),
  ])
const tariffs = fc
  .record({
    elements: fc.array(fc.record({ components, restrictions }), { minLength: 1, maxLength: 4 }),
    vatPercent: fc.constantFrom('0', '6', '25'),
    pricesIncludeVat: fc.boolean(),
  })
  .map((said): TariffTerms => ({ currency: 'SEK', ...said }))

/** Charges evenly, then stands: each minute of charging is a whole number of Wh, so that cutting at a minute loses nothing. */
const sessions = fc
  .record({
    night: fc.constantFrom(...NIGHTS),
    chargeMinutes: fc.integer({ min: 1, max: 900 }),
    idleMinutes: fc.integer({ min: 0, max: 300 }),
    whPerMinute: fc.integer({ min: 1, max: 300 }),
  })
  .map(
    ({ night, chargeMinutes, idleMinutes, whPerMinute }): SessionFacts => ({
      startedAt: new Date(night),
      until: new Date(night + (chargeMinutes + idleMinutes) * MINUTE),
      energyWh: new Decimal(chargeMinutes * whPerMinute),
      phases: [
        { at: new Date(night), state: 'charging' },
        { at: new Date(night + chargeMinutes * MINUTE), state: 'suspended-ev' },
      ],
      timeZone: 'Europe/Stockholm',
    }),
  )

/** A start fee and energy of an öre each, whose VAT is rounded away line by line; together it would be half an öre. */
const TWO_SMALL_LINES: { readonly terms: TariffTerms; readonly facts: SessionFacts } = {
  terms: {
    currency: 'SEK',
    vatPercent: '25',
    pricesIncludeVat: false,
    elements: [
      {
        components: [
          { dimension: 'flat', price: '0.01' },
          { dimension: 'energy', price: '0.01' },
        ],
      },
    ],
  },
  facts: {
    startedAt: new Date(NIGHTS[0]!),
    until: new Date(NIGHTS[0]! + MINUTE),
    energyWh: new Decimal(1000),
    phases: [],
  },
}

const exact = (terms: TariffTerms, facts: SessionFacts) => quoteUsage(terms, new SessionUsage(facts))!
const priced = (terms: TariffTerms, facts: SessionFacts): Price => {
  const result = priceSession(terms, facts)
  if (!isPriced(result)) throw new Error(result.unpriced)
  return result
}
const sum = (amounts: readonly string[]) => amounts.reduce((total, amount) => total.plus(amount), new Decimal(0))

describe('laws of rating', () => {
  it('cutting a session anywhere by a reading that says what the meter then said changes nothing', () => {
    fc.assert(
      fc.property(tariffs, sessions, fc.array(fc.nat(1200), { maxLength: 6 }), (terms, facts, minutes) => {
        const usage = new SessionUsage(facts)
        const readings: MeterPoint[] = minutes
          .map((minute) => facts.startedAt.getTime() + minute * MINUTE)
          .filter((at) => at < facts.until.getTime())
          .map((at) => ({ at, energyWh: energyUntil(usage, at) }))
        const [whole, cut] = [exact(terms, facts), exact(terms, { ...facts, readings })]
        expect(new Decimal(cut.total.exact.inclVat).minus(whole.total.exact.inclVat).abs().lessThan('0.000001')).toBe(
          true,
        )
        expect(cut.lines.map(({ kind, part, from }) => [kind, part, from])).toEqual(
          whole.lines.map(({ kind, part, from }) => [kind, part, from]),
        )
      }),
      { numRuns: 300 },
    )
  })

  it('what is priced of each kind is what was used of it, no more and at most once', () => {
    fc.assert(
      fc.property(tariffs, sessions, (terms, facts) => {
        const everywhere = {
          ...terms,
          elements: [...terms.elements, { components: [...terms.elements[0]!.components] }],
        }
        const { lines } = exact(everywhere, facts)
        const kwh = sum(lines.filter(({ kind }) => kind === 'energy').map(({ quantity }) => quantity))
        expect(kwh.toDecimalPlaces(9).equals(facts.energyWh!.dividedBy(1000))).toBe(true)
        const minutes = sum(
          lines.filter(({ kind }) => kind === 'time' || kind === 'idle').map(({ quantity }) => quantity),
        )
        expect(
          minutes
            .toDecimalPlaces(6)
            .times(MINUTE)
            .lessThanOrEqualTo(facts.until.getTime() - facts.startedAt.getTime() + 1),
        ).toBe(true)
        expect(lines.filter(({ kind }) => kind === 'start').length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 300 },
    )
  })

  it('lines add up to totals, exactly and rounded, and nothing is below 0', () => {
    fc.assert(
      fc.property(tariffs, sessions, (terms, facts) => {
        const quote = exact(terms, facts)
        expect(
          sum(quote.lines.map((line) => line.exact.inclVat))
            .minus(quote.total.exact.inclVat)
            .abs()
            .lessThan('1e-12'),
        ).toBe(true)
        expect(sum(quote.lines.map((line) => line.rounded.inclVat)).equals(quote.total.rounded.inclVat)).toBe(true)
        expect(
          sum(Object.values(quote.totals).map(({ rounded }) => rounded.exclVat)).equals(quote.total.rounded.exclVat),
        ).toBe(true)
        for (const line of quote.lines) expect(Number(line.exact.exclVat)).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 300 },
    )
  })

  it('a session, its running cost and a quote come from one engine: the same input, the same lines', () => {
    fc.assert(
      fc.property(tariffs, sessions, (terms, facts) => {
        const [session, again, quote] = [
          priced(terms, facts),
          priced(structuredClone(terms), facts),
          exact(terms, facts),
        ]
        expect(again).toEqual(session)
        expect(session.lines.map(({ kind, amount, from, to }) => [kind, amount, from, to])).toEqual(
          quote.lines.map(({ kind, rounded, from, to }) => [kind, rounded.inclVat, from, to]),
        )
      }),
      { numRuns: 200 },
    )
  })

  it('a credit, which is the same lines with their signs turned, and the invoice come to nothing', () => {
    fc.assert(
      fc.property(tariffs, sessions, (terms, facts) => {
        const { lines, total } = priced(terms, facts)
        const credit = lines.map(({ amount }) => new Decimal(amount).negated().toFixed())
        expect(sum([total, ...credit]).isZero()).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  it('an agreement never makes a session dearer, and caps hold to the öre', () => {
    const agreements = fc.record(
      {
        discountPercent: fc.constantFrom('5', '10', '33.33', '100'),
        includedWh: fc.nat(60_000),
        freeIdleSeconds: fc.nat(7200),
        freeChargingSeconds: fc.nat(7200),
        sessionCap: price,
        monthCap: fc.record({ limit: price, used: price }),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(tariffs, sessions, agreements, (terms, facts, agreement) => {
        const [plain, agreed] = [priced(terms, facts), priced(terms, { ...facts, agreement })]
        // A plan's free kWh are a line of their own, and one line more may round half an öre up where one rounded down.
        const slack = new Decimal('0.01').times(agreed.lines.length + plain.lines.length)
        expect(new Decimal(agreed.total).lessThanOrEqualTo(slack.plus(plain.total))).toBe(true)
        expect(Number(agreed.total)).toBeGreaterThanOrEqual(0)
        if (agreement.sessionCap)
          expect(Number(agreed.total)).toBeLessThanOrEqual(Number(new Decimal(agreement.sessionCap).toFixed(2)))
        expect(sum(agreed.lines.map(({ amount }) => amount)).equals(agreed.total)).toBe(true)
        expect(sum(agreed.lines.map(({ vat }) => vat)).equals(agreed.vat)).toBe(true)
      }),
      {
        numRuns: 300,
        // Two lines of an öre each, their VAT rounded away: all of it off leaves nothing, not an öre below.
        examples: [[TWO_SMALL_LINES.terms, TWO_SMALL_LINES.facts, { discountPercent: '100' }]],
      },
    )
  })

  it('the least, the most, caps and steps, also such as contradict each other, leave neither price, net nor VAT below 0', () => {
    const limit = fc.record({ exclVat: price, inclVat: price })
    const limits = fc.record({ min: limit, max: limit }, { requiredKeys: [] })
    fc.assert(
      fc.property(
        tariffs,
        sessions,
        limits,
        fc.option(price),
        fc.nat(3600),
        (terms, facts, limits, maxAmount, step) => {
          const elements = terms.elements.map(({ restrictions, components }) => ({
            restrictions,
            components: components.map((component) => ({
              ...component,
              ...(component.dimension !== 'flat' && step > 0 && { stepSize: step }),
              ...(component.dimension === 'idle' && maxAmount !== null && { maxAmount }),
            })),
          }))
          const { lines, total, totalExclVat, vat } = priced({ ...terms, elements, limits }, facts)
          expect(sum(lines.map(({ amount }) => amount)).equals(total)).toBe(true)
          for (const amount of [total, totalExclVat, vat]) expect(Number(amount)).toBeGreaterThanOrEqual(0)
          const most = limits.max?.inclVat
          if (most && !limits.min) expect(Number(total)).toBeLessThanOrEqual(Number(new Decimal(most).toFixed(2)))
        },
      ),
      { numRuns: 200 },
    )
  })
})
