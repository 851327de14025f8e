import { Decimal, minorDigits } from '../kernel/money'
import { apportion, roundedShare } from './apportion'
import type { InvoiceLine, VatCategory } from './invoice-document'

/** Something to be paid, as it was shown to who pays it. Amounts are decimal strings in major units. */
export interface Billable {
  readonly kind: InvoiceLine['kind']
  readonly text: string
  readonly quantity: string
  readonly unit: InvoiceLine['unit']
  /** Per unit, as the price list states it: with VAT when `isVatIncluded`. */
  readonly rate: string
  /** Including VAT, rounded: what was shown. */
  readonly amount: string
  /** The VAT in `amount`. */
  readonly vat: string
  readonly vatPercent: string
  /** The price list's prices contain VAT: the sum with VAT is what must not change. Else the sum without is. */
  readonly isVatIncluded: boolean
}

/** A line's amounts, made to agree with its invoice's. */
export interface BuiltLine {
  readonly quantity: string
  readonly unit: InvoiceLine['unit']
  readonly unitPrice: string
  readonly net: string
  readonly vatPercent: string
  readonly vatCategory: VatCategory
  readonly vat: string
  readonly gross: string
}

export interface BuiltVatTotal {
  readonly category: VatCategory
  readonly percent: string
  readonly taxable: string
  readonly vat: string
}

export interface BuiltInvoice {
  /** In the order of the billables. */
  readonly lines: readonly BuiltLine[]
  readonly vatTotals: readonly BuiltVatTotal[]
  readonly netTotal: string
  readonly vatTotal: string
  readonly grossTotal: string
  readonly rounding: string
  readonly payable: string
}

export interface BuildOptions {
  readonly currency: string
  /** The buyer accounts for the VAT: the invoice has none. */
  readonly isReverseCharge: boolean
  /** The sum to pay is rounded to whole units of the currency. */
  readonly roundsToWhole: boolean
}

/**
 * Makes one invoice's amounts of what is to be paid.
 *
 * Per VAT rate the VAT is rounded once. Where prices contain VAT, the sum with VAT is exactly what was shown: `vat = round(gross × r /
 * (100 + r))` and `net = gross − vat`. Where they do not, the sum without is: `vat = round(net × r / 100)`. The lines' shares are found by
 * largest remainder, so that they sum to the invoice's in öre, and a line differs from its own arithmetic by less than one.
 * Source of what must agree: EN 16931 BR-CO-10 … 17.
 */
export function buildInvoice(billables: readonly Billable[], options: BuildOptions): BuiltInvoice {
  const digits = minorDigits(options.currency)
  const toMinor = (amount: string) => BigInt(new Decimal(amount).times(10 ** digits).toFixed(0))
  const toMajor = (minor: bigint) => new Decimal(minor.toString()).dividedBy(10 ** digits).toFixed(digits)
  const nets: bigint[] = new Array(billables.length).fill(0n)
  const vats: bigint[] = new Array(billables.length).fill(0n)
  for (const { percent, isVatIncluded, members } of groupsOf(billables)) {
    const rate = BigInt(new Decimal(percent).times(100).toFixed(0))
    const ofMembers = members.map((at) => {
      const { amount, vat } = billables[at] as Billable
      return isVatIncluded ? toMinor(amount) : toMinor(amount) - toMinor(vat)
    })
    const sum = ofMembers.reduce((total, part) => total + part, 0n)
    if (isVatIncluded) {
      const whole = 10_000n + rate
      const net = sum - roundedShare(sum, rate, whole)
      for (const [index, share] of apportion(ofMembers, 10_000n, whole, net).entries()) {
        nets[members[index] as number] = share
        vats[members[index] as number] = (ofMembers[index] as bigint) - share
      }
    } else {
      const vat = roundedShare(sum, rate, 10_000n)
      for (const [index, share] of apportion(ofMembers, rate, 10_000n, vat).entries()) {
        nets[members[index] as number] = ofMembers[index] as bigint
        vats[members[index] as number] = share
      }
    }
  }
  if (options.isReverseCharge) vats.fill(0n)

  const totals = new Map<string, { category: VatCategory; percent: string; taxable: bigint; vat: bigint }>()
  const lines = billables.map((billable, at): BuiltLine => {
    const [net, vat] = [nets[at] as bigint, vats[at] as bigint]
    const { category, percent } = vatOf(billable, options.isReverseCharge)
    const total = totals.get(`${category} ${percent}`) ?? { category, percent, taxable: 0n, vat: 0n }
    totals.set(`${category} ${percent}`, { ...total, taxable: total.taxable + net, vat: total.vat + vat })
    return {
      ...priceOf(billable, toMajor(net), digits),
      net: toMajor(net),
      vatPercent: percent,
      vatCategory: category,
      vat: toMajor(vat),
      gross: toMajor(net + vat),
    }
  })
  const net = nets.reduce((sum, part) => sum + part, 0n)
  const vat = vats.reduce((sum, part) => sum + part, 0n)
  const whole = BigInt(10 ** digits)
  const payable = options.roundsToWhole ? roundedShare(net + vat, 1n, whole) * whole : net + vat
  return {
    lines,
    vatTotals: [...totals.values()].map((total) => ({
      ...total,
      taxable: toMajor(total.taxable),
      vat: toMajor(total.vat),
    })),
    netTotal: toMajor(net),
    vatTotal: toMajor(vat),
    grossTotal: toMajor(net + vat),
    rounding: toMajor(payable - net - vat),
    payable: toMajor(payable),
  }
}

/** Billables whose VAT is rounded together: one rate, stated in one way. */
function groupsOf(billables: readonly Billable[]) {
  const groups = new Map<string, { percent: string; isVatIncluded: boolean; members: number[] }>()
  for (const [at, { vatPercent, isVatIncluded }] of billables.entries()) {
    const percent = plain(vatPercent)
    const key = `${percent} ${isVatIncluded}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { percent, isVatIncluded, members: [at] })
    else group.members.push(at)
  }
  return groups.values()
}

function vatOf(billable: Billable, isReverseCharge: boolean): { category: VatCategory; percent: string } {
  if (isReverseCharge) return { category: 'AE', percent: '0' }
  const percent = plain(billable.vatPercent)
  return percent === '0' ? { category: 'Z', percent } : { category: 'S', percent }
}

const plain = (percent: string) => new Decimal(percent).toFixed()

/** What rounding may have moved between quantity × price and the line's sum, in smallest units. */
const SLACK = 2
const PRICE_DIGITS = 10

/** Quantity and price without VAT; where they do not lead to the sum (a cap, a discount), the sum itself, once. */
function priceOf(billable: Billable, net: string, digits: number): Pick<BuiltLine, 'quantity' | 'unit' | 'unitPrice'> {
  const { quantity, unit, rate, vatPercent, isVatIncluded } = billable
  const share = isVatIncluded ? new Decimal(100).dividedBy(new Decimal(100).plus(vatPercent)) : new Decimal(1)
  const unitPrice = new Decimal(rate).times(share).toDecimalPlaces(PRICE_DIGITS)
  const isExplained =
    !unitPrice.isNegative() &&
    unitPrice
      .times(quantity)
      .minus(net)
      .abs()
      .lessThanOrEqualTo(new Decimal(SLACK).dividedBy(10 ** digits))
  if (isExplained) return { quantity, unit, unitPrice: unitPrice.toFixed() }
  const sum = new Decimal(net)
  return { quantity: sum.isNegative() ? '-1' : '1', unit: 'piece', unitPrice: sum.abs().toFixed() }
}
