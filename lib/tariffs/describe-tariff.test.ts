import { describe, expect, it } from 'vitest'
import { describeTariff } from './describe-tariff'
import { lintTariff } from './lint-tariff'
import type { TariffElement, TariffTerms } from './tariff'

const terms = (elements: TariffElement[], change: Partial<TariffTerms> = {}): TariffTerms => ({
  currency: 'SEK',
  vatPercent: '25',
  pricesIncludeVat: true,
  elements,
  ...change,
})
const sv = (tariff: TariffTerms) => describeTariff(tariff, 'sv').replaceAll('\u00a0', ' ')
const en = (tariff: TariffTerms) => describeTariff(tariff, 'en').replaceAll('\u00a0', ' ')

describe('a tariff in words', () => {
  it('says what holds always apart, and hours of one price together', () => {
    const night = (restrictions: object) => ({
      components: [{ dimension: 'energy' as const, price: '2' }],
      restrictions,
    })
    const said = describeTariff(
      {
        currency: 'SEK',
        vatPercent: '25',
        pricesIncludeVat: true,
        elements: [
          night({ startTime: '22:00', endTime: '06:00' }),
          night({ daysOfWeek: ['sunday'], startTime: '06:00', endTime: '22:00' }),
          {
            components: [
              { dimension: 'energy', price: '4' },
              { dimension: 'flat', price: '5' },
            ],
          },
        ],
      },
      'sv',
    )
    expect(said.replace(/\s/g, ' ')).toBe(
      '22–06 och sön 06–22: 2,00 kr/kWh; annars: 4,00 kr/kWh; 5,00 kr per laddning; inkl. 25 % moms',
    )
  })

  it('leaves out what nobody meets', () => {
    const energy = { dimension: 'energy' as const, price: '4' }
    const tariff = terms([
      { components: [energy] },
      { components: [{ ...energy, price: '9' }], restrictions: { startTime: '06:00', endTime: '22:00' } },
      { components: [energy, { dimension: 'flat', price: '5' }] },
    ])
    expect(sv(tariff)).toBe('4,00 kr/kWh; 5,00 kr per laddning; inkl. 25 % moms')
  })

  it('names times of day and what holds otherwise', () => {
    const tariff = terms([
      {
        components: [{ dimension: 'energy', price: '4' }],
        restrictions: {
          daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
          startTime: '06:00',
          endTime: '22:00',
        },
      },
      {
        components: [
          { dimension: 'energy', price: '3' },
          { dimension: 'idle', price: '1', graceSeconds: 1800, maxAmount: '100' },
        ],
      },
    ])
    expect(sv(tariff)).toBe(
      'vardagar 06–22: 4,00 kr/kWh; annars: 3,00 kr/kWh; efter 30 min fulladdad 1,00 kr/min, högst 100,00 kr; inkl. 25 % moms',
    )
    expect(en(tariff)).toBe(
      'weekdays 06–22: SEK 4.00/kWh; otherwise: SEK 3.00/kWh; SEK 1.00/min when done charging for 30 min, at most SEK 100.00; incl. 25% VAT',
    )
  })
  it.each([
    [{ minKwh: 20 }, 'efter 20 kWh: 1,00 kr/kWh; inkl. 25 % moms', 'after 20 kWh: SEK 1.00/kWh; incl. 25% VAT'],
    [
      { maxDurationSeconds: 1800 },
      'de första 30 min: 1,00 kr/kWh; inkl. 25 % moms',
      'the first 30 min: SEK 1.00/kWh; incl. 25% VAT',
    ],
    [
      { minPowerKw: 22 },
      'vid minst 22 kW: 1,00 kr/kWh; inkl. 25 % moms',
      'at 22 kW or more: SEK 1.00/kWh; incl. 25% VAT',
    ],
    [{ maxCurrentA: 32 }, 'under 32 A: 1,00 kr/kWh; inkl. 25 % moms', 'below 32 A: SEK 1.00/kWh; incl. 25% VAT'],
    [
      { startDate: '2026-12-01', endDate: '2027-03-01', startTime: '22:30', endTime: '00:00' },
      '22:30–24 från 2026-12-01 före 2027-03-01: 1,00 kr/kWh; inkl. 25 % moms',
      '22:30–24 from 2026-12-01 before 2027-03-01: SEK 1.00/kWh; incl. 25% VAT',
    ],
    [{ daysOfWeek: ['sunday' as const] }, 'sön: 1,00 kr/kWh; inkl. 25 % moms', 'Sun: SEK 1.00/kWh; incl. 25% VAT'],
  ])('%j', (restrictions, swedish, english) => {
    const tariff = terms([{ components: [{ dimension: 'energy', price: '1' }], restrictions }])
    expect([sv(tariff), en(tariff)]).toEqual([swedish, english])
  })
  it('names reservations, steps, limits, hours and other VAT', () => {
    const tariff = terms(
      [
        {
          components: [
            { dimension: 'time', price: '60', per: 'hour', stepSize: 900 },
            { dimension: 'flat', price: '10' },
          ],
          restrictions: { reservation: 'reserved' },
        },
        { components: [{ dimension: 'flat', price: '5', vatPercent: '12' }] },
      ],
      { limits: { min: { inclVat: '10' }, max: { exclVat: '400' } } },
    )
    expect(sv(tariff)).toBe(
      'bokning: 10,00 kr per bokning, 60,00 kr/h per påbörjade 15 min; 5,00 kr per laddning (12 % moms); minst 10,00 kr per laddning; högst 400,00 kr före moms per laddning; inkl. 25 % moms',
    )
  })
  it('names the exchange’s price and what is put on it', () => {
    const tariff = terms([
      {
        components: [
          {
            dimension: 'energy',
            price: '0.30',
            spot: { rule: 'quarter', fees: '0.25', energyTax: '0.54', floor: '1', ceiling: '5' },
          },
        ],
      },
    ])
    expect(sv(tariff)).toBe(
      'elbörsens kvartspris + 0,30 kr/kWh + 0,79 kr/kWh i avgifter och skatt, lägst 1,00 kr/kWh, högst 5,00 kr/kWh; inkl. 25 % moms',
    )
  })
})

