'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { memo, type RefObject, useEffect, useRef, useState } from 'react'
import { useLiveStation } from '@/components/live/use-live'
import { cn } from '@/components/ui/cn'
import { ConnectorDots } from './connector-dots'
import { type StationListRow, stationStatus } from './station-list-row'

const TILE_WIDTH = 184
const TILE_HEIGHT = 76
const GAP = 8
/** Until the width is known: what a desk's screen holds. */
const FIRST_COLUMNS = 6

/** A tile per station, only those in view drawn: a whole network at a glance, what is wrong in colour. */
export function StationTiles({ rows }: { rows: readonly StationListRow[] }) {
  const t = useTranslations('stations')
  const scroller = useRef<HTMLUListElement>(null)
  const columns = useColumns(scroller)
  const virtualizer = useVirtualizer({
    count: Math.ceil(rows.length / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => TILE_HEIGHT + GAP,
    overscan: 4,
    initialRect: { width: 1200, height: 800 },
  })
  return (
    <ul
      ref={scroller}
      aria-label={t('title')}
      className="relative max-h-[calc(100dvh-11.5rem)] overflow-y-auto overscroll-contain"
    >
      <li aria-hidden style={{ height: virtualizer.getTotalSize() - GAP }} />
      {virtualizer
        .getVirtualItems()
        .flatMap((line) =>
          rows
            .slice(line.index * columns, (line.index + 1) * columns)
            .map((row, at) => (
              <Tile
                key={row.station.id}
                row={row}
                position={line.index * columns + at + 1}
                count={rows.length}
                top={line.start}
                left={`calc((100% + ${GAP}px) / ${columns} * ${at})`}
                width={`calc((100% + ${GAP}px) / ${columns} - ${GAP}px)`}
              />
            )),
        )}
    </ul>
  )
}

interface TileProps {
  row: StationListRow
  position: number
  count: number
  top: number
  left: string
  width: string
}

const TROUBLE: Partial<Record<ReturnType<typeof stationStatus>, string>> = {
  faulted: 'border-status-faulted/60 bg-status-faulted/8',
  offline: 'border-dashed',
  unavailable: 'border-status-unavailable/60',
}

const Tile = memo(function Tile({ row, position, count, top, left, width }: TileProps) {
  const status = stationStatus(useLiveStation(row.station.id, row.station))
  return (
    <li
      aria-posinset={position}
      aria-setsize={count}
      className="absolute top-0"
      style={{ left, width, height: TILE_HEIGHT, transform: `translateY(${top}px)` }}
    >
      <Link
        href={`/stations/${encodeURIComponent(row.station.id)}`}
        prefetch={false}
        className={cn(
          'flex h-full flex-col justify-between rounded-lg border bg-card px-3 py-2 hover:border-foreground/40',
          'focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-ring',
          TROUBLE[status],
        )}
      >
        <span className="min-w-0">
          <span className="block truncate font-medium leading-5">{row.name || row.station.id}</span>
          <span className="block truncate text-muted-foreground text-xs">{row.siteName}</span>
        </span>
        <span className="flex min-w-0 text-xs">
          <ConnectorDots initial={row.station} />
        </span>
      </Link>
    </li>
  )
})

/** How many tiles stand side by side. */
function useColumns(element: RefObject<HTMLElement | null>): number {
  const [columns, setColumns] = useState(FIRST_COLUMNS)
  useEffect(() => {
    const box = element.current
    if (!box) return
    const observer = new ResizeObserver(() =>
      setColumns(Math.max(1, Math.floor((box.clientWidth + GAP) / (TILE_WIDTH + GAP)))),
    )
    observer.observe(box)
    return () => observer.disconnect()
  }, [element])
  return columns
}
