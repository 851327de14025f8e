// biome-ignore-all lint/a11y/useSemanticElements: a real table cannot be virtual and keep its columns' widths
// biome-ignore-all lint/a11y/useFocusableInteractive: the button inside takes the focus
'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import type { Column } from './column'

interface HeaderCellProps<Row> {
  column: Column<Row>
  index: number
  sorted: 'ascending' | 'descending' | 'none'
  onSort: (() => void) | undefined
}

export function HeaderCell<Row>({ column, index, sorted, onSort }: HeaderCellProps<Row>) {
  const t = useTranslations('common')
  const Arrow = sorted === 'descending' ? ArrowDown : ArrowUp
  return (
    <div
      role="columnheader"
      aria-colindex={index + 1}
      aria-sort={onSort ? sorted : undefined}
      className={cn(
        'flex h-8 min-w-0 items-center px-3 font-medium text-muted-foreground text-xs',
        column.numeric && 'justify-end',
      )}
    >
      {onSort ? (
        <button
          type="button"
          onClick={onSort}
          className={cn(
            'group -mx-1 flex h-6 min-w-0 items-center gap-1 rounded px-1 hover:text-foreground',
            'focus-visible:outline-2 focus-visible:outline-ring',
            column.numeric && 'flex-row-reverse',
            sorted !== 'none' && 'text-foreground',
          )}
        >
          <span className="truncate">{column.header}</span>
          <Arrow
            aria-hidden
            className={cn('size-3 shrink-0', sorted === 'none' && 'opacity-0 group-hover:opacity-50')}
          />
        </button>
      ) : column.headerCell ? (
        column.headerCell()
      ) : (
        <span className={column.header === '' ? 'sr-only' : 'truncate'}>{column.header || t('actions')}</span>
      )}
    </div>
  )
}
