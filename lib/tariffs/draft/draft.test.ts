import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal } from '../../kernel/money'
import { canonicalTerms } from '../canonical-terms'
import { ocpiVectors } from '../fixtures/ocpi-vectors'
import { quoteOcpi, quoteRequestSchema } from '../ocpi/quote-request'
import { termsOfOcpi } from '../ocpi/read-tariff'
import { ocpiOfTerms } from '../ocpi/write-tariff'
import type { SessionFacts } from '../price-session'
import { quoteUsage } from '../quote-usage'
import { type Restrictions, WEEKDAYS } from '../restrictions'
import { SessionUsage } from '../session-usage'
import type { TariffComponent, TariffTerms } from '../tariff'
import { NO_PRICES } from './draft'
import { blockBetween, paintBlock, paintHours, removeLevel } from './paint-week'
import { readDraft } from './read-draft'
import { HOURS_OF_WEEK, hoursOf, restrictionsOf } from './week'
import { writeDraft } from './write-draft'

const MINUTE = 60_000
/** The same figure is written in several ways. */
const amount = fc.oneof(
  fc.integer({ min: 0, max: 90_000 }).map((n) => new Decimal(n).dividedBy(10_000).toFixed()),
  fc.constantFrom('1', '1.0', '1.00'),
)
const option = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })
const component = (dimension: 'flat' | 'energy' | 'time' | 'idle'): fc.Arbitrary<TariffComponent> => {
  const every = { dimension: fc.constant(dimension), price: amount, vatPercent: option(fc.constantFrom('6', '12.5')) }
  const stepSize = option(fc.constantFrom(1, 600, 1000))
  const time = { ...every, per: option(fc.constantFrom('minute', 'hour')) }
  const more =
    dimension === 'time' || dimension === 'idle'
      ? { ...time, stepSize }
      : dimension === 'flat'
        ? every
        : { ...every, stepSize }
  const idle = { graceSeconds: option(fc.nat(7200)), maxAmount: option(amount) }
  return fc
    .record<object>(dimension === 'idle' ? { ...more, ...idle } : more)
    .map(
      (said) => Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as TariffComponent,
    )
}
const components = fc
  .uniqueArray(fc.constantFrom('flat', 'energy', 'time', 'idle'), { minLength: 1 })
  .chain((dimensions) => fc.tuple(...dimensions.map(component)))
