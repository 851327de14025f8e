import { Decimal } from '../kernel/money'
import { type Agreement, DISCOUNTED } from './agreement'
import type { CompiledTariff, Rate, VatRate } from './compile-tariff'
import type { LineReason, RatedLine } from './rate-usage'

export interface Amounts {
  /** VAT included. */
  readonly gross: Decimal
  /** The VAT in it. */
  readonly vat: Decimal
}
export const netOf = ({ gross, vat }: Amounts): Decimal => gross.minus(vat)

export interface BilledLine {
  readonly kind: RatedLine['kind'] | 'discount' | 'cap' | 'minimum'
  readonly vatPercent: string
  readonly reason: LineReason
  readonly amounts: Amounts
  /** Null: it follows from other lines. */
  readonly rated: RatedLine | null
}

export interface Bill extends Amounts {
  readonly lines: readonly BilledLine[]
}

const ZERO = new Decimal(0)
const HUNDRED = new Decimal(100)

/**
 * Puts VAT on rated lines and applies what looks at sums, in this order: the most an idle price costs, discounts, the tariff's least and
 * most, the customer's caps for a session and a month. Each shows as a line of its own, so that the lines always add up to the total.
 * @param digits to round each line to, half away from zero, once: what is said first, its VAT then; null: nothing is rounded
 */
export function makeBill(
  tariff: CompiledTariff,
  rated: readonly RatedLine[],
  agreement: Agreement | null,
  digits: number | null,
): Bill {
  const rounded = (amount: Decimal) =>
    digits === null ? amount : amount.toDecimalPlaces(digits, Decimal.ROUND_HALF_UP)
  const withVat = (exact: Decimal, { percentDecimal, divisor, share }: VatRate): Amounts => {
    const said = rounded(exact)
    const vat = rounded(share === null ? said.times(percentDecimal).dividedBy(divisor) : said.times(share))
    return { vat, gross: tariff.isVatIncluded ? said : said.plus(vat) }
  }
  const said = (amounts: Amounts) => (tariff.isVatIncluded ? amounts.gross : netOf(amounts))

  const lines: BilledLine[] = []
  let hasCappedIdling = false
  for (const line of rated) {
    const { kind, rate, reason } = line
    if (rate.maxAmount !== null) hasCappedIdling = true
    lines.push({ kind, vatPercent: rate.vat.percent, reason, amounts: withVat(line.said, rate.vat), rated: line })
  }
  if (hasCappedIdling) {
    const seen = new Set<string>()
    for (const { rate } of rated) {
      if (rate.maxAmount === null || seen.has(priceKey(rate))) continue
      // One price painted over several parts of the week is one price: its cap counts once.
      seen.add(priceKey(rate))
      const sum = sumOf(lines.filter(({ rated }) => rated !== null && priceKey(rated.rate) === priceKey(rate)))
      const over = said(sum).minus(rounded(rate.maxAmount))
      if (!over.greaterThan(0)) continue
      const capped = withVat(rate.maxAmount, rate.vat)
      lines.push({
        kind: 'cap',
        vatPercent: rate.vat.percent,
        reason: 'idle-cap',
        amounts: minus(capped, sum),
        rated: null,
      })
    }
  }
  if (agreement?.discountPercent !== undefined) {
    const on = new Set<string>(agreement.discountOn ?? DISCOUNTED)
    const share = new Decimal(agreement.discountPercent).dividedBy(HUNDRED)
    const isDiscounted = (line: BilledLine) => on.has(line.reason === 'idle-cap' ? 'idle' : line.kind)
    for (const [percent, sum] of byVat(lines.filter(isDiscounted))) {
      // A share of the VAT that was charged, not VAT worked out anew: of everything off nothing is left, and never less.
      const [off, vat] = [rounded(said(sum).times(share)).negated(), rounded(sum.vat.times(share)).negated()]
      if (off.isZero()) continue
      const amounts = { vat, gross: tariff.isVatIncluded ? off : off.plus(vat) }
      lines.push({ kind: 'discount', vatPercent: percent, reason: 'discount', amounts, rated: null })
    }
  }
  const { min, max } = tariff.limits ?? {}
  if (min !== undefined) move(lines, tariff, min, 'minimum', rounded)
  if (max !== undefined) move(lines, tariff, max, 'maximum', rounded)
  if (agreement?.sessionCap !== undefined) {
    move(lines, tariff, { inclVat: agreement.sessionCap }, 'session-cap', rounded)
  }
  if (agreement?.monthCap !== undefined) {
    const left = Decimal.max(0, new Decimal(agreement.monthCap.limit).minus(agreement.monthCap.used))
    move(lines, tariff, { inclVat: left.toFixed() }, 'month-cap', rounded)
  }
  return { ...sumOf(lines), lines }
}

