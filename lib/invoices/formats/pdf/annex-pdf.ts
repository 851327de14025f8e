import { Decimal, formatAmount, formatMoney } from '../../../kernel/money'
import type { Price, PriceLine } from '../../../tariffs/price-session'
import type { InvoiceSeller } from '../../invoice-document'
import { type AnnexWords, annexWords } from './annex-words'
import { type Flow, turnPage } from './flow'
import { drawNotes } from './invoice-pdf'
import { beginLetter, drawHeading, drawHighlights, finishLetter } from './letterhead'
import { formatNumber, formatSpan, type PdfLanguage, pdfWords } from './pdf-words'
import { columnsOf, drawTable, type Row } from './table'

/** One session explained, for whoever doubts a line of an invoice. Instants are ISO 8601 UTC. */
export interface SessionAnnex {
  readonly language: PdfLanguage
  readonly seller: InvoiceSeller
  /** The day it was made, `YYYY-MM-DD`. */
  readonly issueDate: string
  readonly invoice: { readonly number: string; readonly issueDate: string; readonly line: number } | null
  readonly session: {
    readonly id: string
    readonly station: string
    readonly site: string
    readonly startedAt: string
    readonly endedAt: string
    readonly timeZone: string
    readonly energyKwh: string | null
    readonly meterStartKwh: string | null
    readonly meterStopKwh: string | null
    /** As shown to people: never a whole card number. */
    readonly token: string | null
    readonly vehicle: string | null
    readonly driver: string | null
  }
  readonly tariff: {
    readonly name: string
    readonly version: number
    readonly validFrom: string
    readonly pricesIncludeVat: boolean
    /** What it costs in plain words, a sentence each. */
    readonly summary: readonly string[]
  }
  /** What the customer had agreed on besides, a clause each. */
  readonly agreement: readonly string[]
  readonly price: Price
  /** Where one price ended and another began, and between which readings the energy was spread. */
  readonly cuts: readonly {
    readonly at: string
    readonly energyKwh: string
    readonly readings: readonly [string, string]
  }[]
  /** What the meter said, in order; since the start null: not counted. */
  readonly readings: readonly {
    readonly at: string
    readonly registerKwh: string | null
    readonly sinceStartKwh: string | null
    readonly source: string
  }[]
  /** A person has said what was charged. */
  readonly correctedKwh: string | null
  /** When what it rests on was kept, and its fingerprint. */
  readonly kept: { readonly on: string; readonly digest: string } | null
  /** The name of who issued the invoice, or of the run that did. */
  readonly issuedBy: string
  /** The check from the raw readings, when there has been one. */
  readonly recalculated: { readonly on: string; readonly total: string } | null
}

/** The annex as a tagged PDF: session, tariff version, each line's calculation and rounding, VAT, readings, who issued it. */
export function annexPdf(annex: SessionAnnex): Promise<Uint8Array<ArrayBuffer>> {
  const { language, seller, session, price, invoice } = annex
  const words = annexWords(language)
  const common = pdfWords(language)
  const energy = session.energyKwh === null ? null : `${formatNumber(session.energyKwh, language, 3)} kWh`
  const meter =
    session.meterStartKwh === null || session.meterStopKwh === null
      ? null
      : `${formatNumber(session.meterStartKwh, language, 3)} – ${formatNumber(session.meterStopKwh, language, 3)} kWh`
  const flow = beginLetter({
    title: common.annex,
    number: session.id,
    seller,
    buyer: null,
    language,
    issueDate: annex.issueDate,
    facts: [
      [words.invoice, invoice && `${invoice.number} (${invoice.issueDate}), ${words.line} ${invoice.line}`],
      [words.station, session.station],
      [words.site, session.site],
      [common.date, dayIn(session.startedAt, session.timeZone)],
      [words.time, formatSpan(session.startedAt, session.endedAt, session.timeZone, language)],
      [words.zone, session.timeZone],
      [words.meter, meter],
      [words.identified, session.token],
      [words.vehicle, session.vehicle],
      [words.driver, session.driver],
      [words.issued, annex.issuedBy],
    ],
  })
  drawHighlights(flow, [
    { label: words.total, value: formatMoney(price.total, price.currency, language), isLarge: true },
    { label: common.vat, value: formatMoney(price.vat, price.currency, language) },
    ...(energy === null ? [] : [{ label: words.energy, value: energy }]),
  ])
  drawExplanation(flow, annex, words)
  return finishLetter(flow, seller, language)
}

