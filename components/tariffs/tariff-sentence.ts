import { describeTariff } from '@/lib/tariffs/describe-tariff'
import type { TariffTerms } from '@/lib/tariffs/tariff'

interface Version {
  readonly terms: TariffTerms | null
}

/** A version as one plain sentence; null when this program cannot read it. */
export function tariffSentence(version: Version, locale: string): string | null {
  return version.terms === null ? null : describeTariff(version.terms, locale)
}
