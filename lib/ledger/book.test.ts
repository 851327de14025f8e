import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildInvoice } from '../invoices/build-invoice'
import { Decimal } from '../kernel/money'
import { accountType } from './accounts'
import { bookInvoice, bookPayment, bookRefund, bookUseOfCredit, type Entry } from './book'
import { partByCostCentre } from './cost-centre-parts'

const sum = (entries: readonly Entry[]) =>
  entries.reduce((total, { amount }) => total.plus(amount), new Decimal(0)).toFixed()

const ore = fc.integer({ min: 0, max: 1_000_000 }).map((minor) => (minor / 100).toFixed(2))

describe('books', () => {
  it('of an invoice: receivable, sale and VAT', () => {
    const invoice = {
      vatTotals: [{ category: 'S', percent: '25', taxable: '80.00', vat: '20.00' }],
      rounding: '0.00',
      payable: '100.00',
    }
    expect(bookInvoice('invoice', invoice)).toEqual([
      { account: '1510', amount: '100' },
      { account: '3001', amount: '-80' },
      { account: '2611', amount: '-20' },
    ])
  })

  it('know no VAT rate that does not exist', () => {
    const odd = {
      vatTotals: [{ category: 'S', percent: '19', taxable: '1', vat: '0.19' }],
      rounding: '0',
      payable: '1.19',
    }
    expect(() => bookInvoice('invoice', odd)).toThrow(RangeError)
  })

  it('always balance, and a credit note takes its invoice back to nothing', () => {
    const line = fc
      .record({ amount: ore, vatPercent: fc.constantFrom('25', '12', '6') })
      .map(({ amount, vatPercent }) => ({
        kind: 'session' as const,
        text: 'x',
        quantity: '1',
        unit: 'session' as const,
        rate: amount,
        amount,
        vat: '0.00',
        vatPercent,
        isVatIncluded: true,
      }))
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), fc.boolean(), (lines, roundsToWhole) => {
        const invoice = buildInvoice(lines, { currency: 'SEK', isReverseCharge: false, roundsToWhole })
        const issued = bookInvoice('invoice', invoice)
        const credited = bookInvoice('credit-note', invoice)
        expect(sum(issued)).toBe('0')
        expect(sum(credited)).toBe('0')
        const both = new Map<string, Decimal>()
        for (const { account, amount } of [...issued, ...credited]) {
          both.set(account, (both.get(account) ?? new Decimal(0)).plus(amount))
        }
        expect([...both.values()].every((amount) => amount.isZero())).toBe(true)
      }),
    )
  })

  it('part sales by cost centre, and the parts are the whole', () => {
    const entries = [
      { account: '1510', amount: '125' },
      { account: '3001', amount: '-100' },
      { account: '2611', amount: '-25' },
    ]
    const parts = [
      { account: '3001', object: '7-N', amount: '-60' },
      { account: '3001', object: '7-S', amount: '-30' },
    ]
    expect(partByCostCentre(entries, parts)).toEqual([
      { account: '1510', amount: '125', object: null },
      { account: '3001', amount: '-60', object: '7-N' },
      { account: '3001', amount: '-30', object: '7-S' },
      { account: '3001', amount: '-10', object: null },
      { account: '2611', amount: '-25', object: null },
    ])
    fc.assert(
      fc.property(fc.array(ore), ore, (amounts, whole) => {
        const its = amounts.map((amount, at) => ({ account: '3001', object: `7-${at}`, amount: `-${amount}` }))
        const parted = partByCostCentre([{ account: '3001', amount: `-${whole}` }], its)
        expect(sum(parted)).toBe(new Decimal(whole).negated().plus(0).toFixed())
      }),
    )
  })

  it('of money in and out always balance', () => {
    fc.assert(
      fc.property(ore, ore, ore, ore, (settled, fees, interest, kept) => {
        expect(sum(bookPayment({ settled, fees, interest, kept }))).toBe('0')
        expect(sum(bookUseOfCredit({ settled, fees, interest }))).toBe('0')
        expect(sum(bookRefund('payment', kept))).toBe('0')
        expect(sum(bookRefund('credit-note', kept))).toBe('0')
      }),
    )
  })
})

it.each([
  ['1510', 'T'],
  ['2611', 'S'],
  ['3001', 'I'],
  ['8313', 'I'],
  ['5010', 'K'],
])('account %s is of type %s', (account, type) => {
  expect(accountType(account)).toBe(type)
})