/** `1` and `1.00` are one price, `25` and `25.00` one tax. */
const priceKey = ({ priceDecimal, unit, vat, maxAmount, step, graceMs }: Rate): string =>
  [priceDecimal, unit, vat.percentDecimal, maxAmount, step, graceMs].join(' ')

/** Adds what brings the sum to a limit, split over the VAT rates by their share of it. */
function move(
  lines: BilledLine[],
  tariff: CompiledTariff,
  limit: { readonly exclVat?: string; readonly inclVat?: string },
  reason: 'minimum' | 'maximum' | 'session-cap' | 'month-cap',
  rounded: (amount: Decimal) => Decimal,
): void {
  const total = sumOf(lines)
  const sum = { ...total, net: netOf(total) }
  const isShort = (now: Decimal, bound: string | undefined) =>
    bound !== undefined && (reason === 'minimum' ? now.lessThan(bound) : now.greaterThan(bound))
  if (!isShort(sum.net, limit.exclVat) && !isShort(sum.gross, limit.inclVat)) return
  const shares = sum.gross.isZero() ? [[tariff.vat.percent, total] as const] : [...byVat(lines)]
  const mean = sum.net.isZero()
    ? tariff.vat.percentDecimal.plus(HUNDRED).dividedBy(HUNDRED)
    : sum.gross.dividedBy(sum.net)
  // With and without VAT are limits of their own; one alone carries the other with it.
  const net = isShort(sum.net, limit.exclVat)
    ? new Decimal(limit.exclVat!)
    : limit.exclVat === undefined
      ? new Decimal(limit.inclVat!).dividedBy(mean)
      : sum.net
  const gross = isShort(sum.gross, limit.inclVat)
    ? new Decimal(limit.inclVat!)
    : limit.inclVat === undefined
      ? new Decimal(limit.exclVat!).times(mean)
      : sum.gross
  // Of limits that contradict each other (less with VAT than without) the one that is reached first holds, with its tax.
  const isTurned = net.greaterThan(gross) && !sum.net.greaterThan(sum.gross)
  const target = {
    net: rounded(isTurned && reason !== 'minimum' ? gross.dividedBy(mean) : net),
    gross: rounded(isTurned && reason === 'minimum' ? net.times(mean) : gross),
  }
  let [netLeft, grossLeft] = [target.net.minus(sum.net), target.gross.minus(sum.gross)]
  const [netAll, grossAll] = [netLeft, grossLeft]
  for (const [index, [vatPercent, share]] of shares.entries()) {
    const isLast = index === shares.length - 1
    const part = isLast ? null : share.gross.dividedBy(sum.gross)
    const netPart = part === null ? netLeft : rounded(netAll.times(part))
    const grossPart = part === null ? grossLeft : rounded(grossAll.times(part))
    netLeft = netLeft.minus(netPart)
    grossLeft = grossLeft.minus(grossPart)
    const amounts = { vat: grossPart.minus(netPart), gross: grossPart }
    lines.push({ kind: reason === 'minimum' ? 'minimum' : 'cap', vatPercent, reason, amounts, rated: null })
  }
}

/** Sums per VAT rate, in the order in which they first come. */
function byVat(lines: readonly BilledLine[]): Map<string, Amounts> {
  const sums = new Map<string, Amounts>()
  for (const { vatPercent, amounts } of lines) {
    const sum = sums.get(vatPercent)
    sums.set(vatPercent, sum === undefined ? amounts : plus(sum, amounts))
  }
  return sums
}

const NOTHING: Amounts = { vat: ZERO, gross: ZERO }
const sumOf = (lines: readonly BilledLine[]): Amounts =>
  lines.length === 1 ? lines[0]!.amounts : lines.reduce((sum, { amounts }) => plus(sum, amounts), NOTHING)
const plus = (a: Amounts, b: Amounts): Amounts => ({
  vat: a.vat.plus(b.vat),
  gross: a.gross.plus(b.gross),
})
const minus = (a: Amounts, b: Amounts): Amounts => ({
  vat: a.vat.minus(b.vat),
  gross: a.gross.minus(b.gross),
})
