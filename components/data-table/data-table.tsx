'use client'

import {
  columnVisibilityFeature,
  createSortedRowModel,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { SearchX } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useDeferredValue, useId, useMemo } from 'react'
import { EmptyState } from '@/components/shell/empty-state'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import type { CellValue, Column, View } from './column'
import { HeaderCell } from './header-cell'
import { comparator, learnTexts, matchRows } from './match-rows'
import { Toolbar } from './toolbar'
import { useView } from './use-view'
import { VirtualRows } from './virtual-rows'

export type { Column, ColumnFilter, FilterOption } from './column'

interface DataTableProps<Row extends object> {
  /** What the list is of, for assistive technology. */
  label: string
  /** All rows; replaced, never changed in place. */
  rows: readonly Row[]
  /** Kept stable between renders. The first one carries the row's link. */
  columns: readonly Column<Row>[]
  rowKey: (row: Row) => string
  /** Where a row leads. */
  onRowHref?: (row: Row) => string
  /** The search field's invitation; false for none. */
  search?: string | false
  /** `id` or `-id`; how the rows are sorted until somebody chooses. */
  defaultSort?: string
  /** A CSV address; given the view's own query, so that what is shown is what is exported. */
  exportHref?: string
  /** Shown when there are no rows at all. */
  empty: ReactNode
  /** More controls, beside the filters. */
  toolbar?: ReactNode
  /** How many rows there are in all, when not all of them are here. */
  total?: number
  /** Tells several tables of one page apart in the URL. */
  urlPrefix?: string
  /** A CSS length; the rows scroll inside. */
  maxHeight?: string
  /** Shows the rows that match in another way than as a table; there must be some. Their order is worked out only for who asks. */
  body?: (rows: readonly Row[], inOrder: () => readonly Row[]) => ReactNode
}

const features = tableFeatures({ rowSortingFeature, columnVisibilityFeature, sortedRowModel: createSortedRowModel() })
export type TableFeaturesUsed = typeof features

/** A list of anything: 10 000 rows scroll like ten; search, filters, sort and columns live in the URL. */
export function DataTable<Row extends object>({
  label,
  rows,
  columns,
  rowKey,
  onRowHref,
  search,
  defaultSort,
  exportHref,
  empty,
  toolbar,
  total,
  urlPrefix,
  maxHeight = 'calc(100dvh - 11.5rem)',
  body,
}: DataTableProps<Row>) {
  const t = useTranslations('table')
  const locale = useLocale()
  const id = useId()
  const [view, change] = useView(columns, urlPrefix)
  // Typing stays quick: the rows follow when there is time.
  const deferred = useDeferredValue(view)
  const matching = useMemo(() => matchRows(rows, columns, deferred), [rows, columns, deferred])
  const sorting = useMemo(() => sortingOf(view.sort ?? defaultSort, columns), [view.sort, defaultSort, columns])
  useMemo(
    () =>
      learnTexts(
        matching,
        columns.find(({ id }) => id === sorting[0]?.id),
        locale,
      ),
    [matching, columns, sorting, locale],
  )
  const columnVisibility = useMemo(() => visibilityOf(view.columns, columns), [view.columns, columns])

  const definitions = useMemo(() => {
    const compare = comparator(locale)
    return columns.map((column) => ({
      id: column.id,
      accessorFn: (row: Row): CellValue => column.value?.(row) ?? undefined,
      enableSorting: column.sortable ?? column.value !== undefined,
      sortUndefined: 'last' as const,
      sortFn: (a: { getValue: (id: string) => unknown }, b: { getValue: (id: string) => unknown }, id: string) =>
        compare(a.getValue(id) as CellValue, b.getValue(id) as CellValue),
    }))
  }, [columns, locale])

  const table = useTable({
    features,
    columns: definitions,
    data: matching,
    getRowId: rowKey,
    enableSortingRemoval: false,
    enableMultiSort: false,
    state: { sorting, columnVisibility },
    onSortingChange: () => {},
    onColumnVisibilityChange: () => {},
  })

  const shown = columns.filter((column) => columnVisibility[column.id])
  const template = shown.map(({ width = 120 }) => `minmax(${width}px, ${width}fr)`).join(' ')
  const minWidth = shown.reduce((sum, { width = 120 }) => sum + width, 0)
  const isNarrowed = view.search !== '' || Object.values(view.filters).some((values) => values.length > 0)
  const clear = () =>
    change({
      search: '',
      filters: Object.fromEntries(columns.filter((column) => column.filter).map((column) => [column.id, []])),
    })
  const sortBy = (column: Column<Row>) => {
    const [now] = sorting
    const descends = now?.id === column.id ? !now.desc : column.numeric === true
    change({ sort: `${descends ? '-' : ''}${column.id}` })
  }

  if (rows.length === 0) return <div className="rounded-lg border bg-card">{empty}</div>
  const nothing = (
    <EmptyState
      icon={<SearchX />}
      title={t('noMatch.title')}
      text={t('noMatch.text')}
      action={
        <Button variant="outline" onClick={clear}>
          {t('clear')}
        </Button>
      }
      className={cn('sticky left-0')}
    />
  )

  return (
    <div className="flex min-w-0 flex-col gap-3">
      <Toolbar
        rows={rows}
        columns={columns}
        view={view}
        visibility={columnVisibility}
        onChange={change}
        onClear={isNarrowed ? clear : undefined}
        hasColumns={body === undefined}
        search={search}
        exportHref={exportHref}
        count={t('count', { shown: matching.length, all: total ?? rows.length })}
        tableId={id}
      >
        {toolbar}
      </Toolbar>
      {body ? (
        <div id={id}>
          {matching.length === 0 ? (
            <div className="rounded-lg border bg-card">{nothing}</div>
          ) : (
            body(matching, () => table.getRowModel().rows.map(({ original }) => original))
          )}
        </div>
      ) : (
        <VirtualRows
          id={id}
          label={label}
          rows={table.getRowModel().rows}
          columns={shown}
          template={template}
          minWidth={minWidth}
          maxHeight={maxHeight}
          onRowHref={onRowHref}
          header={shown.map((column, index) => (
            <HeaderCell
              key={column.id}
              column={column}
              index={index}
              sorted={sorting[0]?.id === column.id ? (sorting[0].desc ? 'descending' : 'ascending') : 'none'}
              onSort={(column.sortable ?? column.value !== undefined) ? () => sortBy(column) : undefined}
            />
          ))}
          nothing={nothing}
        />
      )}
    </div>
  )
}

function sortingOf<Row>(sort: string | null | undefined, columns: readonly Column<Row>[]): SortingState {
  if (!sort) return []
  const desc = sort.startsWith('-')
  const id = desc ? sort.slice(1) : sort
  return columns.some((column) => column.id === id) ? [{ id, desc }] : []
}

function visibilityOf<Row>(chosen: View['columns'], columns: readonly Column<Row>[]): Record<string, boolean> {
  return Object.fromEntries(
    columns.map((column) => [column.id, column.required || (chosen ? chosen.includes(column.id) : !column.hidden)]),
  )
}
