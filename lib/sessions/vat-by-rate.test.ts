import { expect, it } from 'vitest'
import type { PriceLine } from '../tariffs/price-session'
import { vatByRate } from './vat-by-rate'

const line = (amount: string, vat: string, vatPercent?: string): PriceLine => ({
  kind: 'energy',
  quantity: '1',
  unit: 'kWh',
  rate: amount,
  amount,
  vat,
  from: '2026-11-20T10:00:00.000Z',
  to: '2026-11-20T11:00:00.000Z',
  reason: 'metered',
  ...(vatPercent !== undefined && { vatPercent }),
})

it('a receipt tells the VAT of each rate, and the parts are the price’s', () => {
  const lines = [line('10.60', '0.60', '6'), line('100.00', '20.00', '25.00'), line('25.00', '5.00')]
  expect(vatByRate({ lines, total: '135.60', vat: '25.60' })).toEqual([
    { percent: '25', taxable: '100.00', vat: '25.00' },
    { percent: '6', taxable: '10.00', vat: '0.60' },
  ])
  expect(vatByRate({ lines, total: '135.61', vat: '25.61' })[0]).toEqual({
    percent: '25',
    taxable: '100.00',
    vat: '25.01',
  })
  expect(vatByRate({ lines: [], total: '0.00', vat: '0.00' })).toEqual([
    { percent: '25', taxable: '0.00', vat: '0.00' },
  ])
})
