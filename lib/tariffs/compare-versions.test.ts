import { expect, it } from 'vitest'
import { compareVersions } from './compare-versions'
import type { TariffTerms } from './tariff'

const day = { startTime: '06:00', endTime: '22:00' }
const before: TariffTerms = {
  currency: 'SEK',
  vatPercent: '25',
  pricesIncludeVat: true,
  elements: [
    { components: [{ dimension: 'energy', price: '4.00' }], restrictions: day },
    {
      components: [
        { dimension: 'energy', price: '3.0' },
        { dimension: 'flat', price: '5' },
      ],
    },
  ],
}
const after: TariffTerms = {
  ...before,
  elements: [
    { components: [{ dimension: 'energy', price: '4.20' }], restrictions: day },
    {
      components: [
        { dimension: 'energy', price: '3.00' },
        { dimension: 'idle', price: '1', graceSeconds: 1800, maxAmount: '100' },
      ],
    },
  ],
  limits: { max: { inclVat: '300' } },
}

const words = (locale: string) =>
  compareVersions(before, after, locale).map(({ kind, when, before, after, percent }) =>
    [kind, when, before, after, percent].map((one) => one?.replace(/\s/g, ' ') ?? null),
  )

it('says what changed, came and went, and by how much; other digits of a price are no change', () => {
  expect(words('sv')).toEqual([
    ['changed', '06–22', '4,00 kr/kWh', '4,20 kr/kWh', '5'],
    ['added', '', null, 'efter 30 min fulladdad 1,00 kr/min, högst 100,00 kr', null],
    ['added', '', null, 'högst 300,00 kr per laddning', null],
    ['removed', '', '5,00 kr per laddning', null, null],
  ])
  expect(compareVersions(before, { ...before, vatPercent: '12' }, 'en')).toMatchObject([
    { kind: 'changed', before: 'incl. 25% VAT', after: 'incl. 12% VAT', percent: null },
  ])
  expect(compareVersions(before, before, 'sv')).toEqual([])
})

it('says no per cent where one price has VAT in it and the other has not', () => {
  const net = { ...after, pricesIncludeVat: false }
  const changed = compareVersions(before, net, 'en').filter(({ kind }) => kind === 'changed')
  expect(changed.length).toBeGreaterThan(1)
  expect(changed.map(({ percent }) => percent).filter(Boolean)).toEqual([])
})
