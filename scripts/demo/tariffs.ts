import type { TariffComponent, TariffTerms } from '../../lib/tariffs/tariff'

export interface DemoTariff {
  readonly isDefault: boolean
  /** Oldest first; `daysAgo` when the version was made (it holds from then on). */
  readonly versions: readonly { readonly daysAgo: number; readonly terms: TariffTerms }[]
}

const terms = (components: readonly TariffComponent[], pricesIncludeVat = true): TariffTerms => ({
  currency: 'SEK',
  vatPercent: '25',
  pricesIncludeVat,
  elements: [{ components: [...components] }],
})
const energy = (price: string): TariffComponent => ({ dimension: 'energy', price })
const idle = (price: string, graceMinutes: number): TariffComponent => ({
  dimension: 'idle',
  price,
  graceSeconds: graceMinutes * 60,
})
const flat = (price: string): TariffComponent => ({ dimension: 'flat', price })
const time = (price: string): TariffComponent => ({ dimension: 'time', price })

export const DEMO_TARIFFS = {
  'Publik AC': {
    isDefault: true,
    versions: [
      { daysAgo: 120, terms: terms([energy('3.60'), idle('0.50', 60)]) },
      { daysAgo: 41, terms: terms([energy('3.90'), idle('0.50', 60)]) },
    ],
  },
  Snabbladdning: {
    isDefault: false,
    versions: [
      { daysAgo: 120, terms: terms([energy('5.49'), idle('2.00', 15)]) },
      { daysAgo: 55, terms: terms([flat('5.00'), energy('5.29'), idle('2.00', 15)]) },
      { daysAgo: 13, terms: terms([flat('5.00'), energy('5.69'), idle('3.00', 10)]) },
    ],
  },
  Boende: {
    isDefault: false,
    versions: [{ daysAgo: 120, terms: terms([energy('2.35')]) }],
  },
  Arbetsplats: {
    isDefault: false,
    versions: [{ daysAgo: 120, terms: terms([energy('2.20'), time('0.05')], false) }],
  },
} as const satisfies Record<string, DemoTariff>

export type TariffName = keyof typeof DEMO_TARIFFS
