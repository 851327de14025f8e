// biome-ignore-all lint/a11y/useSemanticElements: a real table cannot be virtual and keep its columns' widths
// biome-ignore-all lint/a11y/useFocusableInteractive: a row's link or first cell takes its focus
'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import Link from 'next/link'
import { type KeyboardEvent, memo, type ReactNode, useEffect, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import type { Column } from './column'

const ROW_HEIGHT = 40

interface VirtualRowsProps<Row extends object> {
  id: string
  label: string
  rows: readonly { readonly id: string; readonly original: Row }[]
  columns: readonly Column<Row>[]
  /** The columns' widths as grid tracks. */
  template: string
  minWidth: number
  maxHeight: string
  onRowHref: ((row: Row) => string) | undefined
  header: ReactNode
  /** In place of the rows when none match. */
  nothing: ReactNode
}

/** Draws only the rows in view. Arrow keys, Home, End and Page keys move between rows; Enter follows the row's link. */
export function VirtualRows<Row extends object>(props: VirtualRowsProps<Row>) {
  const { id, label, rows, columns, template, minWidth, maxHeight, onRowHref, header, nothing } = props
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  const wanted = useRef<number | null>(null)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 12,
    scrollPaddingStart: 32,
    // So that the server draws the first rows too.
    initialRect: { width: 1200, height: 800 },
  })

  // A row reached by key may have to be drawn before it can be focused.
  useEffect(() => {
    if (wanted.current === null) return
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"] [data-row-focus]`)
    if (row) {
      wanted.current = null
      row.focus({ preventScroll: true })
    }
  })

  const move = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || !event.target.hasAttribute('data-row-focus')) return
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2)
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -rows.length,
      End: rows.length,
      // As in mail and code.
      j: 1,
      k: -1,
    }
    const step = steps[event.key]
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const next = Math.min(rows.length - 1, Math.max(0, Math.min(active, rows.length - 1) + step))
    wanted.current = next
    setActive(next)
    virtualizer.scrollToIndex(next)
  }

  const tabStop = Math.min(active, rows.length - 1)
  const items = virtualizer.getVirtualItems()
  // The tab stop must exist even when its row has scrolled away.
  const stop = items.some((item) => item.index === tabStop) ? tabStop : (items[0]?.index ?? 0)

  return (
    <div
      ref={scroller}
      id={id}
      role="table"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      className="relative overflow-auto overscroll-contain rounded-lg border bg-card"
      style={{ maxHeight }}
      onKeyDown={move}
    >
      <div role="rowgroup" className="sticky top-0 z-10 border-b bg-card" style={{ minWidth }}>
        <div role="row" aria-rowindex={1} className="grid" style={{ gridTemplateColumns: template }}>
          {header}
        </div>
      </div>
      {rows.length === 0 ? (
        nothing
      ) : (
        <div role="rowgroup" className="relative" style={{ height: virtualizer.getTotalSize(), minWidth }}>
          {items.map((item) => {
            const row = rows[item.index]
            return (
              row && (
                <Row
                  key={row.id}
                  id={row.id}
                  row={row.original}
                  index={item.index}
                  top={item.start}
                  columns={columns}
                  template={template}
                  href={onRowHref?.(row.original)}
                  isTabStop={item.index === stop}
                  onFocus={setActive}
                />
              )
            )
          })}
        </div>
      )}
    </div>
  )
}

interface RowProps<Row> {
  id: string
  row: Row
  index: number
  top: number
  columns: readonly Column<Row>[]
  template: string
  href: string | undefined
  isTabStop: boolean
  onFocus: (index: number) => void
}

/** Redrawn only when its own data or place changes: what keeps a live list of thousands quiet. */
const Row = memo(function Row<Data>({
  id,
  row,
  index,
  top,
  columns,
  template,
  href,
  isTabStop,
  onFocus,
}: RowProps<Data>) {
  const linked = columns.findIndex(({ leading }) => !leading)
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      data-row-id={id}
      onFocus={() => onFocus(index)}
      className={cn(
        'absolute inset-x-0 grid items-center border-b transition-colors last:border-b-0 hover:bg-muted/60',
        'has-[[data-row-focus]:focus-visible]:bg-muted has-[[role=checkbox][data-state=checked]]:bg-accent',
      )}
      style={{ gridTemplateColumns: template, height: ROW_HEIGHT, transform: `translateY(${top}px)` }}
    >
      {columns.map((column, at) => {
        const content = column.cell ? column.cell(row) : (column.value?.(row) ?? '–')
        return (
          <div
            key={column.id}
            role="cell"
            aria-colindex={at + 1}
            className={cn(
              'flex h-full min-w-0 items-center gap-1.5 px-3',
              column.numeric && 'justify-end',
              // What can be pressed lies above the row's link.
              at !== linked && '[&_a]:relative [&_a]:z-1 [&_button]:relative [&_button]:z-1',
            )}
          >
            {at === linked ? (
              <RowFocus href={href} tabIndex={isTabStop ? 0 : -1} content={content} />
            ) : (
              <Truncated>{content}</Truncated>
            )}
          </div>
        )
      })}
    </div>
  )
}) as <Data>(props: RowProps<Data>) => ReactNode

/** The row's one tab stop. As a link it covers the whole row, so that every way of opening a link works anywhere on it. */
function RowFocus({ href, tabIndex, content }: { href: string | undefined; tabIndex: number; content: ReactNode }) {
  if (!href) {
    return (
      <span
        data-row-focus
        tabIndex={tabIndex}
        className="min-w-0 truncate rounded-sm focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-ring"
      >
        {content}
      </span>
    )
  }
  return (
    <Link
      href={href}
      prefetch={false}
      data-row-focus
      tabIndex={tabIndex}
      className={cn(
        'min-w-0 truncate font-medium outline-none after:absolute after:inset-0',
        'focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring',
      )}
    >
      {content}
    </Link>
  )
}

function Truncated({ children }: { children: ReactNode }) {
  return typeof children === 'string' ? (
    <span className="truncate" title={children}>
      {children}
    </span>
  ) : (
    children
  )
}
