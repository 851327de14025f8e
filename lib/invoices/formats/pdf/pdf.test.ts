import { describe, expect, it } from 'vitest'
import { Decimal, formatAmount, formatMoney } from '../../../kernel/money'
import { readPdf } from '../../testing/read-pdf'
import {
  BUYER,
  creditNote,
  documentOf,
  englishInvoice,
  fleetInvoice,
  mixedVatInvoice,
  reverseChargeInvoice,
  SAMPLES,
  SELLER,
  sessionLine,
} from '../../testing/sample-documents'
import { annex, receipt, reminder } from '../../testing/sample-papers'
import { annexPdf } from './annex-pdf'
import { annexWords } from './annex-words'
import { invoicePdf } from './invoice-pdf'
import { pdfWords } from './pdf-words'
import { receiptPdf } from './receipt-pdf'
import { reminderPdf, reminderTotal } from './reminder-pdf'

const read = async (pdf: Promise<Uint8Array>) => readPdf(await pdf)
const tagged = (pdf: ReturnType<typeof readPdf>) => pdf.elements.map(({ text }) => text).join('\n')

const PAPERS: Readonly<Record<string, () => Promise<Uint8Array>>> = {
  ...Object.fromEntries(Object.entries(SAMPLES).map(([name, sample]) => [name, () => invoicePdf(sample())])),
  reminder: () => reminderPdf(reminder()),
  receipt: () => receiptPdf(receipt()),
  annex: () => annexPdf(annex()),
}

/** Each sample is drawn once for all that is asked of it. */
const drawn = new Map<object, Promise<ReturnType<typeof readPdf>>>()
function once(paper: () => Promise<Uint8Array>) {
  const pdf = drawn.get(paper) ?? read(paper())
  drawn.set(paper, pdf)
  return pdf
}
const fleetPdf = () => once(PAPERS.fleetInvoice!)

describe('every paper', () => {
  it.each(Object.entries(PAPERS))('%s is tagged throughout, titled, and in a language', async (_, paper) => {
    const pdf = await once(paper)
    expect(pdf.catalog).toContain('/Marked true')
    expect(pdf.catalog).toMatch(/\/Lang \((sv-SE|en-GB)\)/)
    expect(pdf.catalog).toContain('/DisplayDocTitle true')
    expect(pdf.title).toContain(SELLER.name)
    expect(pdf.untagged).toBe('')
    expect(pdf.pages.join('')).not.toContain('\uFFFD')
    expect(pdf.elements.filter(({ type }) => type === 'H1')).toHaveLength(1)
    for (const { alt, body } of pdf.elements.filter(({ type }) => type === 'Figure')) {
      expect(alt).toBeTruthy()
      expect(body).toContain('/BBox')
    }
    for (const { body } of pdf.elements.filter(({ type }) => type === 'TH')) expect(body).toContain('/Scope /Column')
  })

  // The longest says no more of it than the others.
  it.each(Object.entries(PAPERS).filter(([name]) => name !== 'fleetInvoice'))(
    '%s has the same bytes every time',
    async (_, paper) => {
      const [first, second] = [await paper(), await paper()]
      expect(Buffer.compare(first, second)).toBe(0)
    },
  )
})

