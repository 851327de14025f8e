import { describeTariff } from '@/lib/tariffs/describe-tariff'
import { type TariffPrices, toTerms } from '@/lib/tariffs/tariff-input'

interface Version {
  readonly currency: string
  readonly vatPercent: string
  readonly pricesIncludeVat: boolean
  readonly prices: TariffPrices | null
}

/** A version as one plain sentence; null when this program cannot read it. */
export function tariffSentence(version: Version, locale: string): string | null {
  return version.prices === null ? null : describeTariff(toTerms({ ...version, ...version.prices }), locale)
}
