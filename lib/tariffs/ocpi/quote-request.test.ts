import { describe, expect, it } from 'vitest'
import { Decimal } from '../../kernel/money'
import { ocpiVectors } from '../fixtures/ocpi-vectors'
import { quoteOcpi, quoteRequestSchema } from './quote-request'

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
