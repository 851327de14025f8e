import type { TariffComponent, TariffTerms } from '../../lib/tariffs/tariff'

export interface DemoTariff {
  readonly isDefault: boolean
  /** Oldest first; `daysAgo` when the version was made (it holds from then on). */
  readonly versions: readonly DemoVersion[]
}

export interface DemoVersion {
  readonly daysAgo: number
  readonly terms: TariffTerms
  readonly note?: string
  /** Planned: made `daysAgo`, but it holds from so many days on. */
  readonly holdsInDays?: number
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

const capped = (price: string, graceMinutes: number, maxAmount: string): TariffComponent => ({
  dimension: 'idle',
  price,
  graceSeconds: graceMinutes * 60,
  maxAmount,
})
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const

/** Dearer by day on weekdays; whoever stays plugged in by day when the car is full pays for it, up to a cap. */
const timeOfUse = (day: string, night: string): TariffTerms => ({
  ...terms([]),
  elements: [
    {
      components: [energy(day), capped('1.00', 30, '100')],
      restrictions: { startTime: '06:00', endTime: '22:00', daysOfWeek: [...WEEKDAYS] },
    },
    { components: [energy(night)] },
  ],
})

/** The exchange's price of every quarter with what a housing association puts on it. */
const spot = (markup: string): TariffTerms =>
  terms([
    {
      dimension: 'energy',
      price: markup,
      spot: {
        rule: 'quarter',
        percent: '104',
        fees: '0.32',
        energyTax: '0.55',
        floor: '0.80',
        ceiling: '6.00',
        fallback: '0.90',
      },
    },
  ])

export const DEMO_TARIFFS = {
  'Publik AC': {
    isDefault: true,
    versions: [
      { daysAgo: 120, terms: terms([energy('3.60'), idle('0.50', 60)]) },
      { daysAgo: 41, terms: terms([energy('3.90'), idle('0.50', 60)]), note: 'Höjt elnät' },
      {
        daysAgo: 2,
        holdsInDays: 12,
        terms: terms([energy('4.10'), capped('0.50', 60, '100')]),
        note: 'Vinterpris, med tak för att stå kvar',
      },
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
  'Boende spot': {
    isDefault: false,
    versions: [
      { daysAgo: 120, terms: spot('0.30') },
      { daysAgo: 34, terms: spot('0.25'), note: 'Lägre påslag efter årsstämman' },
    ],
  },
  'Dag och natt': {
    isDefault: false,
    versions: [
      { daysAgo: 120, terms: timeOfUse('3.90', '2.90') },
      { daysAgo: 27, terms: timeOfUse('4.20', '2.70'), note: 'Större skillnad mellan dag och natt' },
    ],
  },
  Arbetsplats: {
    isDefault: false,
    versions: [{ daysAgo: 120, terms: terms([energy('2.20'), time('0.05')], false) }],
  },
} as const satisfies Record<string, DemoTariff>

export type TariffName = keyof typeof DEMO_TARIFFS
