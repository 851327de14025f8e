import type { ReactNode } from 'react'

export type CellValue = string | number | boolean | null | undefined

/** One column of a DataTable. Keep the array stable (module scope or useMemo). */
export interface Column<Row> {
  /** Also its name in the URL. */
  readonly id: string
  /** In words; carries the unit of a numeric column. '': a column of buttons, named for those who hear the page. */
  readonly header: string
  /** What is sorted and searched by; null sorts last in both directions. */
  readonly value?: (row: Row) => CellValue
  /** What is shown; the value itself when absent. */
  readonly cell?: (row: Row) => ReactNode
  /** Right-aligned. */
  readonly numeric?: boolean
  /** Least width in px, and its share of what is left over. Default 120. */
  readonly width?: number
  /** Default: wherever there is a value. */
  readonly sortable?: boolean
  /** Default: text values. */
  readonly searchable?: boolean
  /** Not shown until chosen. */
  readonly hidden?: boolean
  /** Cannot be hidden, e.g. the name that carries the row's link (the first column that is not `leading`). */
  readonly required?: boolean
  /** Stands before the row's link, e.g. a box to tick. */
  readonly leading?: boolean
  /** In place of the header's words, e.g. a box that ticks all; `header` still names the column. */
  readonly headerCell?: () => ReactNode
  /** Offers a choice of values; without options they are taken from the rows. */
  readonly filter?: ColumnFilter<Row>
}

export interface ColumnFilter<Row> {
  /** The row's value (or values) among the options; `value` when absent. */
  readonly value?: (row: Row) => string | readonly string[] | null
  readonly options?: readonly FilterOption[]
}

export interface FilterOption {
  readonly value: string
  readonly label: string
  /** E.g. a status dot. */
  readonly mark?: ReactNode
}

/** What the reader asked to see; kept in the URL. */
export interface View {
  readonly search: string
  /** A column's id, `-id` for descending; null: as the rows come. */
  readonly sort: string | null
  /** Column id → the values chosen; any of them matches. */
  readonly filters: Readonly<Record<string, readonly string[]>>
  /** The ids of the columns shown; null: the default ones. */
  readonly columns: readonly string[] | null
}
