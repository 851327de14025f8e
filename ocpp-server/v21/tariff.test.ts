import { expect, test } from 'vitest'
import { strictFault } from '../../lib/ocpp-schemas/strict-fault'
import { stationObstacles } from '../../lib/tariffs/station-obstacles'
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

test('V-30 restrictions go out as conditions, limits as costs, reservations as their own; prices that are never met do not', () => {
  const day = { startTime: '06:00', endTime: '00:00', daysOfWeek: ['monday' as const, 'friday' as const] }
  const told = tariff({
    currency: 'SEK',
    vatPercent: '25',
    pricesIncludeVat: true,
    elements: [
      {
        components: [
          { dimension: 'energy', price: '5' },
          { dimension: 'idle', price: '1', graceSeconds: 900 },
        ],
        restrictions: { ...day, minKwh: 20.5, maxPowerKw: 50, minDurationSeconds: 600, startDate: '2026-12-01' },
      },
      { components: [{ dimension: 'flat', price: '10' }], restrictions: { reservation: 'reserved' } },
      { components: [{ dimension: 'time', price: '60', per: 'hour' }], restrictions: { reservation: 'reserved' } },
      {
        components: [
          { dimension: 'energy', price: '4' },
          { dimension: 'idle', price: '0.5' },
        ],
      },
      { components: [{ dimension: 'energy', price: '9' }] },
    ],
    limits: { min: { inclVat: '10' }, max: { exclVat: '400', inclVat: '500' } },
  })
  const conditions = {
    startTimeOfDay: '06:00',
    endTimeOfDay: '00:00',
    dayOfWeek: ['Monday', 'Friday'],
    validFromDate: '2026-12-01',
    minEnergy: 20_500,
    maxPower: 50_000,
    minTime: 600,
  }
  expect(told).toMatchObject({
    energy: { prices: [{ priceKwh: 4, conditions }, { priceKwh: 3.2 }] },
    // Free at first is a price of its own: else the next one would hold for those minutes.
    idleTime: {
      prices: [
        { priceMinute: 0, conditions: { ...conditions, maxIdleTime: 900 } },
        { priceMinute: 0.8, conditions: { ...conditions, minIdleTime: 900 } },
        { priceMinute: 0.4 },
      ],
    },
    reservationFixed: { prices: [{ priceFixed: 8 }] },
    reservationTime: { prices: [{ priceMinute: 0.8 }] },
    minCost: { inclTax: 10 },
    maxCost: { exclTax: 400, inclTax: 500 },
  })
  expect(strictFault('ocpp2.1', 'SetDefaultTariff', 'request', { evseId: 0, tariff: told })).toBeNull()
})

test('V-30 from a time until the same time is all day, and no condition', () => {
  const restrictions = { startTime: '06:00', endTime: '06:00', maxKwh: 5 }
  const told = tariff({ ...terms([]), elements: [{ components: [{ dimension: 'energy', price: '1' }], restrictions }] })
  expect(told).toMatchObject({ energy: { prices: [{ conditions: { maxEnergy: 5000 } }] } })
  expect(JSON.stringify(told)).not.toContain('TimeOfDay')
})

test.each<[string, TariffComponent, object]>([
  ['spot-price', { dimension: 'energy', price: '0', spot: { rule: 'quarter' } }, {}],
  ['idle-cap', { dimension: 'idle', price: '1', maxAmount: '100' }, {}],
  ['steps', { dimension: 'energy', price: '1', stepSize: 1000 }, {}],
  ['fee-conditions', { dimension: 'flat', price: '1' }, { minKwh: 5 }],
  ['reservation-expired', { dimension: 'flat', price: '1' }, { reservation: 'expired' }],
])('V-30 what 2.1 has no words for is not told, and named: %s', (obstacle, component, restrictions) => {
  const said = { ...terms([]), elements: [{ components: [component], restrictions }] }
  expect(stationObstacles(said)).toEqual([obstacle])
  expect(() => tariff(said)).toThrow('cannot be told')
})

test('V-30 taxes stand once for a thing: prices of different ones are not told', () => {
  const [low, high]: TariffComponent[] = [
    { dimension: 'energy', price: '1', vatPercent: '6' },
    { dimension: 'energy', price: '1' },
  ]
  const said = {
    ...terms([]),
    elements: [{ components: [low!], restrictions: { maxKwh: 5 } }, { components: [high!] }],
  }
  expect(stationObstacles(said)).toEqual(['mixed-vat'])
})
