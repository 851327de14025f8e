import type { TariffTerms } from '../tariff'

/** A version's columns for its terms. */
export const storedTerms = ({ currency, vatPercent, pricesIncludeVat, elements, limits }: TariffTerms) => ({
  currency,
  vatPercent,
  pricesIncludeVat,
  elements,
  limits: limits ?? undefined,
})
