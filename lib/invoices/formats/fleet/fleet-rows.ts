import { Decimal } from '../../../kernel/money'
import type { InvoiceDocument, InvoiceLine } from '../../invoice-document'

/** Lines for a spreadsheet: an invoice's, or a period's that no invoice tells of yet. */
export type FleetDocument = Pick<InvoiceDocument, 'kind' | 'number' | 'issueDate' | 'currency' | 'lines'>

/** A row of a fleet's spreadsheet: one line of an invoice. Decimal strings, so that nothing is rounded on the way. */
export interface FleetRow {
  readonly invoice: string
  readonly invoiceDate: string
  readonly costCentre: string
  readonly costCentreName: string
  readonly vehicle: string
  readonly driver: string
  readonly station: string
  readonly site: string
  /** Wall clock of the site, `YYYY-MM-DD HH:MM:SS`; empty for what is no charge. */
  readonly start: string
  readonly end: string
  readonly timeZone: string
  readonly text: string
  readonly energyKwh: string
  readonly net: string
  readonly vatPercent: string
  readonly vat: string
  readonly gross: string
  readonly currency: string
  readonly sessionId: string
}

export interface FleetColumn {
  readonly key: keyof FleetRow
  readonly kind: 'text' | 'date' | 'time' | 'energy' | 'money' | 'percent'
  /** Characters. */
  readonly width: number
  readonly sv: string
  readonly en: string
}

/** In this order in every spreadsheet; others may be added at the end, none is moved (people's own sheets refer to them). */
export const FLEET_COLUMNS: readonly FleetColumn[] = [
  { key: 'invoice', kind: 'text', width: 15, sv: 'Fakturanummer', en: 'Invoice number' },
  { key: 'invoiceDate', kind: 'date', width: 13, sv: 'Fakturadatum', en: 'Invoice date' },
  { key: 'costCentre', kind: 'text', width: 14, sv: 'Kostnadsställe', en: 'Cost centre' },
  { key: 'costCentreName', kind: 'text', width: 24, sv: 'Kostnadsställets namn', en: 'Cost centre name' },
  { key: 'vehicle', kind: 'text', width: 12, sv: 'Fordon', en: 'Vehicle' },
  { key: 'driver', kind: 'text', width: 22, sv: 'Förare', en: 'Driver' },
  { key: 'station', kind: 'text', width: 18, sv: 'Station', en: 'Station' },
  { key: 'site', kind: 'text', width: 24, sv: 'Plats', en: 'Site' },
  { key: 'start', kind: 'time', width: 19, sv: 'Start', en: 'Start' },
  { key: 'end', kind: 'time', width: 19, sv: 'Slut', en: 'End' },
  { key: 'timeZone', kind: 'text', width: 18, sv: 'Tidszon', en: 'Time zone' },
  { key: 'text', kind: 'text', width: 32, sv: 'Beskrivning', en: 'Description' },
  { key: 'energyKwh', kind: 'energy', width: 11, sv: 'kWh', en: 'kWh' },
  { key: 'net', kind: 'money', width: 13, sv: 'Exkl. moms', en: 'Excl. VAT' },
  { key: 'vatPercent', kind: 'percent', width: 9, sv: 'Moms %', en: 'VAT %' },
  { key: 'vat', kind: 'money', width: 12, sv: 'Moms', en: 'VAT' },
  { key: 'gross', kind: 'money', width: 13, sv: 'Inkl. moms', en: 'Incl. VAT' },
  { key: 'currency', kind: 'text', width: 8, sv: 'Valuta', en: 'Currency' },
  { key: 'sessionId', kind: 'text', width: 12, sv: 'Laddning', en: 'Charge' },
]

/**
 * All lines of the invoices, a row each: charges, and fees and discounts too, so that the rows add up to what is to be paid. A credit note's
 * amounts and energy are negative here.
 */
export function* fleetRows(documents: Iterable<FleetDocument>): Generator<FleetRow> {
  for (const document of documents) {
    for (const line of document.lines) yield rowOf(line, document)
  }
}

function rowOf(line: InvoiceLine, { kind, number, issueDate, currency }: FleetDocument): FleetRow {
  const { session, costCentre } = line
  const sign = kind === 'credit-note' ? -1 : 1
  const signed = (value: string) => new Decimal(value).times(sign).toFixed(new Decimal(value).decimalPlaces())
  const money = (value: string) =>
    new Decimal(value).times(sign).toFixed(Math.max(2, new Decimal(value).decimalPlaces()))
  return {
    invoice: number ?? '',
    invoiceDate: issueDate,
    costCentre: costCentre?.code ?? '',
    costCentreName: costCentre?.name ?? '',
    vehicle: session?.vehicle ?? '',
    driver: session?.driver ?? '',
    station: session?.station ?? '',
    site: session?.site ?? '',
    start: session === null ? '' : wallClock(session.startedAt, session.timeZone),
    end: session === null ? '' : wallClock(session.endedAt, session.timeZone),
    timeZone: session?.timeZone ?? '',
    text: line.text,
    energyKwh: session?.energyKwh == null ? '' : signed(session.energyKwh),
    net: money(line.net),
    vatPercent: line.vatPercent,
    vat: money(line.vat),
    gross: money(line.gross),
    currency,
    sessionId: session?.id ?? '',
  }
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function wallClock(at: string, timeZone: string): string {
  let clock = clocks.get(timeZone)
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    clocks.set(timeZone, clock)
  }
  return clock.format(new Date(at))
}
