import { type Flow, keepTogether, roomLeft, turnPage } from './flow'
import { COLOUR, FRAME, PAGE, type Tag, type TextStyle } from './sheet'

export interface Column {
  readonly title: string
  /** Points; the widths of a table add up to `FRAME`, or less. */
  readonly width: number
  readonly align?: 'right'
}

export interface Cell {
  readonly text: string
  /** A second, smaller line. */
  readonly under?: string
  readonly style?: TextStyle
}
export type Row = readonly (string | Cell)[]

export interface TableOptions {
  /** Told to those who do not see it. */
  readonly summary: string
  readonly x?: number
  /** The row that is carried over a page's end: what `rows` up to here come to. */
  readonly carried?: (upTo: number) => { readonly down: string; readonly over: string; readonly cells: Row }
  readonly strongLast?: boolean
}

const GAP = 8
const ROW = 15
const UNDER = 9.5

/**
 * Draws a table, over several pages when it takes them: the heading again on each (an artifact there, it is read once), and the sum carried
 * from page to page.
 */
export function drawTable(flow: Flow, columns: readonly Column[], rows: readonly Row[], options: TableOptions): void {
  const x = options.x ?? PAGE.margin
  const width = columns.reduce((sum, column) => sum + column.width, 0)
  const first = rows[0] === undefined ? 0 : heightOf(rows[0])
  keepTogether(flow, HEADING + first)
  const table = flow.sheet.group(flow.root, 'Table', { alt: options.summary })
  drawHeading(flow, columns, x, width, table)
  for (const [at, row] of rows.entries()) {
    const height = heightOf(row)
    const isLast = at === rows.length - 1
    // The last row must not leave a carried sum behind with nothing above it, nor stand alone below one.
    const below = options.carried && !isLast ? CARRIED : 0
    if (roomLeft(flow) < height + below) {
      const carried = options.carried?.(at)
      if (carried) drawCarried(flow, columns, carried.down, carried.cells, x, width)
      turnPage(flow)
      drawHeading(flow, columns, x, width, null)
      if (carried) drawCarried(flow, columns, carried.over, carried.cells, x, width)
    }
    drawRow(flow, columns, row, x, table, options.strongLast === true && isLast)
    flow.y += height
    flow.sheet.artifact(() => flow.sheet.rule(x, flow.y - 0.5, width, COLOUR.line, isLast ? 0.9 : 0.35))
  }
}

const HEADING = 18
const CARRIED = 17

/** Points a row takes. */
export const heightOf = (row: Row): number =>
  row.some((cell) => typeof cell !== 'string' && cell.under) ? ROW + UNDER : ROW
/** Points a table of few rows takes on one page. */
export const tableHeight = (rows: readonly Row[]): number => HEADING + rows.reduce((sum, row) => sum + heightOf(row), 0)

function drawHeading(flow: Flow, columns: readonly Column[], x: number, width: number, table: Tag | null): void {
  const { sheet } = flow
  const row = table === null ? null : sheet.group(table, 'TR')
  each(columns, x, (column, left, at) => {
    const draw = () =>
      sheet.line(column.title, left, flow.y + 2, cellWidth(columns, at), {
        size: 7,
        colour: COLOUR.soft,
        font: 'medium',
        align: column.align,
      })
    if (row === null) sheet.artifact(draw)
    else sheet.tag(row, 'TH', draw, { scope: 'Column' })
  })
  sheet.artifact(() => sheet.rule(x, flow.y + 13.5, width, COLOUR.ink, 0.8))
  flow.y += HEADING - 2
}

function drawRow(flow: Flow, columns: readonly Column[], row: Row, x: number, table: Tag, isStrong: boolean): void {
  const { sheet } = flow
  const tag = sheet.group(table, 'TR')
  const tableWidth = columns.reduce((sum, column) => sum + column.width, 0)
  each(columns, x, (column, left, at) => {
    const cell = row[at] ?? ''
    const { text, under, style } = typeof cell === 'string' ? { text: cell, under: undefined, style: undefined } : cell
    const width = cellWidth(columns, at)
    sheet.tag(tag, 'TD', () => {
      sheet.line(text, left, flow.y + 3, width, {
        size: 8.5,
        align: column.align,
        ...(isStrong ? { font: 'bold' } : {}),
        ...style,
      })
      if (under)
        // Beside it is nothing on that line: under the first column there is room to the table's end.
        sheet.line(under, left, flow.y + 13, at === 0 ? x + tableWidth - left : width, {
          size: 7,
          colour: COLOUR.soft,
          align: column.align,
        })
    })
  })
}

function drawCarried(
  flow: Flow,
  columns: readonly Column[],
  label: string,
  cells: Row,
  x: number,
  width: number,
): void {
  const { sheet } = flow
  const style: TextStyle = { size: 8, font: 'medium', colour: COLOUR.soft }
  sheet.artifact(() => {
    sheet.line(label, x, flow.y + 3, width / 2, style)
    each(columns, x, (column, left, at) => {
      const text = cells[at]
      if (typeof text === 'string' && text !== '') {
        sheet.line(text, left, flow.y + 3, cellWidth(columns, at), { ...style, align: column.align })
      }
    })
    sheet.rule(x, flow.y + CARRIED - 2, width, COLOUR.line, 0.35)
  })
  flow.y += CARRIED
}

/** The last column keeps no gap: numbers end at the frame. */
const cellWidth = (columns: readonly Column[], at: number) => columns[at]!.width - (at === columns.length - 1 ? 0 : GAP)

function each(columns: readonly Column[], x: number, draw: (column: Column, left: number, at: number) => void): void {
  let left = x
  for (const [at, column] of columns.entries()) {
    draw(column, left, at)
    left += column.width
  }
}

/** Widths that share the frame: fixed ones as they are, the one that is null takes the rest. */
export function columnsOf(
  parts: readonly (readonly [title: string, width: number | null, align?: 'right'])[],
  frame: number = FRAME,
): Column[] {
  const fixed = parts.reduce((sum, [, width]) => sum + (width ?? 0), 0)
  return parts.map(([title, width, align]) => ({ title, width: width ?? frame - fixed, ...(align ? { align } : {}) }))
}
