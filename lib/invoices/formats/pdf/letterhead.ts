import { formatOrgNumber } from '../../../references/org-number'
import type { InvoiceBuyer, InvoiceSeller } from '../../invoice-document'
import type { Flow } from './flow'
import { type PdfLanguage, type PdfWords, pdfWords } from './pdf-words'
import { COLOUR, FRAME, PAGE, Sheet, type Tag } from './sheet'

export interface Letter {
  /** `Faktura` */
  readonly title: string
  /** `2026-1042`; null on a preview. */
  readonly number: string | null
  readonly seller: InvoiceSeller
  /** Null where nobody is written to (a receipt). */
  readonly buyer: Pick<InvoiceBuyer, 'name' | 'address'> | null
  readonly facts: readonly (readonly [label: string, value: string | null])[]
  readonly language: PdfLanguage
  readonly issueDate: string
}

const COLUMN = 318

/** Begins the first page: logo and seller, title, facts to the left, address where a window envelope shows it. */
export function beginLetter(letter: Letter): Flow {
  const words = pdfWords(letter.language)
  const { seller, title, number } = letter
  const heading = [title, number].filter(Boolean).join(' ')
  const sheet = new Sheet({
    title: `${heading} – ${seller.name}`,
    author: seller.name,
    language: letter.language,
    createdOn: letter.issueDate,
  })
  sheet.addPage()
  const flow: Flow = { sheet, root: sheet.root, y: 0, turn: () => runningHead(sheet, seller.name, heading) }
  drawSeller(sheet, seller, words)
  sheet.tag(sheet.root, 'H1', () => {
    sheet.line(title, COLUMN, 38, FRAME + PAGE.margin - COLUMN, { font: 'bold', size: 21, shrink: true })
    sheet.line(number ?? words.preview, COLUMN, 64, FRAME + PAGE.margin - COLUMN, { size: 11, colour: COLOUR.soft })
  })
  const factsEnd = drawFacts(sheet, letter.facts)
  const addressEnd = letter.buyer === null ? 0 : drawAddress(sheet, letter.buyer)
  if (number === null) sheet.artifact(() => sheet.stamp(words.preview))
  flow.y = Math.max(factsEnd, addressEnd) + 14
  return flow
}

/** The place and size of the logo: no larger, however large the picture. */
const LOGO = [120, 38] as const

function drawSeller(sheet: Sheet, seller: InvoiceSeller, words: PdfWords): void {
  let left: number = PAGE.margin
  if (seller.logo !== null) {
    const bytes = Buffer.from(seller.logo.base64, 'base64')
    sheet.tag(
      sheet.root,
      'Figure',
      () => {
        const width = sheet.picture(bytes, PAGE.margin, 36, LOGO)
        if (width !== null) left += width + 10
      },
      { alt: `${words.logo}: ${seller.name}`, bbox: [PAGE.margin, 36, PAGE.margin + LOGO[0], 36 + LOGO[1]] },
    )
  }
  sheet.tag(sheet.root, 'P', () => {
    sheet.line(seller.name, left, 42, COLUMN - left - 12, { font: 'bold', size: 12.5, shrink: true })
    sheet.line(seller.web ?? seller.address.city, left, 59, COLUMN - left - 12, { size: 8.5, colour: COLOUR.soft })
  })
}

function drawFacts(sheet: Sheet, facts: Letter['facts']): number {
  let y = 104
  const list = sheet.group(sheet.root, 'L')
  for (const [label, value] of facts) {
    if (value === null || value === '') continue
    const item = sheet.group(list, 'LI')
    sheet.tag(item, 'Lbl', () => sheet.line(label, PAGE.margin, y, 118, { size: 8, colour: COLOUR.soft }))
    sheet.tag(item, 'LBody', () =>
      sheet.line(value, PAGE.margin + 122, y - 0.5, 140, { size: 8.5, font: 'medium', shrink: true }),
    )
    y += 13.2
  }
  return y
}

/** Whole, whatever the length of a name: the law wants to read it. @returns where it ends, at least where the window does */
function drawAddress(sheet: Sheet, { name, address }: Pick<InvoiceBuyer, 'name' | 'address'>): number {
  const abroad = address.country === 'SE' ? null : countryName(address.country)
  const lines = [name, address.street, `${address.postalCode} ${address.city}`, ...(abroad === null ? [] : [abroad])]
  let y = 124
  sheet.tag(sheet.root, 'P', () => {
    for (const [at, text] of lines.entries()) {
      const style = { size: 10.5, font: at === 0 ? 'medium' : 'regular' } as const
      y += sheet.paragraph(text, COLUMN, y, FRAME + PAGE.margin - COLUMN, style)
    }
  })
  return Math.max(y, 196)
}