describe('an invoice on paper', () => {
  it('has all that the law wants (mervärdesskattelagen 17 kap. 24 §), read by screen readers too', async () => {
    const document = fleetInvoice()
    const text = tagged(await fleetPdf())
    const money = (amount: string) => formatMoney(amount, 'SEK', 'sv')
    for (const wanted of [
      document.issueDate,
      document.number!,
      SELLER.vatNumber!,
      BUYER.vatNumber!,
      SELLER.name,
      SELLER.address.street,
      `${SELLER.address.postalCode} ${SELLER.address.city}`,
      BUYER.name,
      BUYER.address.street,
      `${BUYER.address.postalCode} ${BUYER.address.city}`,
      `${document.supply.from} – ${document.supply.to}`,
      formatAmount(document.vatTotals[0]!.taxable, 'SEK', 'sv'),
      formatAmount(document.vatTotals[0]!.vat, 'SEK', 'sv'),
      '25 %',
      money(document.netTotal),
      money(document.vatTotal),
      money(document.rounding),
      money(document.payable),
      'Godkänd för F-skatt',
      'Säte: Luleå',
      '160-9908',
      document.ocr!,
      document.dueDate,
      'Er referens',
      'Volymrabatt',
    ]) {
      expect(text).toContain(wanted)
    }
    for (const line of document.lines) {
      expect(text).toContain(line.text)
      expect(text).toContain(formatAmount(line.net, 'SEK', 'sv'))
    }
  })

  it('is read in its order: title, seller, facts, lines, sums, payment', async () => {
    const { elements } = await fleetPdf()
    const at = (wanted: string) => elements.findIndex(({ text }) => text.startsWith(wanted))
    const order = [
      'Faktura 2026-1042',
      'Fakturanummer',
      'Specifikation',
      'Laddning NRL-UME-01',
      'Momssats',
      'Betalning',
    ]
    const places = order.map(at)
    expect(places.every((place) => place >= 0)).toBe(true)
    expect([...places].sort((a, b) => a - b)).toEqual(places)
  })

  it('carries its sum from page to page, and each page knows its place', async () => {
    const document = fleetInvoice()
    const { pages } = await fleetPdf()
    expect(pages.length).toBeGreaterThan(2)
    for (const [at, page] of pages.entries()) expect(page).toContain(`Sida ${at + 1} av ${pages.length}`)
    let [net, seen] = [new Decimal(0), 0]
    for (const [at, page] of pages.entries()) {
      if (at > 0 && seen < document.lines.length) {
        expect(page).toContain(`Transport från föregående sida\n${formatAmount(net, 'SEK', 'sv')}\n`)
      }
      // Each line is drawn with its net amount after its rate.
      const here = [...page.matchAll(/\n25.%\n([^\n]+)\n/g)].length
      for (const line of document.lines.slice(seen, seen + here)) net = net.plus(line.net)
      seen = Math.min(document.lines.length, seen + here)
      if (seen < document.lines.length) {
        expect(page).toContain(`Transport till nästa sida\n${formatAmount(net, 'SEK', 'sv')}\n`)
      }
    }
    expect(seen).toBe(document.lines.length)
    expect(net.equals(document.netTotal)).toBe(true)
  })

  it('never cuts the longest reference, a name, or what was sold', async () => {
    const ocr = '1'.repeat(24).concat('8')
    const name = 'Bostadsrättsföreningen Den Mycket Långa Gatans Allra Längsta Namn i Hela Kommunen'
    const text = 'Abonnemang för laddning på samtliga platser i Norrbotten och Västerbotten, oktober månad'
    const document = englishInvoice()
    const lines = document.lines.map((line) => ({ ...line, text, session: null }))
    const pdf = await read(invoicePdf({ ...document, lines, ocr, buyer: { ...document.buyer, name } }))
    expect(pdf.pages[0]).toContain(ocr)
    expect(pdf.pages.at(-1)).toContain(ocr)
    const words = tagged(pdf).replace(/\s+/g, ' ')
    expect(words).toContain(name)
    expect(words).toContain(text)
  })

  it('tells reverse charge, exemption and the VAT in kronor', async () => {
    const reversed = tagged(await read(invoicePdf(reverseChargeInvoice())))
    expect(reversed).toContain('Reverse charge.')
    expect(reversed).toContain('VAT in Swedish kronor')
    expect(reversed).toContain('DE136695976')
    // Giros do not carry euro.
    expect(reversed).not.toContain('160-9908')
    expect(reversed).toContain('SE35 5000 0000 0549 1000 0003')
    const mixed = tagged(await read(invoicePdf(mixedVatInvoice())))
    expect(mixed).toContain('10 kap. mervärdesskattelagen')
    expect(tagged(await read(invoicePdf({ ...reverseChargeInvoice(), language: 'sv' })))).toContain(
      'Omvänd betalningsskyldighet.',
    )
  })

  it('that credits names the invoice and asks for no payment', async () => {
    const text = tagged(await read(invoicePdf(creditNote())))
    expect(text).toContain('2026-1042, 2026-11-01')
    expect(text).toContain('Krediteras')
    expect(text).not.toContain('Bankgiro')
  })

  it('without a number says that it is a preview, and cannot be paid', async () => {
    const pdf = await read(invoicePdf({ ...englishInvoice(), number: null }))
    expect(tagged(pdf)).toContain('This is a preview and not an invoice.')
    expect(pdf.artifacts).toContain('Preview')
    expect(tagged(pdf)).not.toContain('Scan in your bank')
  })

  it('is made even when the logo cannot be read', async () => {
    const logo = { type: 'image/png', base64: 'AAAA' } as const
    const document = documentOf([sessionLine(1)], { seller: { ...SELLER, logo } })
    expect((await read(invoicePdf(document))).pages).toHaveLength(1)
  })
})

describe('other papers', () => {
  it('a reminder adds up what is left, interest and fee', async () => {
    const text = tagged(await read(reminderPdf(reminder())))
    expect(reminderTotal(reminder()).toFixed(2)).toBe('6758.29')
    for (const wanted of [
      'Betalningspåminnelse',
      '2026-1042',
      '2026-0977',
      'Påminnelseavgift',
      formatMoney('6758.29', 'SEK', 'sv'),
    ]) {
      expect(text).toContain(wanted)
    }
  })

  it('a receipt has the date, the seller, what and the VAT', async () => {
    const text = tagged(await read(receiptPdf(receipt())))
    for (const wanted of [
      '2026-10-15',
      SELLER.name,
      SELLER.vatNumber!,
      'Laddning NRL-SKE-03',
      '11,57',
      'Visa ••••4242',
      'K-2026-55012',
    ]) {
      expect(text).toContain(wanted)
    }
  })

  it('an annex shows the tariff version, each calculation, the readings, rounding and who issued', async () => {
    const text = tagged(await read(annexPdf(annex())))
    for (const wanted of [
      'version 7',
      '10,674 kWh × 4,95 = 52,8363',
      '52,84',
      annexWords('sv').reasons['idle-after-grace'],
      annexWords('sv').rounding.slice(0, 40),
      'StopTransaction',
      formatAmount('48222.076', 'SEK', 'sv').slice(0, 6),
      'Eva Lund',
      'Det stämmer med det som fakturerades.',
    ]) {
      expect(text).toContain(wanted)
    }
    const doubted = await read(annexPdf({ ...annex(), recalculated: { on: '2026-11-20', total: '57.87' } }))
    expect(tagged(doubted)).toContain('Det stämmer inte med det som fakturerades.')
  })

  it('have their words in both languages', () => {
    const keys = (words: object) => JSON.stringify(Object.keys(words))
    expect(keys(pdfWords('en'))).toBe(keys(pdfWords('sv')))
    for (const word of Object.values(pdfWords('en'))) expect(word).toBeTruthy()
  })
})
