import { expect, test } from 'vitest'
import { stationSays } from './station-said'

test('X-11 the station’s own sum, limit and mode', () => {
  expect(
    stationSays({
      at: '2026-11-20T08:00:00Z',
      costDetails: { totalCost: { currency: 'SEK', typeOfCost: 'NormalCost', total: { exclTax: 80, inclTax: 100.5 } } },
      transactionLimit: { maxCost: 200, maxSoC: 80 },
      operationMode: 'ChargingOnly',
    }),
  ).toEqual({
    total: { amount: '100.5', currency: 'SEK' },
    limit: { maxCost: 200, maxEnergyWh: null, maxSeconds: null, maxSocPercent: 80 },
    mode: 'ChargingOnly',
  })
})

test.each([
  ['nothing', null],
  ['no object', 'words'],
  ['nothing to show', { at: '2026-11-20T08:00:00Z', evseSleep: true }],
  ['what cannot be read', { costDetails: { totalCost: 'much' }, transactionLimit: 7, operationMode: {} }],
])('%s is left out', (_what, stored) => {
  expect(stationSays(stored)).toBeNull()
})
