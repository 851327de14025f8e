import { describe, expect, it } from 'vitest'
import { Decimal } from '../../../kernel/money'
import { invoiceDocumentSchema } from '../../invoice-document'
import { readXlsx } from '../../testing/read-xlsx'
import { creditNote, documentOf, fleetInvoice, sessionLine } from '../../testing/sample-documents'
import { invoiceJson } from '../invoice-json'
import { fleetCsv } from './fleet-csv'
import { FLEET_COLUMNS, fleetRows } from './fleet-rows'
import { fleetXlsx } from './fleet-xlsx'

const at = (key: string) => FLEET_COLUMNS.findIndex((column) => column.key === key)
const EVIL = '=HYPERLINK("http://x.example","\u0001click")'
const withEvil = () => {
  const line = sessionLine(1)
  return documentOf([{ ...line, session: { ...line.session!, driver: EVIL, vehicle: '-2+3' } }])
}

describe("a fleet's rows", () => {
  it('add up to the invoice, and a credit note takes from them', () => {
    const [invoice, credit] = [fleetInvoice(), creditNote()]
    const sum = (key: 'net' | 'vat' | 'gross') =>
      [...fleetRows([invoice, credit])].reduce((total, row) => total.plus(row[key]), new Decimal(0))
    expect(sum('net').equals(new Decimal(invoice.netTotal).minus(credit.netTotal))).toBe(true)
    expect(sum('vat').equals(new Decimal(invoice.vatTotal).minus(credit.vatTotal))).toBe(true)
    expect(sum('gross').equals(new Decimal(invoice.grossTotal).minus(credit.grossTotal))).toBe(true)
  })

  it('tell the time on the wall of the site, across the end of summer time', () => {
    const line = sessionLine(1)
    const session = { ...line.session!, startedAt: '2026-10-25T00:30:00Z', endedAt: '2026-10-25T01:30:00Z' }
    const [row] = fleetRows([documentOf([{ ...line, session }])])
    expect([row!.start, row!.end, row!.timeZone]).toEqual([
      '2026-10-25 02:30:00',
      '2026-10-25 02:30:00',
      'Europe/Stockholm',
    ])
  })
})

describe('CSV', () => {
  it('is what Swedish Excel opens by itself', () => {
    const [heading, first] = [...fleetCsv([fleetInvoice()], 'sv')]
    expect(heading).toMatch(/^\uFEFFFakturanummer;Fakturadatum;/)
    expect(first).toContain('2026-1042;2026-11-01;4110;Fjärrtrafik;ABC 12D;Göran Öberg;NRL-UME-01;')
    expect(first).toContain(';8;31,68;25;7,92;39,60;SEK;')
  })

  it('is plain in English, and defuses what a spreadsheet would run', () => {
    const [, first] = [...fleetCsv([withEvil()], 'en')]
    expect(first).toContain(`"'=HYPERLINK(""http://x.example"",`)
    expect(first).toContain("'-2+3")
    expect(first).toContain(',46.22,SEK,')
  })
})

describe('Excel', () => {
  it('has numbers as numbers, dates as dates, and a heading that stays', async () => {
    const document = fleetInvoice()
    const { rows, frozenRows, widths } = readXlsx(await fleetXlsx([document], 'sv'))
    expect(frozenRows).toBe(1)
    expect(widths).toHaveLength(FLEET_COLUMNS.length)
    expect(rows[0]!.map(({ value }) => value)).toEqual(FLEET_COLUMNS.map(({ sv }) => sv))
    expect(rows).toHaveLength(document.lines.length + 1)
    const first = rows[1]!
    expect(first[at('net')]).toEqual({ kind: 'number', value: '31.68', format: '#,##0.00' })
    expect(first[at('energyKwh')]).toEqual({ kind: 'number', value: '8', format: '#,##0.000' })
    expect(first[at('costCentre')]).toMatchObject({ kind: 'text', value: '4110' })
    const start = first[at('start')]!
    expect(start).toMatchObject({ kind: 'number', format: 'yyyy-mm-dd hh:mm' })
    // Days since 30 December 1899, in the time of the site: 1 October 2026 02:12:04.
    const started = new Date(Math.round((Number(start.value) - 25_569) * 86_400) * 1000)
    expect(started.toISOString()).toBe('2026-10-01T02:12:04.000Z')
    const sum = rows.slice(1).reduce((total, row) => total.plus(row[at('gross')]!.value), new Decimal(0))
    expect(sum.equals(document.grossTotal)).toBe(true)
  })

  it('keeps texts as texts, whatever they begin with', async () => {
    const { rows } = readXlsx(await fleetXlsx([withEvil()], 'en'))
    expect(rows[1]![at('driver')]).toMatchObject({ kind: 'text', value: EVIL.replace('\u0001', '') })
    expect(rows[1]![at('vehicle')]).toMatchObject({ kind: 'text', value: '-2+3' })
  })
})

describe('JSON', () => {
  it('is the document, without its logo', () => {
    const { format, version, ...document } = JSON.parse(invoiceJson(fleetInvoice()))
    expect([format, version]).toEqual(['laddvakt-invoice', 1])
    const sample = fleetInvoice()
    expect(invoiceDocumentSchema.parse(document)).toEqual({ ...sample, seller: { ...sample.seller, logo: null } })
  })
})
