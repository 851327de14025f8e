import { expect, test } from 'vitest'
import { boxesOf, wholeKronor } from './boxes'

const sum = (account: string, amount: string, country: string | null = null) => ({ account, amount, country })

test('every account stands in its box of the return, reverse charge by where the buyer is', () => {
  const boxes = boxesOf([
    sum('3001', '-400.40'),
    sum('2611', '-100.10'),
    sum('3002', '-10'),
    sum('2621', '-1.20'),
    sum('3003', '-5'),
    sum('2631', '-0.30'),
    sum('2641', '30.70'),
    sum('3004', '-7'),
    sum('3108', '-11', 'SE'),
    sum('3108', '-12', 'DE'),
    sum('3108', '-13', 'NO'),
    sum('1510', '9999'),
  ])
  expect(boxes).toEqual({
    '05': '415.40',
    '10': '100.10',
    '11': '1.20',
    '12': '0.30',
    '39': '12.00',
    '40': '13.00',
    '41': '11.00',
    '42': '7.00',
    '48': '30.70',
    '49': '70.90',
  })
  // Öre are dropped box by box, and what is to be paid is the sum of what then stands there: not 70.
  expect(wholeKronor(boxes)).toMatchObject({ '05': '415', '10': '100', '12': '0', '48': '30', '49': '71' })
})
