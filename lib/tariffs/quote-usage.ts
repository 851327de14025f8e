import { Decimal } from '../kernel/money'
import type { Agreement } from './agreement'
import { type BilledLine, makeBill, netOf } from './bill'
import { type CompiledTariff, compileTariff } from './compile-tariff'
import { rateUsage, SPOT_MISSING } from './rate-usage'
import type { SpotPart, SpotQuarter } from './spot'
import type { TariffTerms } from './tariff'
import type { Usage } from './usage'

/** An amount without and with VAT, decimal strings. */
export interface Both {
  readonly exclVat: string
  readonly inclVat: string
}

export interface QuoteLine {
  readonly kind: BilledLine['kind']
  /** Decimal string; after steps have been rounded up. */
  readonly quantity: string
  readonly unit: 'session' | 'kWh' | 'min' | 'h'
  /** As the tariff states it, per unit. */
  readonly rate: string
  readonly vatPercent: string
  /** Not rounded. */
  readonly exact: Both
  /** Rounded once, to the currency's smallest unit. */
  readonly rounded: Both
  readonly from: string
  readonly to: string
  readonly part: { readonly element: number; readonly component: number } | null
  readonly reason: string
  readonly spot: readonly SpotPart[] | null
}

/** What a sum is of. `adjustment`: limits, caps and discounts. */
export const QUOTE_SUBJECTS = ['energy', 'time', 'parking', 'flat', 'reservation', 'adjustment'] as const
export type QuoteSubject = (typeof QUOTE_SUBJECTS)[number]

export interface Quote {
  readonly currency: string
  readonly lines: readonly QuoteLine[]
  readonly totals: Readonly<Record<QuoteSubject, { readonly exact: Both; readonly rounded: Both }>>
  readonly total: { readonly exact: Both; readonly rounded: Both }
}

const SUBJECT_OF: Readonly<Record<BilledLine['kind'], QuoteSubject>> = {
  start: 'flat',
  energy: 'energy',
  time: 'time',
  idle: 'parking',
  reservation: 'reservation',
  discount: 'adjustment',
  cap: 'adjustment',
  minimum: 'adjustment',
}

/** What a usage costs, exactly and rounded, by the same engine as every session. Null: an exchange price is missing. */
export function quoteUsage(
  terms: TariffTerms,
  usage: Usage,
  spot: readonly SpotQuarter[] = [],
  agreement: Agreement | null = null,
): Quote | null {
  const tariff = compileTariff(terms)
  const rated = rateUsage(tariff, usage, new Map(spot.map((quarter) => [quarter.at, quarter])), agreement)
  if (rated === SPOT_MISSING) return null
  const exact = makeBill(tariff, rated, agreement, null).lines
  const rounded = makeBill(tariff, rated, agreement, tariff.digits).lines
  const lines = paired(exact, rounded)
  const sumOf = (wanted: readonly Pair[]) => ({
    exact: both(
      tariff,
      wanted.map((pair) => pair.exact?.amounts ?? NOTHING),
      null,
    ),
    rounded: both(
      tariff,
      wanted.map((pair) => pair.rounded?.amounts ?? NOTHING),
      tariff.digits,
    ),
  })
  const totals = Object.fromEntries(
    QUOTE_SUBJECTS.map((subject) => [subject, sumOf(lines.filter(({ line }) => SUBJECT_OF[line.kind] === subject))]),
  ) as Quote['totals']
  return {
    currency: tariff.currency,
    lines: lines.map((pair) => quoteLine(tariff, pair, sumOf([pair]), usage)),
    totals,
    total: sumOf(lines),
  }
}

interface Pair {
  readonly line: BilledLine
  readonly exact: BilledLine | null
  readonly rounded: BilledLine | null
}

/** A limit may be reached by the rounded sum only, or by the exact one only; every other line is in both. */
function paired(exact: readonly BilledLine[], rounded: readonly BilledLine[]): Pair[] {
  const key = ({ reason, vatPercent }: BilledLine) => `${reason} ${vatPercent}`
  const isSame = (a: BilledLine, b: BilledLine) =>
    a.rated === null ? b.rated === null && key(a) === key(b) : a.rated === b.rated
  const pairs: Pair[] = exact.map((line) => ({
    line,
    exact: line,
    rounded: rounded.find((other) => isSame(line, other)) ?? null,
  }))
  for (const line of rounded)
    if (!pairs.some((pair) => pair.rounded === line)) pairs.push({ line, exact: null, rounded: line })
  return pairs
}

function quoteLine(
  tariff: CompiledTariff,
  { line }: Pair,
  amounts: { exact: Both; rounded: Both },
  usage: Usage,
): QuoteLine {
  const { kind, vatPercent, reason, rated } = line
  const every = { kind, vatPercent, reason, ...amounts }
  if (rated === null) {
    const rate = tariff.isVatIncluded ? amounts.exact.inclVat : amounts.exact.exclVat
    const [from, to] = [new Date(usage.start).toISOString(), new Date(usage.end).toISOString()]
    return { ...every, quantity: '1', unit: 'session', rate, from, to, part: null, spot: null }
  }
  return {
    ...every,
    quantity: rated.raw.dividedBy(rated.rate.perUnit).toFixed(),
    unit: rated.rate.unit,
    rate: rated.price,
    from: new Date(rated.from).toISOString(),
    to: new Date(rated.to).toISOString(),
    part: rated.rate.part,
    spot: rated.parts,
  }
}

const NOTHING = { gross: new Decimal(0), vat: new Decimal(0) }

/** Exact amounts keep all their decimals and have at least the currency's own: 5.00, 12.375. */
function both(tariff: CompiledTariff, amounts: readonly BilledLine['amounts'][], digits: number | null): Both {
  const sum = amounts.reduce(
    (total, { gross, vat }) => ({ gross: total.gross.plus(gross), vat: total.vat.plus(vat) }),
    NOTHING,
  )
  const text = (amount: Decimal) => amount.toFixed(digits ?? Math.max(amount.decimalPlaces(), tariff.digits))
  return { exclVat: text(netOf(sum)), inclVat: text(sum.gross) }
}
