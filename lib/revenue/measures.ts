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
] as const
export type Measure = (typeof MEASURES)[number]

/** Sessions, not money or energy. */
export const isCount = (measure: Measure): boolean =>
  measure === 'sessions' || measure === 'costed' || measure === 'unpriced' || measure === 'under_review'

/** Facts and cells hold money in whole ten-thousandths, and energy in whole milliwatt-hours. */
export const MONEY_SCALE = 10_000
const ENERGY_SCALE = 1_000

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
  /** What those same sessions brought in, without VAT. */
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

export function readSums(raw: RawSums): RevenueSums {
  const money = (measure: Measure) => new Decimal(raw[measure]).div(MONEY_SCALE).toFixed(4)
  return {
    sessions: Number(raw.sessions),
    energyWh: new Decimal(raw.energy).div(ENERGY_SCALE).toNumber(),
    net: money('net'),
    vat: money('vat'),
    gross: money('gross'),
    cost: money('cost'),
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

/** What was earned where it is known what the energy cost; null: it is known of no session. */
export const marginOf = ({ costed, costedNet, cost }: RevenueSums): string | null =>
  costed === 0 ? null : new Decimal(costedNet).minus(cost).toFixed(4)