const days = fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 })
const clock = (minutes: readonly string[]) =>
  fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(...minutes))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`)
const restrictions: fc.Arbitrary<Restrictions> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ startTime: clock(['00']), endTime: clock(['00']), daysOfWeek: days }, { requiredKeys: [] }),
  },
  fc.record(
    {
      startTime: clock(['00', '30']),
      daysOfWeek: days,
      minKwh: fc.integer({ min: 0, max: 40 }),
      maxKwh: fc.constantFrom(5, 12.5, 40),
      maxDurationSeconds: fc.constantFrom(3600, 3650),
      startDate: fc.constantFrom('2026-11-21', '2026-11-22'),
    },
    { requiredKeys: [] },
  ),
)
const tariffs = fc
  .array(fc.record({ components, restrictions }), { minLength: 1, maxLength: 6 })
  .map((elements): TariffTerms => ({ currency: 'SEK', vatPercent: '25', pricesIncludeVat: true, elements }))

/** Begins on a Friday evening and charges across days, then stands. */
const sessions = fc
  .record({ begins: fc.nat(1440), charging: fc.integer({ min: 1, max: 2000 }), idling: fc.nat(600) })
  .map(({ begins, charging, idling }): SessionFacts => {
    const start = Date.parse('2026-11-20T16:00:00Z') + begins * MINUTE
    const full = start + charging * MINUTE
    return {
      startedAt: new Date(start),
      until: new Date(full + idling * MINUTE),
      energyWh: new Decimal(charging * 20),
      phases: [
        { at: new Date(start), state: 'charging' },
        { at: new Date(full), state: 'suspended-ev' },
      ],
      readings: [{ at: full, energyWh: charging * 20 }],
    }
  })

/** Unrounded: other elements make other lines, and each is rounded once. */
const cost = (terms: TariffTerms, facts: SessionFacts) =>
  new Decimal(quoteUsage(terms, new SessionUsage(facts))!.total.exact.inclVat).toFixed(9)

const reopened = (terms: TariffTerms, isComma = true) => {
  const { terms: written, problems } = writeDraft(readDraft('X', terms, isComma))
  expect([...problems]).toEqual([])
  return written!
}

describe('a draft', () => {
  it('prices every session as the tariff it was opened from', () => {
    fc.assert(
      fc.property(tariffs, sessions, fc.boolean(), (terms, session, isComma) => {
        expect(cost(reopened(terms, isComma), session)).toBe(cost(terms, session))
      }),
      { numRuns: 60 },
    )
  })

  it('opened again says the same', () => {
    fc.assert(
      fc.property(tariffs, (terms) => {
        const once = reopened(terms)
        expect(canonicalTerms(reopened(once))).toBe(canonicalTerms(once))
      }),
    )
  })

  it.each(ocpiVectors())('of an imported tariff, told in OCPI again, costs what it did: $id', ({ request }) => {
    const asked = quoteRequestSchema.parse(request)
    const told = ocpiOfTerms(reopened(termsOfOcpi(asked.tariff)), '2.3.0', META)
    const again = quoteOcpi(quoteRequestSchema.parse({ ...request, tariff: told }))
    const [before, after] = [quoteOcpi(asked), again]
    expect([after.total.rounded, after.totals]).toEqual([before.total.rounded, before.totals])
  })

  it('keeps a spot price and what limits it', () => {
    const spot = {
      rule: 'start',
      percent: '103.5',
      fees: '0.1',
      energyTax: '0.45',
      floor: '-1',
      ceiling: '5',
      fallback: '2',
    } as const
    const energy = { dimension: 'energy' as const, price: '0.40', spot }
    const terms: TariffTerms = {
      currency: 'SEK',
      vatPercent: '25',
      pricesIncludeVat: false,
      elements: [{ components: [energy] }],
      limits: { max: { inclVat: '500' } },
    }
    expect(reopened(terms)).toEqual(terms)
  })

  it('says where something is wrong', () => {
    const draft = readDraft('X', { currency: 'SEK', vatPercent: '25', pricesIncludeVat: true, elements: [] }, true)
    expect([...writeDraft(draft).problems]).toEqual([['base', 'at-least-one-price']])
    const price = { ...readDraft('X', SIMPLE, true).base.energy!, price: 'tre kronor' }
    expect([...writeDraft({ ...draft, base: { ...draft.base, energy: price } }).problems]).toEqual([
      ['base.energy.price', 'not-an-amount'],
    ])
    const level = { id: 'level0', prices: { ...draft.base, energy: { ...price, price: '3,90' } } }
    expect([...writeDraft({ ...draft, levels: [level] }).problems]).toEqual([['level0', 'no-hours']])
    // Another price every hour, and every day another order: more parts than a tariff may have.
    const week = WHOLE_WEEK.map((hour) => hour % 7)
    const levels = Array.from({ length: 6 }, (_, index) => ({ ...level, id: `level${index}` }))
    expect([...writeDraft({ ...draft, levels, week }).problems]).toEqual([['week', 'too-many-parts']])
  })
})

const SIMPLE: TariffTerms = {
  currency: 'SEK',
  vatPercent: '25',
  pricesIncludeVat: true,
  elements: [{ components: [{ dimension: 'energy', price: '3.90' }] }],
}

describe('the hours of a week', () => {
  it('are exactly those that were painted, in windows that do not overlap', () => {
    const painted = fc.array(fc.boolean(), { minLength: HOURS_OF_WEEK, maxLength: HOURS_OF_WEEK })
    fc.assert(
      fc.property(painted, (cells) => {
        const hours = cells.flatMap((isOn, hour) => (isOn ? hour : []))
        const again = restrictionsOf(new Set(hours)).flatMap((said) => [...(hoursOf(said) ?? WHOLE_WEEK)])
        expect(again.sort((a, b) => a - b)).toEqual(hours)
      }),
    )
  })

  it('make one window of weekday daytime, and one of every night', () => {
    const daytime = hoursOf({ startTime: '06:00', endTime: '22:00', daysOfWeek: WEEKDAYS.slice(0, 5) })!
    expect(restrictionsOf(daytime)).toEqual([
      { daysOfWeek: WEEKDAYS.slice(0, 5), startTime: '06:00', endTime: '22:00' },
    ])
    expect(restrictionsOf(hoursOf({ startTime: '22:00', endTime: '06:00' })!)).toEqual([
      { startTime: '22:00', endTime: '06:00' },
    ])
  })
})

const META = { countryCode: 'SE', partyId: 'LAD', id: '1', lastUpdated: new Date(0), startsAt: null }
it('gives the hours of a price that is taken away back to the base, and keeps the others theirs', () => {
  const level = (id: string) => ({ id, prices: NO_PRICES })
  const week = paintBlock(
    paintBlock(
      WHOLE_WEEK.map(() => 0),
      blockBetween(0, 25),
      1,
    ),
    blockBetween(166, 167),
    2,
  )
  expect(week.filter((held) => held === 1)).toHaveLength(4)
  const left = removeLevel({ levels: [level('a'), level('b')], week }, 1)
  expect(left.levels.map(({ id }) => id)).toEqual(['b'])
  expect(left.week.map((held, hour) => (held === 0 ? null : [hour, held])).filter(Boolean)).toEqual([
    [166, 1],
    [167, 1],
  ])
  expect(paintHours(left.week, [6], 22, 2, 0).filter((held) => held !== 0)).toEqual([])
})

const WHOLE_WEEK = Array.from({ length: HOURS_OF_WEEK }, (_, hour) => hour)
