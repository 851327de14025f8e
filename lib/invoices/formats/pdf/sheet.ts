import path from 'node:path'
import PDFDocument from 'pdfkit'

/** A4 in points, and the frame that everything keeps to. */
export const PAGE = { width: 595.28, height: 841.89, margin: 44, bottom: 92 } as const
export const FRAME = PAGE.width - 2 * PAGE.margin

/** Ink on white; every text has a contrast of 4.5:1 or more. */
export const COLOUR = { ink: '#131c19', soft: '#55615c', line: '#d5dcd8', tint: '#f1f5f3', warn: '#a3341f' } as const

const FONTS = { regular: 'Geist-Regular', medium: 'Geist-Medium', bold: 'Geist-SemiBold' } as const
export type FontName = keyof typeof FONTS
const FONT_FOLDER = 'node_modules/geist/dist/fonts/geist-sans'
// By its path, not by a registered name: pdfkit would open a font again at each use that it also knows by another name.
const fontFile = (name: FontName) => path.join(process.cwd(), FONT_FOLDER, `${FONTS[name]}.ttf`)

export interface TextStyle {
  readonly font?: FontName
  readonly size?: number
  readonly colour?: string
  readonly align?: 'left' | 'right'
  /** Set smaller when it does not fit, before it is cut: a number to pay with must never lose a digit. */
  readonly shrink?: boolean
}

/** An element of the structure tree, to which more can be added. */
export type Tag = PDFKit.PDFStructureElement
interface TagOptions {
  readonly alt?: string
  readonly scope?: 'Column' | 'Row'
  readonly bbox?: readonly [number, number, number, number]
}

/**
 * A tagged PDF in the making (PDF/UA-1): whatever is drawn is either an element of the structure tree, in reading order, or an artifact.
 * Same calls, same bytes: nothing depends on the clock.
 */
export class Sheet {
  readonly root: Tag
  private readonly doc: PDFKit.PDFDocument
  private readonly chunks: Uint8Array[] = []
  private readonly open: Tag[] = []

  /** @param createdOn `YYYY-MM-DD`, told as the day of creation */
  constructor(about: { title: string; author: string; language: 'sv' | 'en'; createdOn: string }) {
    this.doc = new PDFDocument({
      size: 'A4',
      margin: 0,
      autoFirstPage: false,
      bufferPages: true,
      // Otherwise Helvetica is loaded, which nothing here is set in.
      font: fontFile('regular'),
      pdfVersion: '1.7',
      tagged: true,
      // The types lag behind the package.
      subset: 'PDF/UA' as PDFKit.Mixins.PDFSubsets,
      lang: about.language === 'sv' ? 'sv-SE' : 'en-GB',
      displayTitle: true,
      info: {
        Title: about.title,
        Author: about.author,
        Producer: 'Laddvakt',
        Creator: 'Laddvakt',
        CreationDate: new Date(`${about.createdOn}T12:00:00Z`),
        ModDate: new Date(`${about.createdOn}T12:00:00Z`),
      },
    })
    this.doc.on('data', (chunk: Uint8Array) => this.chunks.push(chunk))
    this.root = this.doc.struct('Document')
    this.doc.addStructure(this.root)
    this.open.push(this.root)
  }

  addPage(): void {
    this.doc.addPage()
  }

  get pageCount(): number {
    return this.doc.bufferedPageRange().count
  }

  /** Draws on an earlier page, the first is 0. */
  onPage(page: number, draw: () => void): void {
    this.doc.switchToPage(page)
    draw()
    this.doc.switchToPage(this.pageCount - 1)
  }

  /** An element that holds others. */
  group(parent: Tag, type: string, options: TagOptions = {}): Tag {
    const tag = this.doc.struct(type, options as PDFKit.Mixins.StructureElementOptions)
    parent.add(tag)
    this.open.push(tag)
    return tag
  }

  /** An element with what `draw` puts on the page. */
  tag(parent: Tag, type: string, draw: () => void, options: TagOptions = {}): void {
    const content = this.doc.markStructureContent(type)
    draw()
    this.doc.endMarkedContent()
    parent.add(this.doc.struct(type, options as PDFKit.Mixins.StructureElementOptions, [content]))
  }

  /** Lines, tints and what is repeated on every page: passed over by screen readers. */
  artifact(draw: () => void): void {
    this.doc.markContent('Artifact', { type: 'Layout' })
    draw()
    this.doc.endMarkedContent()
  }

