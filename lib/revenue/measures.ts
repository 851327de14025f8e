import { Decimal } from '../kernel/money'

/** What a fact holds besides what it is split by, in the order of its columns. */
export const MEASURES = [
  'sessions',
  'energy',
  'net',
  'vat',
  'gross',
  'cost',
  'costed_net',
  'refunded',
  'unpaid',
  'costed',
  'unpriced',
  'under_review',
  'earned',
  'provider_fees',
  'costed_energy',
  'awaited',
  'terms_missing',
  'spot_missing',
  'rate_missing',
  'meter_missing',
  'fee_missing',
] as const
export type Measure = (typeof MEASURES)[number]

/** Why the margin of a priced session is not known; as in `session_energy_cost.unknown`, with another hyphen. */
export const REASONS = [
  'awaited',
  'terms_missing',
  'spot_missing',
  'rate_missing',
  'meter_missing',
  'fee_missing',
] as const satisfies readonly Measure[]

const COUNTS: readonly Measure[] = ['sessions', 'costed', 'unpriced', 'under_review', ...REASONS]
/** Sessions, not money or energy. */
export const isCount = (measure: Measure): boolean => COUNTS.includes(measure)

/** Asked for by margins only: adding up fewer is faster. */
const OF_MARGINS: readonly Measure[] = ['earned', 'costed_energy', ...REASONS]
export const OF_REVENUE: readonly Measure[] = MEASURES.filter((measure) => !OF_MARGINS.includes(measure))

/** Facts and cells hold money in whole ten-thousandths, and energy in whole milliwatt-hours. */
export const MONEY_SCALE = 10_000
export const ENERGY_SCALE = 1_000

/** Sums of sessions, all of one currency. Money is decimal strings in major units. */
export interface RevenueSums {
  readonly sessions: number
  readonly energyWh: number
  /** Without VAT, VAT, and with it, of those that have a price. */
  readonly net: string
  readonly vat: string
  readonly gross: string
  /** Of the energy of the `costed` sessions, without VAT: the others' is not known. */
  readonly cost: string
  /** What providers took of their payments, without VAT. */
  readonly fees: string
  /** What those same sessions brought in, without VAT, less what was credited and given back. */
  readonly costedNet: string
  readonly costed: number
  /** Given back, with VAT: by card or Swish, or on a credit note. */
  readonly refunded: string
  /** Not paid yet, with VAT, invoiced or not. */
  readonly unpaid: string
  /** Ended without a price. */
  readonly unpriced: number
  /** A person is to look at them. */
  readonly underReview: number
}

/** As the database adds them up. */
export type RawSums = Readonly<Record<Measure, string>>

export const NO_SUMS: RawSums = Object.fromEntries(MEASURES.map((measure) => [measure, '0'])) as Record<Measure, string>

/** Units as decimal strings in major units. */
export const readMoney = (units: string): string => new Decimal(units).div(MONEY_SCALE).toFixed(4)
/** Units as decimal Wh. */
export const readEnergyWh = (units: string): Decimal => new Decimal(units).div(ENERGY_SCALE)

export function readSums(raw: RawSums): RevenueSums {
  const money = (measure: Measure) => readMoney(raw[measure])
  return {
    sessions: Number(raw.sessions),
    energyWh: readEnergyWh(raw.energy).toNumber(),
    net: money('net'),
    vat: money('vat'),
    gross: money('gross'),
    cost: money('cost'),
    fees: money('provider_fees'),
    costedNet: money('costed_net'),
    costed: Number(raw.costed),
    refunded: money('refunded'),
    unpaid: money('unpaid'),
    unpriced: Number(raw.unpriced),
    underReview: Number(raw.under_review),
  }
}

/** Exactly. */
export const addSums = (all: readonly RawSums[]): RawSums =>
  Object.fromEntries(
    MEASURES.map((measure) => [measure, String(all.reduce((sum, raw) => sum + BigInt(raw[measure]), 0n))]),
  ) as Record<Measure, string>

interface Costs {
  readonly costed: number | null
  readonly costedNet: string | null
  readonly cost: string | null
  readonly fees: string | null
}

/** What is left where energy cost and fees are known; null: they are known of no session, or not for this reader. */
export const marginOf = ({ costed, costedNet, cost, fees }: Costs): string | null =>
  !costed || costedNet === null || cost === null || fees === null
    ? null
    : new Decimal(costedNet).minus(cost).minus(fees).toFixed(4)
