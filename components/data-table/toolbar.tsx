'use client'

import { Columns3, Download, Search, X } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import { Input } from '@/components/ui/input'
import type { Column, View } from './column'
import { FilterMenu } from './filter-menu'

interface ToolbarProps<Row> {
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  view: View
  visibility: Readonly<Record<string, boolean>>
  onChange: (change: Partial<View>) => void
  /** Present while something is searched for or filtered by. */
  onClear: (() => void) | undefined
  search: string | false | undefined
  /** Columns to choose among. */
  hasColumns: boolean
  exportHref: string | undefined
  /** How many of how many, in words. */
  count: string
  tableId: string
  children: ReactNode
}

export function Toolbar<Row>(props: ToolbarProps<Row>) {
  const {
    rows,
    columns,
    view,
    visibility,
    onChange,
    onClear,
    search,
    hasColumns,
    exportHref,
    count,
    tableId,
    children,
  } = props
  const t = useTranslations('table')
  const query = useSearchParams().toString()
  return (
    <div className="flex flex-wrap items-center gap-2">
      {search !== false && (
        <div className="relative w-full sm:w-64">
          <Search className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted-foreground" aria-hidden />
          <Input
            type="search"
            aria-label={search ?? t('search')}
            aria-controls={tableId}
            placeholder={search ?? t('search')}
            value={view.search}
            onChange={(event) => onChange({ search: event.target.value })}
            className="pl-8 [&::-webkit-search-cancel-button]:hidden"
          />
        </div>
      )}
      {columns
        .filter((column) => column.filter)
        .map((column) => (
          <FilterMenu
            key={column.id}
            column={column}
            rows={rows}
            chosen={view.filters[column.id] ?? []}
            onChange={(values) => onChange({ filters: { [column.id]: values } })}
          />
        ))}
      {children}
      {onClear && (
        <Button variant="ghost" onClick={onClear} className="text-muted-foreground">
          <X aria-hidden />
          {t('clear')}
        </Button>
      )}
      <div className="ml-auto flex items-center gap-2">
        <output className="whitespace-nowrap text-muted-foreground text-xs" htmlFor={tableId}>
          {count}
        </output>
        {hasColumns && (
          <ColumnMenu columns={columns} visibility={visibility} onChange={(chosen) => onChange({ columns: chosen })} />
        )}
        {exportHref && (
          <Button asChild variant="outline">
            <a href={query ? `${exportHref}?${query}` : exportHref} download>
              <Download aria-hidden />
              <span className="max-sm:sr-only">{t('export')}</span>
            </a>
          </Button>
        )}
      </div>
    </div>
  )
}

interface ColumnMenuProps<Row> {
  columns: readonly Column<Row>[]
  visibility: Readonly<Record<string, boolean>>
  onChange: (chosen: readonly string[] | null) => void
}

function ColumnMenu<Row>({ columns, visibility, onChange }: ColumnMenuProps<Row>) {
  const t = useTranslations('table')
  const toggle = (id: string, shown: boolean) => {
    const chosen = columns
      .filter((column) => (column.id === id ? shown : visibility[column.id]))
      .map((column) => column.id)
    const usual = columns.filter((column) => column.required || !column.hidden).map((column) => column.id)
    onChange(chosen.join() === usual.join() ? null : chosen)
  }
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline" size="icon" aria-label={t('columns')}>
          <Columns3 aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuLabel>{t('columns')}</DropdownMenuLabel>
        {columns
          .filter((column) => !column.required && column.header)
          .map((column) => (
            <DropdownMenuCheckboxItem
              key={column.id}
              checked={visibility[column.id]}
              onCheckedChange={(shown) => toggle(column.id, shown === true)}
              // Several columns are often chosen in one go.
              onSelect={(event) => event.preventDefault()}
            >
              {column.header}
            </DropdownMenuCheckboxItem>
          ))}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
