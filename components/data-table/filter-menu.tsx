'use client'

import { ListFilter } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import type { Column } from './column'
import { countOptions } from './match-rows'

interface FilterMenuProps<Row> {
  column: Column<Row>
  rows: readonly Row[]
  chosen: readonly string[]
  onChange: (values: readonly string[]) => void
}

/** Chooses any of a column's values; says what is chosen without being opened. */
export function FilterMenu<Row>({ column, rows, chosen, onChange }: FilterMenuProps<Row>) {
  const t = useTranslations('table')
  const locale = useLocale()
  const [open, setOpen] = useState(false)
  // Counting is only worth it while somebody looks; the labels are needed as soon as something is chosen.
  const options = useMemo(
    () => (open || chosen.length > 0 ? countOptions(column, rows, locale) : []),
    [open, chosen.length, column, rows, locale],
  )
  const labels = chosen.map((value) => options.find((option) => option.value === value)?.label ?? value)
  const toggle = (value: string, on: boolean) =>
    onChange(on ? [...chosen, value] : chosen.filter((other) => other !== value))

  return (
    <DropdownMenu open={open} onOpenChange={setOpen}>
      <DropdownMenuTrigger asChild>
        <Button
          variant="outline"
          className={cn('max-w-64', chosen.length === 0 && 'border-dashed text-muted-foreground')}
        >
          <ListFilter aria-hidden />
          <span className="truncate">
            {column.header}
            {labels.length > 0 && `: ${labels.length > 2 ? labels.length : labels.join(', ')}`}
          </span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="max-h-80 max-w-80">
        {options.map((option) => (
          <DropdownMenuCheckboxItem
            key={option.value}
            checked={chosen.includes(option.value)}
            onCheckedChange={(on) => toggle(option.value, on === true)}
            onSelect={(event) => event.preventDefault()}
          >
            {option.mark}
            <span className="truncate">{option.label}</span>
            <span className="ml-auto pl-4 text-muted-foreground text-xs">{option.count}</span>
          </DropdownMenuCheckboxItem>
        ))}
        {options.length === 0 && <DropdownMenuItem disabled>{t('noOptions')}</DropdownMenuItem>}
        {chosen.length > 0 && (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem onSelect={() => onChange([])}>{t('clearFilter')}</DropdownMenuItem>
          </>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
