'use client'

import { ChartLine, Table2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'

export interface LegendItem {
  readonly label: string
  /** A CSS colour, normally one of the palette's `var(--chart-n)`. */
  readonly colour: string
  readonly isDashed?: boolean
}

/** The same figures as the chart, for who cannot or would rather not read it. Units belong in the headers. */
export interface ChartTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

interface ChartFrameProps {
  /** The question the chart answers, or its answer. */
  title: ReactNode
  /** Its unit and period. */
  description?: ReactNode
  legend?: readonly LegendItem[]
  table?: ChartTable
  /** Shown instead of the chart when there is nothing to draw. */
  empty?: ReactNode | null
  /** px */
  height?: number
  actions?: ReactNode
  className?: string
  children: ReactNode
}

/** What every chart has around it: title, unit, legend, empty state, and the same figures as a table. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, description, legend, table, empty, height = 240, actions, className, children } = props
  const t = useTranslations('charts')
  const [isTable, setIsTable] = useState(false)
  return (
    <figure className={cn('flex min-w-0 flex-col rounded-lg border bg-card', className)}>
      <figcaption className="flex items-start justify-between gap-3 px-4 pt-3 pb-2">
        <div className="min-w-0">
          <h2 className="font-medium">{title}</h2>
          {description && <p className="text-muted-foreground text-xs">{description}</p>}
        </div>
        <div className="flex shrink-0 items-center gap-1">
          {actions}
          {table && !empty && (
            <Button
              variant="ghost"
              size="icon-sm"
              aria-pressed={isTable}
              aria-label={isTable ? t('showChart') : t('showTable')}
              title={isTable ? t('showChart') : t('showTable')}
              onClick={() => setIsTable(!isTable)}
            >
              {isTable ? <ChartLine /> : <Table2 />}
            </Button>
          )}
        </div>
      </figcaption>
      {legend && legend.length > 1 && !empty && !isTable && <Legend items={legend} />}
      {empty ? (
        <div
          className="flex items-center justify-center px-4 pb-4 text-center text-muted-foreground"
          style={{ height }}
        >
          {empty}
        </div>
      ) : isTable && table ? (
        <div className="overflow-auto px-1 pb-2" style={{ height }}>
          <FiguresTable {...table} />
        </div>
      ) : (
        <div className="px-2 pb-2" style={{ height }}>
          {children}
        </div>
      )}
    </figure>
  )
}

function Legend({ items }: { items: readonly LegendItem[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 px-4 pb-1 text-muted-foreground text-xs">
      {items.map(({ label, colour, isDashed }) => (
        <li key={label} className="inline-flex items-center gap-1.5">
          <svg width="16" height="8" aria-hidden="true">
            <line
              x1="0"
              x2="16"
              y1="4"
              y2="4"
              stroke={colour}
              strokeWidth="2"
              strokeDasharray={isDashed ? '3 3' : undefined}
            />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  )
}

function FiguresTable({ columns, rows }: ChartTable) {
  return (
    <Table>
      <TableHeader>
        <TableRow>
          {columns.map((column, index) => (
            <TableHead key={column} numeric={index > 0}>
              {column}
            </TableHead>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row[0]}>
            {row.map((cell, index) => (
              <TableCell key={columns[index]} numeric={index > 0}>
                {cell}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
