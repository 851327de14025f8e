import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Decimal } from '../kernel/money'
import { vatRate } from './compile-tariff'
import { quoteOcpi, quoteRequestSchema } from './ocpi/quote-request'
import { isPriced, type MeterPoint, priceSession, type SessionFacts } from './price-session'
import { kwhPrice } from './spot'
import type { TariffTerms } from './tariff'
import { tariffInputSchema, toTerms } from './tariff-input'

interface Example {
  readonly expect: { readonly lines: readonly string[]; readonly totalExclVat: string; readonly totalInclVat?: string }
}

const page = readFileSync(join(import.meta.dirname, '../../docs/tariffs.md'), 'utf8')
const examples = [...page.matchAll(/```json example\n([\s\S]*?)```/g)].map(([, text]) => JSON.parse(text!) as Example)

describe('the examples of docs/tariffs.md', () => {
  it('are there', () => expect(examples.length).toBe(3))
  it.each(examples)('example %#', ({ expect: expected, ...request }) => {
    const { lines, total } = quoteOcpi(quoteRequestSchema.parse(request))
    expect(lines.map((line) => `${line.quantity} ${line.unit} × ${line.rate} = ${line.exact.exclVat}`)).toEqual(
      expected.lines,
    )
    expect(total.exact.exclVat).toBe(expected.totalExclVat)
    if (expected.totalInclVat) expect(total.exact.inclVat).toBe(expected.totalInclVat)
  })
})

/** The figures of a sentence of the page; a sentence that is gone fails. */
const figures = (sentence: RegExp): string[] => {
  const found = sentence.exec(page.replace(/\s+/g, ' '))
  if (found === null) throw new Error(`The page does not say ${sentence}.`)
  return found.slice(1)
}

const MINUTE = 60_000
const START = Date.parse('2026-11-20T20:00:00Z')
const session = (charging: number, idling: number, kwh: number, more: Partial<SessionFacts> = {}): SessionFacts => ({
  startedAt: new Date(START),
  until: new Date(START + (charging + idling) * MINUTE),
  energyWh: new Decimal(kwh).times(1000),
  phases: [
    { at: new Date(START), state: 'charging' },
    { at: new Date(START + charging * MINUTE), state: 'suspended-ev' },
  ],
  timeZone: 'Europe/Stockholm',
  ...more,
})
const priced = (elements: TariffTerms['elements'], facts: SessionFacts) => {
  const price = priceSession({ currency: 'SEK', vatPercent: '25', pricesIncludeVat: true, elements }, facts)
  if (!isPriced(price)) throw new Error(price.unpriced)
  return { ...price, amounts: price.lines.map(({ amount }) => Number(amount)) }
}

describe('the figures of docs/tariffs.md', () => {
  it('of idling', () => {
    const [minutes, price, free, sum, cap, off] = figures(
      /(\d+) minutes at (\d+) kr after (\d+) free ones are (\d+) kr; with a cap of (\d+) a line of −(\d+) follows/,
    )
    const idle = { dimension: 'idle' as const, price: price!, graceSeconds: Number(free) * 60 }
    const facts = session(1, Number(minutes), 0)
    expect(priced([{ components: [idle] }], facts).amounts).toEqual([Number(sum)])
    expect(priced([{ components: [{ ...idle, maxAmount: cap! }] }], facts).amounts).toEqual([Number(sum), -Number(off)])
  })

  it('of a spot price', () => {
    const [perMwh, percent, vat, price, fees, energyTax, kwh] = figures(
      /At ([\d.]+) SEK\/MWh, (\d+) %, (\d+) % VAT included, a mark-up of ([\d.]+), fees of ([\d.]+) and a tax of ([\d.]+) that is .*? = ([\d.]+)\. The line/,
    ) as [string, string, string, string, string, string, string]
    const rate = {
      spot: { rule: 'quarter' as const, percent, fees, energyTax },
      priceDecimal: new Decimal(price),
      vat: vatRate(vat, true),
    }
    const quarter = { at: START, perMwh, currency: 'SEK' }
    expect(kwhPrice(rate, { currency: 'SEK', isVatIncluded: true }, quarter)?.toFixed()).toBe(kwh)
  })

  it('of a price that changes within an interval', () => {
    const [kwh, whole, rest, early, late] = figures(
      /(\d+) kWh between 21 and 23 o'clock with a price change at 22 are (\d+) \+ (\d+), but (\d+) \+ (\d+) when a reading at 22 says so/,
    ).map(Number) as [number, number, number, number, number]
    const energy = [{ dimension: 'energy' as const, price: '1' }]
    const elements = [
      { components: energy, restrictions: { startTime: '22:00', endTime: '06:00' } },
      { components: energy },
    ]
    const reading: MeterPoint = { at: START + 60 * MINUTE, energyWh: early * 1000 }
    expect(priced(elements, session(120, 0, kwh)).amounts).toEqual([whole, rest])
    expect(priced(elements, session(120, 0, kwh, { readings: [reading] })).amounts).toEqual([early, late])
  })

  it('of a plan whose month is shared', () => {
    const [given, price, tariff, own, left, times, sum] = figures(
      /(\d+) kWh a month, then ([\d.]+) kr\/kWh; the tariff costs ([\d.]+)\. Two cars end at once with (\d+) kWh each: one pays nothing, the other (\d+) × ([\d.]+) = ([\d.]+)\./,
    ) as [string, string, string, string, string, string, string]
    const elements = [{ components: [{ dimension: 'energy' as const, price: tariff }] }]
    const paid = (includedWh: number) =>
      priced(elements, session(60, 0, Number(own), { agreement: { includedWh, energyPrice: price } })).total
    expect([paid(Number(given) * 1000), paid((Number(given) - Number(own)) * 1000)]).toEqual(['0.00', sum])
    expect(Number(left) * Number(times)).toBe(Number(sum))
  })

  it('of the tariff over REST: it is one, and costs what it says', () => {
    const [, body] = /```json\n([\s\S]*?)```/.exec(page)!
    const { elements } = toTerms(tariffInputSchema.parse(JSON.parse(body!)))
    // Friday 21–23 by the clocks there: ten kWh by day and ten at night.
    expect(priced(elements, session(120, 0, 20)).amounts).toEqual([42, 27])
  })
})
