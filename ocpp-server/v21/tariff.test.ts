import { expect, test } from 'vitest'
import type { TariffComponent, TariffTerms } from '../../lib/tariffs/tariff'
import { wireTariff } from './tariff'

const terms = (components: TariffComponent[], over: Partial<TariffTerms> = {}): TariffTerms => ({
  currency: 'EUR',
  vatPercent: '19',
  pricesIncludeVat: true,
  elements: [{ components }],
  ...over,
})
const tariff = (said: TariffTerms | null) =>
  wireTariff({ versionId: 1n, tariffId: 7n, number: 3, name: 'Öffentlich', isArchived: false, terms: said })

test('V-30 prices go out without tax, to six decimals; what is free has no price', () => {
  expect(tariff(terms([{ dimension: 'energy', price: '0.59' }]))).toEqual({
    tariffId: 'tariff-7-v3',
    currency: 'EUR',
    description: [{ format: 'UTF8', content: 'Öffentlich' }],
    energy: { prices: [{ priceKwh: 0.495798 }], taxRates: [{ type: 'VAT', tax: 19 }] },
  })
})

test('V-30 prices that contain no tax go out as they are', () => {
  const said = terms([{ dimension: 'time', price: '0.123456' }], { pricesIncludeVat: false, vatPercent: '0' })
  expect(tariff(said)).toMatchObject({
    chargingTime: { prices: [{ priceMinute: 0.123456 }], taxRates: [{ type: 'VAT', tax: 0 }] },
  })
})

test('V-30 idling that is never free has no condition; of two prices for a thing the first holds', () => {
  const said = terms([{ dimension: 'idle', price: '1.19' }])
  const twice = { ...said, elements: [...said.elements, { components: [{ dimension: 'idle' as const, price: '9' }] }] }
  expect(tariff(twice)).toMatchObject({ idleTime: { prices: [{ priceMinute: 1 }] } })
  expect(JSON.stringify(tariff(twice))).not.toContain('conditions')
})

test('V-30 what a newer program wrote is not told', () => {
  expect(() => tariff(null)).toThrow('cannot be read here')
})
