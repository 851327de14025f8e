import { fileAnswer } from '@/app/file-answer'
import { CSV_BOM, type CsvCell, csvRow, csvStyle } from '@/lib/kernel/csv'

/** Rows as a CSV download, in the style of the reader's language. @param name without its ending */
export function csvAnswer(
  name: string,
  locale: string,
  header: readonly string[],
  rows: Iterable<readonly CsvCell[]>,
): Response {
  const style = csvStyle(locale)
  const lines = [CSV_BOM + csvRow(header, style)]
  for (const row of rows) lines.push(csvRow(row, style))
  return fileAnswer(lines.join(''), 'text/csv; charset=utf-8', `${name.replace(/[^A-Za-z0-9-]/g, '_')}.csv`)
}
