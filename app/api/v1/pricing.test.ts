import { describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { ocpiVectors } from '@/lib/tariffs/fixtures/ocpi-vectors'
import { dispatch } from './dispatch'
import { operations } from './operations'

const viewer: Actor = { ref: 'key:test', role: 'viewer', siteIds: null, customerId: null }

async function ask(body: unknown) {
  const request = new Request('http://localhost/api/v1/pricing/quote', {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
  })
  const answer = await dispatch(request, {
    operations,
    actorOfKey: async () => viewer,
    overLimit: () => null,
    checksAnswers: true,
  })
  return { status: answer.status, type: answer.headers.get('content-type'), body: await answer.json() }
}

const vectors = ocpiVectors()
const [simple] = vectors
const saturday = vectors.find(({ id }) => id === 'complex_saturday')!.request

describe('POST /pricing/quote', () => {
  it.each(vectors.map((vector) => [vector.id, vector] as const))(
    '%s',
    async (_id, { request, exclVat, inclVat, decimals }) => {
      const { status, body } = await ask(request)
      expect(status).toBe(200)
      const rounded = (text: string) => (decimals === null ? Number(text) : Number(Number(text).toFixed(decimals)))
      expect(rounded(body.totalExclVat)).toBe(Number(exclVat))
      if (inclVat !== null) expect(rounded(body.totalInclVat)).toBe(Number(inclVat))
    },
  )

  it('says every amount unrounded and rounded, and which part of the tariff made it', async () => {
    const { body } = await ask(vectors.find(({ id }) => id === 'alt_url_stepsize_kwh')!.request)
    expect(body).toMatchObject({
      currency: 'EUR',
      totals: { energy: '5.125', time: '0.00', parking: '0.00', flat: '0.50', reservation: '0.00', adjustment: '0.00' },
      totalsRounded: { energy: '5.13', flat: '0.50' },
      totalsInclVat: { energy: '5.6375', flat: '0.60' },
      totalsInclVatRounded: { energy: '5.64', flat: '0.60' },
      totalExclVat: '5.625',
      totalInclVat: '6.2375',
      totalExclVatRounded: '5.63',
      totalInclVatRounded: '6.24',
    })
    expect(body.lines[1]).toEqual({
      kind: 'energy',
      from: '2024-01-15T10:00:00.000Z',
      to: '2024-01-15T12:00:00.000Z',
      quantity: '20.5',
      unit: 'kWh',
      rate: '0.25',
      exclVat: '5.125',
      inclVat: '5.6375',
      exclVatRounded: '5.13',
      inclVatRounded: '5.64',
      vatPercent: '10',
      element: 0,
      component: 1,
      reason: 'metered',
    })
  })

  it('prices a session told by readings, cut where the price changes', async () => {
    const { body } = await ask({
      tariff: {
        currency: 'EUR',
        elements: [
          {
            price_components: [{ type: 'ENERGY', price: 0.2 }],
            restrictions: { start_time: '22:00', end_time: '06:00' },
          },
          {
            price_components: [
              { type: 'ENERGY', price: 0.4 },
              { type: 'PARKING_TIME', price: 6 },
            ],
          },
        ],
      },
      timeZone: 'Europe/Stockholm',
      startDateTime: '2026-11-20T20:00:00Z',
      endDateTime: '2026-11-20T23:00:00Z',
      readings: [
        { at: '2026-11-20T20:00:00Z', energyWh: 1_000_000, state: 'charging' },
        { at: '2026-11-20T22:00:00Z', energyWh: 1_020_000, state: 'suspended-ev' },
        { at: '2026-11-20T23:00:00Z', energyWh: 1_020_000 },
      ],
    })
    expect(
      body.lines.map((line: Record<string, string>) => [line.kind, line.quantity, line.from, line.exclVat]),
    ).toEqual([
      ['energy', '10', '2026-11-20T20:00:00.000Z', '4.00'],
      ['energy', '10', '2026-11-20T21:00:00.000Z', '2.00'],
      ['idle', '1', '2026-11-20T22:00:00.000Z', '6.00'],
    ])
  })

  it('counts a reservation that was never used by its own prices, both fees together', async () => {
    const tariff = {
      currency: 'EUR',
      elements: [
        {
          price_components: [{ type: 'FLAT', price: 4, vat: 20 }],
          restrictions: { reservation: 'RESERVATION_EXPIRES' },
        },
        {
          price_components: [
            { type: 'FLAT', price: 1, vat: 20 },
            { type: 'TIME', price: 2, vat: 20, step_size: 600 },
          ],
          restrictions: { reservation: 'RESERVATION' },
        },
        {
          price_components: [
            { type: 'FLAT', price: 0.5 },
            { type: 'ENERGY', price: 0.25 },
          ],
        },
      ],
    }
    const request = {
      tariff,
      timeZone: 'UTC',
      startDateTime: '2026-11-20T10:00:00Z',
      endDateTime: '2026-11-20T10:22:00Z',
      chargingPeriods: [
        { start_date_time: '2026-11-20T10:00:00Z', dimensions: [{ type: 'RESERVATION_TIME', volume: 22 / 60 }] },
      ],
    }
    expect((await ask({ ...request, reservationExpired: true })).body).toMatchObject({
      totals: { reservation: '6.00', flat: '0.00' },
      totalInclVat: '7.20',
    })
    expect((await ask(request)).body).toMatchObject({ totals: { reservation: '2.00', flat: '0.00' } })
  })

  it('holds to min_price and max_price with and without VAT, each on its own', async () => {
    const periods = (kwh: number) => ({
      ...simple!.request,
      chargingPeriods: [{ start_date_time: '2024-01-15T10:00:00Z', dimensions: [{ type: 'ENERGY', volume: kwh }] }],
    })
    const limited = (limits: object, kwh: number) =>
      ask({ ...periods(kwh), tariff: { ...(simple!.request.tariff as object), ...limits } })
    const max = { max_price: { excl_vat: 10, incl_vat: 11 } }
    expect((await limited(max, 50)).body).toMatchObject({
      totalExclVat: '10.00',
      totalInclVat: '11.00',
      totals: { energy: '12.50', adjustment: '-2.50' },
    })
    const min = { min_price: { before_taxes: 0.5, after_taxes: 0.55 }, tax_included: 'NO' }
    expect((await limited(min, 1)).body).toMatchObject({ totalExclVat: '0.50', totalInclVat: '0.55' })
    // Limits that contradict each other: what is reached first holds, and carries its tax.
    expect((await limited({ max_price: { excl_vat: 20, incl_vat: 11 } }, 50)).body).toMatchObject({
      totalExclVat: '10.00',
      totalInclVat: '11.00',
    })
    expect((await limited({ max_price: { excl_vat: 10 } }, 50)).body).toMatchObject({ totalInclVat: '11.00' })
  })

  it('takes tax out of the prices of a 2.3.0 tariff that includes it', async () => {
    const tariff = { ...(simple!.request.tariff as object), tax_included: 'YES' }
    expect((await ask({ ...simple!.request, tariff })).body).toMatchObject({
      totalInclVat: '5.00',
      totalExclVatRounded: '4.55',
    })
    const without = { ...tariff, tax_included: 'N/A' }
    expect((await ask({ ...simple!.request, tariff: without })).body).toMatchObject({
      totalExclVat: '5.00',
      totalInclVat: '5.00',
    })
  })

  it.each([
    ['no tariff', { tariff: undefined }, ['tariff']],
    [
      'an unknown dimension',
      { tariff: { currency: 'EUR', elements: [{ price_components: [{ type: 'MINUTES', price: 1 }] }] } },
      ['tariff.elements.0.price_components.0.type'],
    ],
    [
      'a negative price',
      { tariff: { currency: 'EUR', elements: [{ price_components: [{ type: 'FLAT', price: -1 }] }] } },
      ['tariff.elements.0.price_components.0.price'],
    ],
    [
      'two prices of one type',
      {
        tariff: {
          currency: 'EUR',
          elements: [
            {
              price_components: [
                { type: 'FLAT', price: 1 },
                { type: 'FLAT', price: 2 },
              ],
            },
          ],
        },
      },
      ['tariff.elements.0.price_components'],
    ],
    [
      'a restriction nobody knows',
      {
        tariff: {
          currency: 'EUR',
          elements: [{ price_components: [{ type: 'FLAT', price: 1 }], restrictions: { min_soc: 20 } }],
        },
      },
      ['tariff.elements.0.restrictions'],
    ],
    [
      'a time that is none, and an unknown day',
      {
        tariff: {
          currency: 'EUR',
          elements: [
            {
              price_components: [{ type: 'FLAT', price: 1 }],
              restrictions: { start_time: '25:00', day_of_week: ['FUNDAY'] },
            },
          ],
        },
      },
      ['tariff.elements.0.restrictions.start_time', 'tariff.elements.0.restrictions.day_of_week.0'],
    ],
    ['no elements', { tariff: { currency: 'EUR', elements: [] } }, ['tariff.elements']],
    ['a zone that is none', { timeZone: 'Europe/Atlantis' }, ['timeZone']],
    ['a time that is none', { endDateTime: 'noon' }, ['endDateTime']],
    ['an end before the start', { endDateTime: '2024-01-15T09:00:00Z' }, ['endDateTime']],
    [
      'periods out of order',
      {
        chargingPeriods: [
          { start_date_time: '2024-01-15T11:00:00Z', dimensions: [] },
          { start_date_time: '2024-01-15T10:30:00Z', dimensions: [{ type: 'ENERGY', volume: -1 }] },
        ],
      },
      ['chargingPeriods.1.dimensions.0.volume'],
    ],
    [
      'a period before the session',
      { chargingPeriods: [{ start_date_time: '2024-01-15T09:00:00Z', dimensions: [] }] },
      ['chargingPeriods.0.start_date_time'],
    ],
    ['neither periods nor readings', { chargingPeriods: undefined }, ['chargingPeriods']],
    [
      'a meter that runs backwards',
      {
        chargingPeriods: undefined,
        readings: [
          { at: '2024-01-15T10:00:00Z', energyWh: 5 },
          { at: '2024-01-15T11:00:00Z', energyWh: 4 },
        ],
      },
      ['readings.1.energyWh'],
    ],
  ])('refuses %s and says where', async (_what, change, paths) => {
    const { status, type, body } = await ask({
      ...saturday,
      startDateTime: '2024-01-15T10:00:00Z',
      endDateTime: '2024-01-15T12:00:00Z',
      chargingPeriods: [],
      ...change,
    })
    expect([status, type]).toEqual([422, 'application/problem+json'])
    expect(Object.keys(body.errors)).toEqual(expect.arrayContaining(paths))
    for (const path of paths) expect(body.errors[path].length).toBeGreaterThan(3)
  })
})
