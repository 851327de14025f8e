import { MINUTE_MS } from '../kernel/time'
import { QUARTER_MS } from '../tariffs/spot'

/** An exchange price of one quarter of an hour, per MWh. */
export interface PublishedPrice {
  readonly at: Date
  readonly perMwh: string
  readonly currency: string
}

/** What a transparency platform answered that is no price list. */
export class NoPrices extends Error {}

/**
 * Day-ahead prices out of an ENTSO-E Publication_MarketDocument (documentType A44). Periods are in UTC with PT15M or PT60M; an hour
 * becomes four quarters. With curve type A03 a position that is left out has the price of the one before it, to the period's end.
 * Where two series tell the same quarter the later one in the document counts.
 * @throws NoPrices for anything else, an acknowledgement ("no matching data") among them
 */
export function readEntsoe(xml: string): PublishedPrice[] {
  if (!/<Publication_MarketDocument[\s>]/.test(xml)) {
    throw new NoPrices(textOf(xml, 'text') ?? 'The answer is no Publication_MarketDocument.')
  }
  const prices = new Map<number, PublishedPrice>()
  for (const series of all(xml, 'TimeSeries')) {
    const currency = textOf(series, 'currency_Unit.name')
    const unit = textOf(series, 'price_Measure_Unit.name')
    if (currency === null || (unit !== null && unit !== 'MWH')) continue
    for (const period of all(series, 'Period')) {
      for (const price of pricesOf(period, currency)) prices.set(price.at.getTime(), price)
    }
  }
  return [...prices.values()].sort((a, b) => a.at.getTime() - b.at.getTime())
}

const RESOLUTIONS: Readonly<Record<string, number>> = {
  PT15M: QUARTER_MS,
  PT30M: 30 * MINUTE_MS,
  PT60M: 60 * MINUTE_MS,
}

function pricesOf(period: string, currency: string): PublishedPrice[] {
  const start = Date.parse(textOf(period, 'start') ?? '')
  const end = Date.parse(textOf(period, 'end') ?? '')
  const step = RESOLUTIONS[textOf(period, 'resolution') ?? '']
  if (Number.isNaN(start) || Number.isNaN(end) || step === undefined || end <= start) return []
  const told = new Map<number, string>()
  for (const point of all(period, 'Point')) {
    const position = Number(textOf(point, 'position'))
    const amount = textOf(point, 'price.amount')
    if (Number.isInteger(position) && position >= 1 && amount !== null && /^-?\d{1,7}(\.\d+)?$/.test(amount))
      told.set(position, amount)
  }
  const prices: PublishedPrice[] = []
  let last: string | undefined
  for (let at = start, position = 1; at < end; at += step, position += 1) {
    last = told.get(position) ?? last
    if (last === undefined) continue
    for (let quarter = at; quarter < at + step; quarter += QUARTER_MS) {
      prices.push({ at: new Date(quarter), perMwh: last, currency })
    }
  }
  return prices
}

/** The document's elements have no attributes that matter and never nest in themselves. */
function all(xml: string, name: string): string[] {
  const pattern = new RegExp(`<${escaped(name)}(?:\\s[^>]*)?>([\\s\\S]*?)</${escaped(name)}>`, 'g')
  return [...xml.matchAll(pattern)].map(([, inner]) => inner!)
}

const textOf = (xml: string, name: string): string | null => all(xml, name)[0]?.trim() ?? null
const escaped = (name: string) => name.replaceAll('.', '\\.')