/** On letters abroad the country is written in English, in capitals (Universal Postal Union, addressing). */
const countryName = (country: string) =>
  (new Intl.DisplayNames('en', { type: 'region' }).of(country) ?? country).toUpperCase()

/** What every page after the first begins with. */
function runningHead(sheet: Sheet, seller: string, heading: string): number {
  sheet.artifact(() => {
    sheet.line(seller, PAGE.margin, 36, FRAME / 2, { size: 8, font: 'medium' })
    sheet.line(heading, PAGE.margin + FRAME / 2, 36, FRAME / 2, { size: 8, colour: COLOUR.soft, align: 'right' })
    sheet.rule(PAGE.margin, 50, FRAME)
  })
  return 62
}

/** Writes the foot of every page (read once, on the first) and closes the file. */
export function finishLetter(
  flow: Flow,
  seller: InvoiceSeller,
  language: PdfLanguage,
): Promise<Uint8Array<ArrayBuffer>> {
  const { sheet } = flow
  const words = pdfWords(language)
  const count = sheet.pageCount
  for (let page = 0; page < count; page++) {
    sheet.onPage(page, () => {
      const draw = () => drawFoot(sheet, seller, words)
      if (page === 0) sheet.tag(flow.root, 'P', draw)
      else sheet.artifact(draw)
      sheet.artifact(() => {
        sheet.rule(PAGE.margin, FOOT - 8, FRAME)
        const text = `${words.page} ${page + 1} ${words.of} ${count}`
        sheet.line(text, PAGE.margin, FOOT + 44, FRAME, { size: 7, colour: COLOUR.soft, align: 'right' })
      })
    })
  }
  return sheet.finish()
}

const FOOT = PAGE.height - 76

function drawFoot(sheet: Sheet, seller: InvoiceSeller, words: PdfWords): void {
  const { address } = seller
  const blocks = [
    [
      seller.name,
      address.street,
      `${address.postalCode} ${address.city}`,
      seller.seat && `${words.seat}: ${seller.seat}`,
    ],
    [seller.phone, seller.email, seller.web],
    [
      `${words.orgNumber} ${formatOrgNumber(seller.orgNumber)}`,
      seller.vatNumber && `${words.vatNumber} ${seller.vatNumber}`,
      seller.isFTaxApproved ? words.fTax : null,
    ],
  ]
  const widths = [160, 140, FRAME - 300]
  let left: number = PAGE.margin
  for (const [at, lines] of blocks.entries()) {
    for (const [row, text] of lines.filter((line): line is string => Boolean(line)).entries()) {
      sheet.line(text, left, FOOT + row * 10.5, widths[at]! - 8, {
        size: 7,
        colour: COLOUR.soft,
        font: row === 0 && at === 0 ? 'medium' : 'regular',
        shrink: true,
      })
    }
    left += widths[at]!
  }
}

/** A heading within the letter. */
export function drawHeading(flow: Flow, text: string, parent: Tag = flow.root): void {
  flow.sheet.tag(parent, 'H2', () => flow.sheet.line(text, PAGE.margin, flow.y, FRAME, { size: 10, font: 'bold' }))
  flow.y += 17
}

export interface Highlight {
  readonly label: string
  readonly value: string
  readonly isLarge?: boolean
}

/** The strip that says what matters most: how much, when, with which number, to which account. */
export function drawHighlights(flow: Flow, highlights: readonly Highlight[]): void {
  const { sheet } = flow
  const height = 46
  sheet.artifact(() => sheet.box(PAGE.margin, flow.y, FRAME, height))
  const list = sheet.group(flow.root, 'L')
  const share = (FRAME - 24) / (highlights.length + 0.5)
  let left = PAGE.margin + 14
  for (const { label, value, isLarge } of highlights) {
    const width = isLarge ? share * 1.5 : share
    const item = sheet.group(list, 'LI')
    sheet.tag(item, 'Lbl', () => sheet.line(label, left, flow.y + 9, width - 10, { size: 7.5, colour: COLOUR.soft }))
    sheet.tag(item, 'LBody', () =>
      sheet.line(value, left, flow.y + (isLarge ? 19 : 22), width - 10, {
        size: isLarge ? 15 : 10.5,
        font: isLarge ? 'bold' : 'medium',
        shrink: true,
      }),
    )
    left += width
  }
  flow.y += height + 20
}
