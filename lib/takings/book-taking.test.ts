import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal } from '../kernel/money'
import { bookTakings, canBook, difference, grossOf, partsOf, revenueOf } from './book-taking'
import { toBook } from './to-book'

const ore = (min: number) => fc.integer({ min, max: 200_000 }).map((minor) => (minor / 100).toFixed(2))

describe('what drivers have paid', () => {
  it('is the price, though more was taken in advance and is not back yet', () => {
    expect(revenueOf({ captured: '300', refunded: '0', price: '112.40' }).toFixed(2)).toBe('112.40')
    expect(revenueOf({ captured: '300', refunded: '187.60', price: '112.40' }).toFixed(2)).toBe('112.40')
    expect(revenueOf({ captured: '112.40', refunded: '12.40', price: '112.40' }).toFixed(2)).toBe('100.00')
  })

  it('is booked on the bank or the provider’s debt, the sale and its VAT', () => {
    const parts = partsOf(new Decimal('112.40'), [{ percent: '25', gross: '112.40' }])
    expect(parts).toEqual([{ percent: '25', net: '89.92', vat: '22.48' }])
    expect(bookTakings('swish', parts)).toEqual([
      { account: '1930', amount: '112.4' },
      { account: '3001', amount: '-89.92' },
      { account: '2611', amount: '-22.48' },
    ])
    expect(bookTakings('stripe', parts)[0]).toEqual({ account: '1580', amount: '112.4' })
  })

  it.each([
    ['not booked yet', { booked: undefined }, '2026-10-31', 'driver-sale'],
    [
      'money that went back later',
      { booked: 100, refunded: '20', refunded_on: '2026-11-04' },
      '2026-11-04',
      'driver-refund',
    ],
    // What went back of the advance is booked; its own money is still on its way back.
    ['a price that fell', { booked: 100, price: '80', refunded_on: '2026-10-31' }, '2026-11-20', 'driver-refund'],
  ] as const)('on its day, never one before what is booked: %s', (_what, { booked, ...over }, onDate, kind) => {
    const parts = booked === undefined ? [] : partsOf(new Decimal(booked), [{ percent: '25', gross: '1' }])
    const payment = {
      id: '1',
      provider: 'swish',
      captured: '100',
      price: '100',
      refunded: '0',
      settled_on: '2026-10-31',
      refunded_on: null,
      booked_parts: parts,
      booked_on: booked === undefined ? null : '2026-10-31',
      lines: null,
      vat_percent: '25',
      session_id: '2',
    }
    expect(toBook({ ...payment, ...over }, '2026-11-20')).toMatchObject({ onDate, kind })
  })

  it('has no accounts for another country’s VAT', () => {
    const at = (percent: string) => canBook(partsOf(new Decimal(10), [{ percent, gross: '1' }]))
    expect(['25', '12.00', '0', '19'].map(at)).toEqual([true, true, true, false])
  })

  it('law: whatever comes back, and in how many steps, the books end at what was kept, and every voucher balances', () => {
    const gen = fc.record({
      rates: fc.array(fc.record({ percent: fc.constantFrom('25', '12', '6'), gross: ore(1) }), {
        minLength: 1,
        maxLength: 3,
      }),
      kept: fc.array(ore(0), { minLength: 1, maxLength: 4 }),
    })
    fc.assert(
      fc.property(gen, ({ rates, kept }) => {
        let booked: ReturnType<typeof partsOf> = []
        for (const amount of kept) {
          const step = difference(partsOf(new Decimal(amount), rates), booked)
          const entries = bookTakings('stripe', step)
          expect(entries.reduce((sum, entry) => sum.plus(entry.amount), new Decimal(0)).toFixed()).toBe('0')
          booked = [...booked, ...step]
        }
        expect(grossOf(booked).toFixed(2)).toBe(kept.at(-1))
      }),
    )
  })
})
