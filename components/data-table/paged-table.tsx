'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Column } from './column'
import { DataTable } from './data-table'
import { FilterBar } from './filter-bar'
import { LoadMore } from './load-more'
import type { useMore } from './use-more'

interface PagedTableProps<Row extends object> {
  /** The search field's invitation. */
  search: string
  /** What is chosen among, under this name in the address. */
  choice: { name: string; label: string; options: readonly { value: string; label: string }[] }
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
  const t = useTranslations('table')
  const { rows, next, pending, loadMore } = paged
  return (
    <section aria-label={label} className="grid gap-3">
      <FilterBar
        filters={[
          { kind: 'search', name: 'q', label: search },
          { kind: 'choice', ...choice, any: `${choice.label}: ${t('all')}` },
        ]}
      />
      <DataTable label={label} rows={rows} search={false} {...table} />
      <LoadMore next={next} pending={pending} onMore={loadMore} />
    </section>
  )
}