  /** One line, cut with an ellipsis when it is wider than `width`. */
  line(text: string, x: number, y: number, width: number, style: TextStyle = {}): void {
    this.use(style)
    // Laying a text out costs more than drawing it: it is measured once.
    let wide = this.widthOf(text, style)
    if (style.shrink) {
      for (let size = style.size ?? 9; wide > width && size > SMALLEST; wide = this.widthOf(text, style)) {
        size = Math.max(SMALLEST, size - 0.25)
        this.use({ ...style, size })
      }
    }
    const shown = wide <= width ? text : this.fitted(text, width, style)
    if (shown !== text) wide = this.widthOf(shown, style)
    const left = style.align === 'right' ? x + width - wide : x
    this.doc.text(shown, left, y, { lineBreak: false, ...figuresOf(style) })
  }

  /** As many lines as it takes. @returns the height, points */
  paragraph(text: string, x: number, y: number, width: number, style: TextStyle = {}): number {
    const height = this.heightOf(text, width, style)
    this.doc.text(text, x, y, { width, lineGap: 1.5 })
    return height
  }

  heightOf(text: string, width: number, style: TextStyle = {}): number {
    this.use(style)
    return this.doc.heightOfString(text, { width, lineGap: 1.5 })
  }

  /** The words of a text that fit on a line, and those that do not. */
  split(text: string, width: number, style: TextStyle = {}): readonly [fits: string, rest: string] {
    this.use(style)
    if (this.widthOf(text, style) <= width) return [text, '']
    const words = text.split(' ')
    let count = words.length - 1
    while (count > 1 && this.widthOf(words.slice(0, count).join(' '), style) > width) count--
    return [words.slice(0, count).join(' '), words.slice(count).join(' ')]
  }

  rule(x: number, y: number, width: number, colour: string = COLOUR.line, thickness = 0.6): void {
    this.doc
      .moveTo(x, y)
      .lineTo(x + width, y)
      .lineWidth(thickness)
      .strokeColor(colour)
      .stroke()
  }

  box(x: number, y: number, width: number, height: number, colour: string = COLOUR.tint): void {
    this.doc.roundedRect(x, y, width, height, 4).fill(colour)
  }

  /** Dark squares of a matrix, as one path. */
  squares(rows: readonly (readonly boolean[])[], x: number, y: number, size: number): void {
    const side = size / rows.length
    for (const [row, cells] of rows.entries()) {
      for (const [column, isDark] of cells.entries()) {
        // A hair wider than the grid: no white seams between squares.
        if (isDark) this.doc.rect(x + column * side, y + row * side, side + 0.05, side + 0.05)
      }
    }
    this.doc.fill(COLOUR.ink)
  }

  /** A picture within a frame. @returns the width it took; null when it cannot be read */
  picture(bytes: Uint8Array, x: number, y: number, fit: readonly [number, number]): number | null {
    try {
      // Not in the types: reads the picture and its size once.
      const doc = this.doc as PDFKit.PDFDocument & { openImage(source: Buffer): { width: number; height: number } }
      const image = doc.openImage(Buffer.from(bytes))
      const scale = Math.min(fit[0] / image.width, fit[1] / image.height)
      this.doc.image(image as unknown as Buffer, x, y, { width: image.width * scale })
      return image.width * scale
    } catch {
      return null
    }
  }

  /** Large and pale across the page. */
  stamp(text: string): void {
    const [x, y] = [PAGE.width / 2, PAGE.height / 2]
    this.doc.save().rotate(-32, { origin: [x, y] })
    this.doc.font(fontFile('bold')).fontSize(54).fillColor('#e9eeeb')
    this.doc.text(text, x - this.doc.widthOfString(text) / 2, y - 40, { lineBreak: false })
    this.doc.restore()
  }

  async finish(): Promise<Uint8Array<ArrayBuffer>> {
    for (const tag of this.open.reverse()) tag.end()
    const done = new Promise<void>((resolve) => this.doc.on('end', resolve))
    this.doc.end()
    await done
    return new Uint8Array(Buffer.concat(this.chunks))
  }

  private use({ font = 'regular', size = 9, colour = COLOUR.ink }: TextStyle): void {
    this.doc.font(fontFile(font)).fontSize(size).fillColor(colour)
  }

  private widthOf(text: string, style: TextStyle): number {
    return this.doc.widthOfString(text, figuresOf(style))
  }

  /** The longest beginning that fits with an ellipsis. */
  private fitted(text: string, width: number, style: TextStyle): string {
    let [short, long] = [0, text.length]
    while (short < long) {
      const middle = Math.ceil((short + long) / 2)
      if (this.widthOf(`${text.slice(0, middle).trimEnd()}…`, style) <= width) short = middle
      else long = middle - 1
    }
    return `${text.slice(0, short).trimEnd()}…`
  }
}

/** 25 digits of a reference fit the narrowest field in it. */
const SMALLEST = 5
/** Figures of one width where columns of numbers line up. */
const figuresOf = ({ align }: TextStyle): { features?: PDFKit.Mixins.OpenTypeFeatures[] } =>
  align === 'right' ? { features: ['tnum', 'kern'] } : {}
