'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Column, View } from '@/components/data-table/column'
import { FilterMenu } from '@/components/data-table/filter-menu'
import { Input } from '@/components/ui/input'
import type { ListedFault } from './listed-fault'

interface BoardFiltersProps {
  rows: readonly ListedFault[]
  columns: readonly Column<ListedFault>[]
  view: View
  onChange: (change: Partial<View>) => void
  /** How many are on the board. */
  count: number
}

/** The list's own search and filters over the board; its columns are the stages, so that one is left out. */
export function BoardFilters({ rows, columns, view, onChange, count }: BoardFiltersProps) {
  const t = useTranslations('faults')
  const table = useTranslations('table')
  return (
    <div className="flex flex-wrap items-center gap-2">
      <div className="relative w-full sm:w-64">
        <Search className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted-foreground" aria-hidden />
        <Input
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          value={view.search}
          onChange={({ target }) => onChange({ search: target.value })}
          className="pl-8 [&::-webkit-search-cancel-button]:hidden"
        />
      </div>
      {columns
        .filter(({ filter, id }) => filter && id !== 'stage')
        .map((column) => (
          <FilterMenu
            key={column.id}
            column={column}
            rows={rows}
            chosen={view.filters[column.id] ?? []}
            onChange={(values) => onChange({ filters: { [column.id]: values } })}
          />
        ))}
      <output className="ml-auto whitespace-nowrap text-muted-foreground text-xs">
        {table('count', { shown: count, all: rows.length })}
      </output>
    </div>
  )
}
