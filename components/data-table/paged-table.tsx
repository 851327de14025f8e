'use client'

import type { ComponentProps, ReactNode } from 'react'
import type { Column } from './column'
import { DataTable } from './data-table'
import { LoadMore } from './load-more'
import { ServerFilter } from './server-filter'
import type { useMore } from './use-more'

interface PagedTableProps<Row extends object> extends ComponentProps<typeof ServerFilter> {
  label: string
  /** What `useMore` has. */
  paged: Omit<ReturnType<typeof useMore<unknown, Row>>, 'rows'> & { readonly rows: readonly Row[] }
  /** How many rows there are in all. */
  total: number
  columns: readonly Column<Row>[]
  rowKey: (row: Row) => string
  onRowHref?: (row: Row) => string
  empty: ReactNode
}

/** A list too long for a browser: searched and narrowed by the server, and read page after page by key. */
export function PagedTable<Row extends object>({ search, choice, label, paged, ...table }: PagedTableProps<Row>) {
  const { rows, next, pending, loadMore } = paged
  return (
    <section aria-label={label} className="grid gap-3">
      <ServerFilter search={search} choice={choice} />
      <DataTable label={label} rows={rows} search={false} {...table} />
      <LoadMore next={next} pending={pending} onMore={loadMore} />
    </section>
  )
}