/** All sessions of an invoice, one after the other, in one file. @param annexes at least one, of the same invoice */
export function invoiceAnnexPdf(annexes: readonly [SessionAnnex, ...SessionAnnex[]]): Promise<Uint8Array<ArrayBuffer>> {
  const [{ language, seller, issueDate, invoice, issuedBy }] = annexes
  const words = annexWords(language)
  const common = pdfWords(language)
  const flow = beginLetter({
    title: common.annex,
    number: invoice?.number ?? '',
    seller,
    buyer: null,
    language,
    issueDate,
    facts: [
      [words.invoice, invoice && `${invoice.number} (${invoice.issueDate})`],
      [words.sessions, String(annexes.length)],
      [words.issued, issuedBy],
    ],
  })
  for (const [at, annex] of annexes.entries()) {
    const { session, price } = annex
    if (at > 0) turnPage(flow)
    drawHeading(
      flow,
      [
        annex.invoice && `${words.line} ${annex.invoice.line}`,
        `${words.session} ${session.id}`,
        formatMoney(price.total, price.currency, language),
      ]
        .filter(Boolean)
        .join(' · '),
    )
    drawNotes(flow, [
      [
        `${dayIn(session.startedAt, session.timeZone)} ${formatSpan(session.startedAt, session.endedAt, session.timeZone, language)} (${session.timeZone})`,
        session.station,
        session.site,
        session.energyKwh && `${formatNumber(session.energyKwh, language, 3)} kWh`,
        session.vehicle,
        session.driver,
        session.token,
      ]
        .filter(Boolean)
        .join(' · '),
    ])
    drawExplanation(flow, annex, words)
  }
  return finishLetter(flow, seller, language)
}

function drawExplanation(flow: Flow, annex: SessionAnnex, words: AnnexWords): void {
  drawTariff(flow, annex, words)
  drawPrice(flow, annex, words)
  drawSpot(flow, annex, words)
  drawReadings(flow, annex, words)
}

/** `YYYY-MM-DD` on the wall of the place. */
const dayIn = (at: string, timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(at))

function drawTariff(flow: Flow, { tariff, agreement }: SessionAnnex, words: AnnexWords): void {
  drawHeading(flow, `${words.tariff}: ${tariff.name}, ${words.version} ${tariff.version}`)
  drawNotes(flow, [
    `${words.validFrom} ${tariff.validFrom}. ${tariff.pricesIncludeVat ? words.withVat : words.withoutVat} ${words.frozen}`,
    ...tariff.summary,
    agreement.length === 0 ? null : `${words.agreement}: ${agreement.join(', ')}.`,
  ])
}