describe('what the law and good sense say', () => {
  const codes = (tariff: TariffTerms, maxPowerKw = 150, isAdHoc = true) =>
    lintTariff(tariff, { maxPowerKw, isAdHoc }).map(({ code }) => code)
  const full = terms([
    {
      components: [
        { dimension: 'flat', price: '5' },
        { dimension: 'energy', price: '4' },
        { dimension: 'time', price: '1' },
        { dimension: 'idle', price: '60', per: 'hour' },
      ],
    },
  ])
  it('at 50 kW and more only energy and minutes of occupancy', () => {
    expect(codes(full)).toEqual(['afir-start-fee', 'afir-time-fee', 'afir-occupancy-per-hour'])
    expect(codes(full, 49)).toEqual([])
    expect(codes(full, 150, false)).toEqual([])
    expect(codes(terms([{ components: [{ dimension: 'time', price: '1' }] }]))).toContain('afir-no-energy-price')
    expect(codes(terms([{ components: [{ dimension: 'flat', price: '0' }] }]))).toEqual([])
    expect(
      codes(
        terms([
          {
            components: [
              { dimension: 'energy', price: '4' },
              { dimension: 'idle', price: '1' },
            ],
          },
        ]),
      ),
    ).toEqual([])
  })
  it('at 50 kW and more no least price, which is a fee by another name; what nobody meets is not forbidden', () => {
    const energy = { dimension: 'energy' as const, price: '4' }
    const least = terms([{ components: [energy] }], { limits: { min: { inclVat: '20' }, max: { inclVat: '500' } } })
    expect(codes(least)).toEqual(['afir-least-price'])
    expect(codes(least, 22)).toEqual([])
    const free = { dimension: 'flat' as const, price: '0' }
    expect(codes(terms([{ components: [energy, free] }, { components: [{ ...free, price: '9' }] }]))).toEqual([
      'never-applies',
    ])
    expect(codes(terms([{ components: [{ ...energy, price: '0' }] }], { limits: { min: { exclVat: '9' } } }))).toEqual([
      'afir-least-price',
    ])
  })
  it('prices without VAT, prices nobody meets, hours without a price, steps, spot prices', () => {
    const energy = { dimension: 'energy' as const, price: '1' }
    expect(codes(terms([{ components: [energy] }], { pricesIncludeVat: false }))).toEqual(['prices-without-vat'])
    expect(codes(terms([{ components: [energy] }, { components: [energy] }]))).toEqual(['never-applies'])
    expect(codes(terms([{ components: [energy], restrictions: { startTime: '06:00', endTime: '22:00' } }]))).toEqual([
      'gap-in-energy',
    ])
    expect(codes(terms([{ components: [{ ...energy, stepSize: 1000 }] }]))).toEqual(['steps'])
    expect(codes(terms([{ components: [{ ...energy, spot: { rule: 'quarter' } }] }]))).toEqual([
      'afir-spot-unknown-before',
      'spot-waits',
    ])
  })
})
