'use client'

import { useTranslations } from 'next-intl'
import { type MouseEvent, memo } from 'react'
import { StatusDot } from '@/components/stations/status-badge'
import type { Placing } from './frame'
import { markHref } from './mark-href'
import type { MapMark } from './marks-of'

interface MarksProps {
  marks: readonly MapMark[]
  place: Placing
  /** Kept stable. */
  onOpen: (mark: MapMark) => void
}

/** The sites over the map, near ones as one mark, each a link of its own. A move only shifts what is there. */
export function Marks({ marks, place, onOpen }: MarksProps) {
  return marks.map((mark) => {
    const at = place.point(mark.x, mark.y)
    return (
      at && (
        <div key={mark.key} className="absolute top-0 left-0 hover:z-10" style={at}>
          <Mark mark={mark} onOpen={onOpen} />
        </div>
      )
    )
  })
}

/** Redrawn only when it says something else: there may be hundreds, and they move with the map. */
const Mark = memo(
  function Mark({ mark, onOpen }: { mark: MapMark; onOpen: (mark: MapMark) => void }) {
    const t = useTranslations('map')
    const { key, site, siteCount, stationCount, brokenCount, worst } = mark
    const name = site?.name ?? t('sites', { count: siteCount })
    const words = t('mark', { name, count: stationCount, broken: brokenCount })
    const open = (event: MouseEvent) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      onOpen(mark)
    }
    return (
      // Its click is ours where the page is alive; where it is not, the address says the same.
      <a
        href={markHref(mark)}
        data-mark={key}
        title={words}
        aria-label={words}
        onClick={open}
        draggable={false}
        className="pointer-events-auto inline-flex h-6 -translate-x-1/2 -translate-y-1/2 items-center gap-1 rounded-full border bg-popover px-1.5 font-medium text-xs shadow-sm hover:border-foreground/40 focus-visible:outline-2 focus-visible:outline-ring"
      >
        <StatusDot status={worst} label={words} size={11} />
        {brokenCount > 0 ? `${brokenCount}/${stationCount}` : stationCount}
      </a>
    )
  },
  (before, now) => before.onOpen === now.onOpen && saysTheSame(before.mark, now.mark),
)

/** A mark's sites are in its key. */
const saysTheSame = (before: MapMark, now: MapMark): boolean =>
  before.key === now.key &&
  before.stationCount === now.stationCount &&
  before.brokenCount === now.brokenCount &&
  before.worst === now.worst
