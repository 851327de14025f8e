import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal, roundMoney } from '../kernel/money'
import { type Billable, type BuildOptions, buildInvoice } from './build-invoice'

const SEK: BuildOptions = { currency: 'SEK', isReverseCharge: false, roundsToWhole: false }
const sum = (amounts: readonly string[]) => amounts.reduce((total, amount) => total.plus(amount), new Decimal(0))

/** A price line as the rating engine makes it: rounded once, VAT taken out or added. */
function billable(kwh: string, rate: string, vatPercent: string, isVatIncluded: boolean): Billable {
  const said = roundMoney(new Decimal(kwh).times(rate), 'SEK')
  const share = isVatIncluded ? new Decimal(vatPercent).plus(100) : new Decimal(100)
  const vat = roundMoney(said.times(vatPercent).dividedBy(share), 'SEK')
  const amount = isVatIncluded ? said : said.plus(vat)
  return {
    kind: 'session',
    text: 'Energi',
    quantity: kwh,
    unit: 'kWh',
    rate,
    amount: amount.toFixed(2),
    vat: vat.toFixed(2),
    vatPercent,
    isVatIncluded,
  }
}

const billables = (isVatIncluded: fc.Arbitrary<boolean>) =>
  fc.array(
    fc
      .record({
        wh: fc.integer({ min: 1, max: 90_000 }),
        ore: fc.integer({ min: 0, max: 900 }),
        vatPercent: fc.constantFrom('25', '12', '6', '0'),
        isVatIncluded,
      })
      .map(({ wh, ore, ...vat }) =>
        billable((wh / 1000).toFixed(3), (ore / 100).toFixed(2), vat.vatPercent, vat.isVatIncluded),
      ),
    { maxLength: 40 },
  )

describe('an invoice', () => {
  it('asks for exactly what was shown', () => {
    const shown = [billable('12.345', '3.90', '25', true), billable('1.000', '4.95', '25', true)]
    const invoice = buildInvoice(shown, SEK)
    expect(invoice).toMatchObject({ netTotal: '42.48', vatTotal: '10.62', grossTotal: '53.10', payable: '53.10' })
    expect(invoice.lines[0]).toMatchObject({ unitPrice: '3.12', quantity: '12.345', unit: 'kWh', gross: '48.15' })
    expect(invoice.vatTotals).toEqual([{ category: 'S', percent: '25', taxable: '42.48', vat: '10.62' }])
  })

  it('without VAT in its prices keeps the sum without VAT', () => {
    const shown = Array.from({ length: 3 }, () => billable('1.000', '0.10', '25', false))
    // Each alone was shown with 3 öre of VAT; together they bear 7.5, rounded once.
    expect(buildInvoice(shown, SEK)).toMatchObject({ netTotal: '0.30', vatTotal: '0.08', payable: '0.38' })
  })

  it('to a buyer who accounts for the VAT has none', () => {
    const invoice = buildInvoice([billable('10.000', '5.00', '25', true)], { ...SEK, isReverseCharge: true })
    expect(invoice).toMatchObject({ netTotal: '40.00', vatTotal: '0.00', payable: '40.00' })
    expect(invoice.lines[0]).toMatchObject({ vatCategory: 'AE', vatPercent: '0', gross: '40.00', unitPrice: '4' })
  })

  it('is rounded to whole kronor where the seller wants it', () => {
    const rounded = buildInvoice([billable('1.000', '4.50', '25', true)], { ...SEK, roundsToWhole: true })
    expect(rounded).toMatchObject({ grossTotal: '4.50', rounding: '0.50', payable: '5.00' })
  })

  it('prices by the sum what quantity and rate do not explain', () => {
    const capped = { ...billable('50.000', '4.00', '25', true), amount: '100.00', vat: '20.00' }
    const discount = { ...billable('1.000', '5.00', '25', true), amount: '-5.00', vat: '-1.00' }
    const { lines } = buildInvoice([capped, discount], SEK)
    expect(lines[0]).toMatchObject({ quantity: '1', unit: 'piece', unitPrice: '80', net: '80.00' })
    expect(lines[1]).toMatchObject({ quantity: '-1', unit: 'piece', unitPrice: '4', net: '-4.00' })
  })

  it('always: lines sum to totals per rate, and a line moves by less than one öre', () => {
    fc.assert(
      fc.property(billables(fc.boolean()), fc.boolean(), (shown, isReverseCharge) => {
        const invoice = buildInvoice(shown, { ...SEK, isReverseCharge })
        for (const total of invoice.vatTotals) {
          const its = invoice.lines.filter(
            (line) => line.vatCategory === total.category && line.vatPercent === total.percent,
          )
          expect(sum(its.map((line) => line.net)).toFixed(2)).toBe(total.taxable)
          expect(sum(its.map((line) => line.vat)).toFixed(2)).toBe(total.vat)
          const share = new Decimal(total.taxable).times(total.percent).dividedBy(100)
          expect(share.minus(total.vat).abs().lessThan('0.02')).toBe(true)
        }
        expect(sum(invoice.lines.map((line) => line.gross)).toFixed(2)).toBe(invoice.grossTotal)
        expect(new Decimal(invoice.netTotal).plus(invoice.vatTotal).toFixed(2)).toBe(invoice.grossTotal)
        for (const line of invoice.lines) {
          expect(new Decimal(line.quantity).times(line.unitPrice).minus(line.net).abs().lessThanOrEqualTo('0.02')).toBe(
            true,
          )
          expect(new Decimal(line.net).plus(line.vat).toFixed(2)).toBe(line.gross)
        }
      }),
    )
  })

  it('always: with VAT in the prices, payable is the sum of what was shown', () => {
    fc.assert(
      fc.property(billables(fc.constant(true)), (shown) => {
        const invoice = buildInvoice(shown, SEK)
        expect(invoice.payable).toBe(sum(shown.map((one) => one.amount)).toFixed(2))
        for (const [at, line] of invoice.lines.entries()) expect(line.gross).toBe(shown[at]?.amount)
      }),
    )
  })

  it('always: cut by cost centre, the parts ask together for what the whole asks for', () => {
    fc.assert(
      fc.property(billables(fc.constant(true)), fc.integer({ min: 1, max: 5 }), (shown, centres) => {
        const parts = Array.from({ length: centres }, (_, centre) =>
          buildInvoice(
            shown.filter((_one, at) => at % centres === centre),
            SEK,
          ),
        )
        expect(sum(parts.map((part) => part.payable)).toFixed(2)).toBe(buildInvoice(shown, SEK).payable)
      }),
    )
  })

  it('always: the same in, the same out; other order, the same sums', () => {
    fc.assert(
      fc.property(billables(fc.boolean()), (shown) => {
        const { lines: _lines, vatTotals: _totals, ...sums } = buildInvoice(shown, SEK)
        expect(buildInvoice(shown, SEK)).toMatchObject(sums)
        expect(buildInvoice([...shown].reverse(), SEK)).toMatchObject(sums)
      }),
    )
  })
})