function drawPrice(
  flow: Flow,
  { price, session, language, recalculated, tariff, cuts, correctedKwh, kept }: SessionAnnex,
  words: AnnexWords,
): void {
  const { currency } = price
  const clock = clockOf(session.timeZone, language)
  const common = pdfWords(language)
  const columns = columnsOf([
    [words.why, null],
    [words.calculation, 190, 'right'],
    [common.vat, 62, 'right'],
    [words.rounded, 86, 'right'],
  ])
  const rows = price.lines.map(
    (line): Row => [
      {
        text: words.kinds[line.kind] ?? line.kind,
        under: `${words.reasons[line.reason] ?? ''} · ${formatSpan(line.from, line.to, session.timeZone, language)}`,
      },
      calculation(line, tariff.pricesIncludeVat, language, words),
      formatAmount(line.vat, currency, language),
      formatAmount(line.amount, currency, language),
    ],
  )
  const sum: Row = [
    words.total,
    '',
    formatAmount(price.vat, currency, language),
    formatAmount(price.total, currency, language),
  ]
  drawHeading(flow, `${words.price} (${currency})`)
  drawTable(flow, columns, [...rows, sum], { summary: words.price, strongLast: true })
  flow.y += 14
  const check =
    recalculated === null
      ? null
      : `${words.recalculated(recalculated.on, formatMoney(recalculated.total, currency, language))} ${
          new Decimal(recalculated.total).equals(price.total) ? words.agrees : words.differs
        }`
  const boundaries = cuts.map(({ at, energyKwh, readings: [before, after] }) => {
    const [when, much] = [clock.format(new Date(at)), formatNumber(energyKwh, language, 3)]
    return before === after
      ? words.cutAtReading(when, much)
      : words.cutBetween(when, much, clock.format(new Date(before)), clock.format(new Date(after)))
  })
  drawNotes(flow, [
    ...boundaries,
    correctedKwh === null ? null : words.corrected(formatNumber(correctedKwh, language, 3)),
    words.rounding,
    check,
    kept === null ? null : words.kept(kept.on, kept.digest),
  ])
}

/** Quantity × rate = what it is before rounding, where a line is made of those. */
function calculation(
  { kind, quantity, unit, rate, amount, vat }: PriceLine,
  isVatIncluded: boolean,
  language: PdfLanguage,
  words: AnnexWords,
): string {
  if (kind === 'discount' || kind === 'cap' || kind === 'minimum') return ''
  const exact = new Decimal(quantity).times(rate)
  const rounded = isVatIncluded ? new Decimal(amount) : new Decimal(amount).minus(vat)
  const product = `${formatNumber(quantity, language, 6)} ${words.units[unit]} × ${formatNumber(rate, language, 6, 2)}`
  // A mean price is rounded for the eye: what it gives lies beside the sum of its quarters, and is not shown as if it were exact.
  const isExact = exact.minus(rounded).abs().lessThanOrEqualTo('0.005')
  return isExact ? `${product} = ${formatNumber(exact.toFixed(), language, 6, 2)}` : `${product}`
}

const clockOf = (timeZone: string, language: PdfLanguage) =>
  new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { timeZone, dateStyle: 'short', timeStyle: 'medium' })

/** Each quarter of an hour of a spot price: what the exchange said, and what a kWh cost by it. */
function drawSpot(flow: Flow, { price, session, language }: SessionAnnex, words: AnnexWords): void {
  const parts = price.lines.flatMap(({ spot }) => spot ?? [])
  if (parts.length === 0) return
  const columns = columnsOf([
    [words.at, null],
    ['kWh', 80, 'right'],
    [words.exchange, 120, 'right'],
    [words.perKwh, 110, 'right'],
  ])
  const rows = parts.map(
    ({ from, to, kwh, price: each, perMwh }): Row => [
      formatSpan(from, to, session.timeZone, language),
      formatNumber(kwh, language, 6, 3),
      perMwh === null ? words.exchangeMissing : formatNumber(perMwh, language, 5, 2),
      formatNumber(each, language, 6, 2),
    ],
  )
  drawHeading(flow, `${words.quarters} (${price.currency})`)
  drawTable(flow, columns, rows, { summary: words.quarters })
  flow.y += 14
}

function drawReadings(flow: Flow, { readings, session, language }: SessionAnnex, words: AnnexWords): void {
  if (readings.length === 0) return
  const clock = clockOf(session.timeZone, language)
  const columns = columnsOf([
    [words.at, null],
    [words.source, 150],
    [words.register, 110, 'right'],
    [words.since, 100, 'right'],
  ])
  const kwh = (value: string | null) => (value === null ? '–' : formatNumber(value, language, 3, 3))
  const rows = readings.map(
    ({ at, registerKwh, sinceStartKwh, source }): Row => [
      clock.format(new Date(at)),
      source,
      kwh(registerKwh),
      kwh(sinceStartKwh),
    ],
  )
  drawHeading(flow, words.readings)
  drawTable(flow, columns, rows, { summary: words.readings })
}
