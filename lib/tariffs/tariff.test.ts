import { describe, expect, it } from 'vitest'
import { chooseTariff } from './choose-tariff'
import { describeTariff } from './describe-tariff'
import { elementsSchema, readTariff, type TariffTerms } from './tariff'

const row = (change: object = {}) => ({
  currency: 'SEK',
  vatPercent: '25.00',
  pricesIncludeVat: true,
  elements: [{ components: [{ dimension: 'energy', price: '3.90' }] }],
  ...change,
})

describe('reading a stored tariff', () => {
  it('reads what it can price', () => {
    expect(readTariff(row())).toMatchObject({ currency: 'SEK', vatPercent: '25.00' })
  })

  it.each([
    [
      'a restriction it cannot honour',
      { elements: [{ components: [{ dimension: 'energy', price: '1' }], restrictions: { start_time: '22:00' } }] },
    ],
    ['a negative price', { elements: [{ components: [{ dimension: 'energy', price: '-1' }] }] }],
    ['a price as a number', { elements: [{ components: [{ dimension: 'energy', price: 1.5 }] }] }],
    ['a dimension it does not know', { elements: [{ components: [{ dimension: 'reservation', price: '1' }] }] }],
    [
      'two prices for the same thing',
      {
        elements: [
          {
            components: [
              { dimension: 'flat', price: '1' },
              { dimension: 'flat', price: '2' },
            ],
          },
        ],
      },
    ],
    [
      'a grace on anything but idling',
      { elements: [{ components: [{ dimension: 'time', price: '1', graceSeconds: 60 }] }] },
    ],
    ['no elements', { elements: [] }],
    ['something that is no currency', { currency: 'kr' }],
  ])('refuses %s', (_what, change) => {
    expect(readTariff(row(change))).toBeNull()
  })

  it('says what is wrong in words', () => {
    const parsed = elementsSchema.safeParse([{ components: [{ dimension: 'energy', price: '3,90' }] }])
    expect(parsed.error?.issues[0]?.message).toBe('must be a price such as 3.90')
  })
})

describe('which tariff applies', () => {
  const none = { connector: null, station: null, site: null, fallback: null }
  it.each([
    [
      { connector: 1, station: 2, site: 3, fallback: 4 },
      { tariffId: 1, place: 'connector' },
    ],
    [
      { ...none, station: 2, site: 3, fallback: 4 },
      { tariffId: 2, place: 'station' },
    ],
    [
      { ...none, site: 3, fallback: 4 },
      { tariffId: 3, place: 'site' },
    ],
    [
      { ...none, fallback: 4 },
      { tariffId: 4, place: 'fallback' },
    ],
    [none, null],
  ])('%o → %o', (places, expected) => {
    expect(chooseTariff(places)).toEqual(expected)
  })
})

describe('a tariff in one sentence', () => {
  const plain = (tariff: TariffTerms, locale: string) => describeTariff(tariff, locale).replaceAll('\u00a0', ' ')
  const full: TariffTerms = {
    currency: 'SEK',
    vatPercent: '25.00',
    pricesIncludeVat: true,
    elements: [
      {
        components: [
          { dimension: 'energy', price: '3.905' },
          { dimension: 'flat', price: '5' },
          { dimension: 'time', price: '0.10' },
          { dimension: 'idle', price: '1', graceSeconds: 1800 },
        ],
      },
    ],
  }
  it('in Swedish', () => {
    expect(plain(full, 'sv')).toBe(
      '3,905 kr/kWh; 5,00 kr per laddning; 0,10 kr/min under laddning; efter 30 min fulladdad 1,00 kr/min; inkl. 25 % moms',
    )
  })
  it('in English', () => {
    expect(plain(full, 'en')).toBe(
      'SEK 3.905/kWh; SEK 5.00 per session; SEK 0.10/min while charging; SEK 1.00/min when done charging for 30 min; incl. 25% VAT',
    )
  })
  it('without VAT, and free', () => {
    const free: TariffTerms = { ...full, elements: [{ components: [{ dimension: 'flat', price: '0.00' }] }] }
    expect(plain(free, 'sv')).toBe('Gratis')
    expect(
      plain(
        { ...full, pricesIncludeVat: false, elements: [{ components: [{ dimension: 'idle', price: '1' }] }] },
        'sv',
      ),
    ).toBe('fulladdad 1,00 kr/min; exkl. 25 % moms')
  })
})
