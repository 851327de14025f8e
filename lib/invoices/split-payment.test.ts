import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Decimal } from '../kernel/money'
import { splitPayment } from './split-payment'

const reminder = { id: '1', fee: '60', interest: '12.50', paid: '0' }

test('a part pays a part', () => {
  expect(splitPayment('100', '250', [reminder])).toEqual({
    settled: '100',
    fees: '0',
    interest: '0',
    kept: '0',
    charges: [],
  })
})

test('the invoice comes first, then fee and interest, then credit', () => {
  expect(splitPayment('400', '250', [reminder])).toEqual({
    settled: '250',
    fees: '60',
    interest: '12.5',
    kept: '77.5',
    charges: [{ id: '1', paid: '72.5' }],
  })
})

test('what was paid of a reminder before is its fee', () => {
  expect(splitPayment('10', '0', [{ ...reminder, paid: '55' }])).toMatchObject({ fees: '5', interest: '5', kept: '0' })
})

const ore = fc.integer({ min: 0, max: 100_000 }).map((minor) => new Decimal(minor).dividedBy(100).toFixed())

test('always: no öre is lost and nothing is paid more than it asks for', () => {
  fc.assert(
    fc.property(ore, ore, fc.array(fc.record({ fee: ore, interest: ore }), { maxLength: 3 }), (amount, open, asked) => {
      const charges = asked.map((one, at) => ({ id: String(at), paid: '0', ...one }))
      const split = splitPayment(amount, open, charges)
      expect(Decimal.sum(split.settled, split.fees, split.interest, split.kept).toFixed()).toBe(amount)
      expect(new Decimal(split.settled).lessThanOrEqualTo(open)).toBe(true)
      for (const { id, paid } of split.charges) {
        const charge = charges[Number(id)]!
        expect(new Decimal(paid).lessThanOrEqualTo(Decimal.sum(charge.fee, charge.interest))).toBe(true)
      }
    }),
  )
})
