import { alphabetOf } from './alphabet'
import type { CellValue, Column, FilterOption, View } from './column'

/** The rows that hold every word of the search (anywhere, in any order) and one of the chosen values of every filter. */
export function matchRows<Row extends object>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  { search, filters }: Pick<View, 'search' | 'filters'>,
): readonly Row[] {
  const words = fold(search).split(/\s+/).filter(Boolean)
  const filtering = columns.filter((column) => filters[column.id]?.length)
  if (words.length === 0 && filtering.length === 0) return rows
  const searched = columns.filter((column) => column.searchable !== false && column.value)
  return rows.filter(
    (row) =>
      filtering.every((column) => filterValues(column, row).some((value) => filters[column.id]?.includes(value))) &&
      (words.length === 0 || holdsAll(textOf(row, searched), words)),
  )
}

/** A row's values among a column's filter options. */
export function filterValues<Row>(column: Column<Row>, row: Row): readonly string[] {
  const value = column.filter?.value ? column.filter.value(row) : column.value?.(row)
  if (value === null || value === undefined || value === '') return []
  return Array.isArray(value) ? value : [String(value)]
}

/** A filter's options with the number of rows each; those taken from the rows are in the reader's alphabet. */
export function countOptions<Row>(
  column: Column<Row>,
  rows: readonly Row[],
  locale: string,
): readonly (FilterOption & { count: number })[] {
  const counts = new Map<string, number>()
  for (const row of rows) for (const value of filterValues(column, row)) counts.set(value, (counts.get(value) ?? 0) + 1)
  const collator = new Intl.Collator(locale, { numeric: true })
  const options =
    column.filter?.options ??
    [...counts.keys()].sort(collator.compare).map((value): FilterOption => ({ value, label: value }))
  return options.map((option) => ({ ...option, count: counts.get(option.value) ?? 0 }))
}

/** Ascending; the table turns it round. Text by the reader's alphabet with numbers by size, so that P2 comes before P10. */
export function comparator(locale: string): (a: CellValue, b: CellValue) => number {
  const alphabet = alphabetOf(locale)
  return (a, b) => {
    if (typeof a === 'number' && typeof b === 'number') return a - b
    return alphabet.compare(String(a), String(b))
  }
}

/** Makes `comparator` quick for these rows. */
export function learnTexts<Row>(rows: readonly Row[], column: Column<Row> | undefined, locale: string): void {
  if (column?.value === undefined) return
  const texts: string[] = []
  for (const row of rows) {
    const value = column.value(row)
    if (typeof value === 'string') texts.push(value)
  }
  alphabetOf(locale).learn(texts)
}

/** Sorted as the table does it. @param sort `id` or `-id` */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: string,
  locale: string,
): readonly Row[] {
  const column = columns.find(({ id }) => id === sort.replace(/^-/, ''))
  const value = column?.value
  if (!value) return rows
  learnTexts(rows, column, locale)
  const compare = comparator(locale)
  const direction = sort.startsWith('-') ? -1 : 1
  return [...rows].sort((a, b) => {
    const [left, right] = [value(a) ?? null, value(b) ?? null]
    // What is not known comes last in both directions.
    if (left === null || right === null) return Number(left === null) - Number(right === null)
    return compare(left, right) * direction
  })
}

// Searching 10 000 rows at every key stroke: each row's text is put together once. Rows are never changed in place.
const texts = new WeakMap<object, { columns: number; text: string }>()

function textOf<Row extends object>(row: Row, columns: readonly Column<Row>[]): string {
  const known = texts.get(row)
  if (known?.columns === columns.length) return known.text
  const values = columns.map((column) => column.value?.(row)).filter((value, index) => isText(value, columns[index]))
  const text = fold(values.join('\n'))
  texts.set(row, { columns: columns.length, text })
  return text
}

const isText = <Row>(value: CellValue, column: Column<Row> | undefined) =>
  typeof value === 'string' || (column?.searchable === true && value !== null && value !== undefined)

const fold = (text: string) => text.toLocaleLowerCase('sv')
const holdsAll = (text: string, words: readonly string[]) => words.every((word) => text.includes(word))
