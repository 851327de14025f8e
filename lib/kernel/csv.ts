/** How a spreadsheet of a language reads a file: Swedish Excel splits at semicolons because the comma is the decimal sign. */
export interface CsvStyle {
  readonly separator: ',' | ';'
  readonly decimal: '.' | ','
}

export const csvStyle = (locale: string): CsvStyle =>
  locale === 'sv' ? { separator: ';', decimal: ',' } : { separator: ',', decimal: '.' }

/** Tells spreadsheets that the file is UTF-8; write it first. */
export const CSV_BOM = '\uFEFF'

export type CsvCell = string | number | null | undefined

/**
 * One row with its line end. Numbers, and text that is a plain decimal, get the style's decimal sign.
 * Other text that a spreadsheet would run as a formula is defused with an apostrophe (OWASP, CSV injection).
 */
export function csvRow(cells: readonly CsvCell[], style: CsvStyle): string {
  return `${cells.map((cell) => csvCell(cell, style)).join(style.separator)}\r\n`
}

const DECIMAL = /^-?\d+(\.\d+)?$/
const FORMULA = /^[=+\-@\t\r\n]/
/** Full-width forms that some spreadsheets take for the same signs. */
const WIDE_FORMULA = /^[＝＋－＠]/

function csvCell(cell: CsvCell, { separator, decimal }: CsvStyle): string {
  if (cell === null || cell === undefined) return ''
  const text = String(cell)
  if (DECIMAL.test(text)) return typeof cell === 'number' || text.includes('.') ? text.replace('.', decimal) : text
  const safe = FORMULA.test(text) || WIDE_FORMULA.test(text) ? `'${text}` : text
  return safe.includes('"') || safe.includes(separator) || /[\r\n]/.test(safe)
    ? `"${safe.replaceAll('"', '""')}"`
    : safe
}
