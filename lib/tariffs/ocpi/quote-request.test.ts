import { describe, expect, it } from 'vitest'
import { Decimal } from '../../kernel/money'
import { ocpiVectors } from '../fixtures/ocpi-vectors'
import type { TariffTerms } from '../tariff'
import { quoteOcpi, quoteRequestSchema } from './quote-request'
import { termsOfOcpi } from './read-tariff'
import { ocpiOfTerms } from './write-tariff'

const quote = (request: unknown) => quoteOcpi(quoteRequestSchema.parse(request))

/** A tariff as 2.3.0 says it, with the prices it has in 2.2.1. */
function as230(tariff: Record<string, unknown>): Record<string, unknown> {
  const limit = (said: unknown) => {
    const { excl_vat, incl_vat } = (said ?? {}) as Record<string, number>
    return said === undefined
      ? undefined
      : { before_taxes: excl_vat, ...(incl_vat !== undefined && { after_taxes: incl_vat }) }
  }
  return { ...tariff, tax_included: 'NO', min_price: limit(tariff.min_price), max_price: limit(tariff.max_price) }
}

describe('a tariff told in OCPI’s words again', () => {
  it.each(ocpiVectors().map((vector) => [vector.id, vector] as const))('costs the same: %s', (_id, vector) => {
    const meta = { countryCode: 'SE', partyId: 'LAD', id: '1', lastUpdated: new Date(0), startsAt: null }
    const terms = termsOfOcpi(quoteRequestSchema.parse(vector.request).tariff)
    for (const version of ['2.2.1', '2.3.0'] as const) {
      const tariff = ocpiOfTerms(terms, version, meta)
      expect(quote({ ...vector.request, tariff })).toEqual(quote(vector.request))
    }
  })

  it('has a limit that is stated with VAT alone beside what it is without, so that both say one thing', () => {
    const meta = { countryCode: 'SE', partyId: 'LAD', id: '1', lastUpdated: new Date(0), startsAt: null }
    const terms: TariffTerms = {
      currency: 'SEK',
      vatPercent: '25',
      pricesIncludeVat: true,
      elements: [{ components: [{ dimension: 'flat', price: '2' }] }],
      limits: { min: { inclVat: '10' }, max: { inclVat: '500' } },
    }
    const tariff = ocpiOfTerms(terms, '2.3.0', meta)
    expect(tariff).toMatchObject({
      min_price: { before_taxes: 8, after_taxes: 10 },
      max_price: { before_taxes: 400, after_taxes: 500 },
    })
    const { total } = quote({
      tariff,
      timeZone: 'UTC',
      startDateTime: '2026-11-20T10:00:00Z',
      endDateTime: '2026-11-20T11:00:00Z',
      chargingPeriods: [{ start_date_time: '2026-11-20T10:00:00Z', dimensions: [{ type: 'ENERGY', volume: 1 }] }],
    })
    expect([total.rounded.exclVat, total.rounded.inclVat]).toEqual(['8.00', '10.00'])
  })

  it('is refused for what OCPI has no words for', () => {
    const meta = { countryCode: 'SE', partyId: 'LAD', id: '1', lastUpdated: new Date(0), startsAt: null }
    const terms: TariffTerms = {
      currency: 'SEK',
      vatPercent: '25',
      pricesIncludeVat: true,
      elements: [{ components: [{ dimension: 'idle', price: '1', graceSeconds: 60, maxAmount: '9' }] }],
    }
    expect(ocpiOfTerms(terms, '2.3.0', meta)).toEqual(['idle-grace', 'idle-cap'])
    expect(ocpiOfTerms(terms, '2.2.1', meta)).toBe('includes-vat')
  })

  it('has prices of time by the hour', () => {
    const meta = { countryCode: 'SE', partyId: 'LAD', id: '1', lastUpdated: new Date(0), startsAt: new Date(0) }
    const terms: TariffTerms = {
      currency: 'SEK',
      vatPercent: '25',
      pricesIncludeVat: true,
      elements: [
        { components: [{ dimension: 'time', price: '0.10' }], restrictions: { daysOfWeek: ['monday'], minKwh: 2 } },
      ],
    }
    expect(ocpiOfTerms(terms, '2.3.0', meta)).toEqual({
      country_code: 'SE',
      party_id: 'LAD',
      id: '1',
      currency: 'SEK',
      tax_included: 'YES',
      elements: [
        {
          price_components: [{ type: 'TIME', price: 6, vat: 25, step_size: 1 }],
          restrictions: { min_kwh: 2, day_of_week: ['MONDAY'] },
        },
      ],
      start_date_time: '1970-01-01T00:00:00Z',
      last_updated: '1970-01-01T00:00:00Z',
    })
  })
})

describe('the worked examples of OCPI and CDRs with totals of their own', () => {
  const vectors = ocpiVectors()
  it('are all there', () => expect(vectors.length).toBe(21))

  it.each(vectors.map((vector) => [vector.id, vector] as const))('%s', (_id, vector) => {
    for (const tariff of [vector.request.tariff, as230(vector.request.tariff as Record<string, unknown>)]) {
      const { total, totals } = quote({ ...vector.request, tariff })
      const shown = (amount: string) =>
        (vector.decimals === null
          ? new Decimal(amount)
          : new Decimal(amount).toDecimalPlaces(vector.decimals)
        ).toFixed()
      expect(shown(total.exact.exclVat)).toBe(new Decimal(vector.exclVat).toFixed())
      if (vector.inclVat !== null) expect(shown(total.exact.inclVat)).toBe(new Decimal(vector.inclVat).toFixed())
      for (const [part, sum] of Object.entries(vector.parts)) {
        expect([part, shown(totals[part as 'energy'].exact.exclVat)]).toEqual([part, new Decimal(sum).toFixed()])
      }
    }
  })
})
