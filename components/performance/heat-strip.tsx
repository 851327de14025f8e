'use client'

import { useLocale, useTranslations } from 'next-intl'
import { memo } from 'react'
import { cn } from '@/components/ui/cn'
import { plusDays } from '@/lib/performance/period'
import { formatShare } from './use-words'

interface HeatStripProps {
  /** Per day: per mille of the known time it was up; null: nothing is known. */
  days: readonly (number | null)[]
  /** The first of them, `2026-11-20`. */
  from: string
  evse: number
  /** px; drawn to fill the width it is given. */
  height?: number
  className?: string
}

/** Shorter outages than one in two thousand are not worth a mark. */
const WHOLE = 999.5
/** What is down at all is seen, however little. */
const LEAST = 0.3

/**
 * An EVSE's days as bars: neutral while all was well, coloured from below by the share of the day it could not be used, hollow where
 * nothing is known. How high it is coloured says as much as the colour. Three paths, however many days.
 */
export const HeatStrip = memo(function HeatStrip({ days, from, evse, height = 14, className }: HeatStripProps) {
  const t = useTranslations('performance.heat')
  const locale = useLocale()
  const known = days.flatMap((up, index) => (up === null ? [] : [{ up, index }]))
  const worst = known.reduce<{ up: number; index: number } | null>(
    (low, day) => (low === null || day.up < low.up ? day : low),
    null,
  )
  const mean = known.reduce((sum, { up }) => sum + up, 0) / Math.max(1, known.length) / 1000
  const label =
    worst === null
      ? t('unknown', { evse, days: days.length })
      : t('label', {
          evse,
          days: days.length,
          share: formatShare(mean, locale),
          worst: plusDays(from, worst.index),
          low: formatShare(worst.up / 1000, locale),
        })
  const path = { up: '', some: '', much: '', unknown: '' }
  for (const [index, up] of days.entries()) {
    const x = index + 0.1
    if (up === null) path.unknown += `M${x} 0.44h0.8v0.12h-0.8z`
    else {
      path.up += `M${x} 0h0.8v1h-0.8z`
      if (up >= WHOLE) continue
      const part = Math.max(LEAST, 1 - up / 1000)
      path[up < 950 ? 'much' : 'some'] += `M${x} ${(1 - part).toFixed(3)}h0.8v${part.toFixed(3)}h-0.8z`
    }
  }
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${days.length} 1`}
      preserveAspectRatio="none"
      style={{ height }}
      className={cn('block w-full', className)}
    >
      <title>{label}</title>
      <path d={path.unknown} className="fill-muted-foreground/40" />
      <path d={path.up} className="fill-foreground/15" />
      <path d={path.some} className="fill-status-attention" />
      <path d={path.much} className="fill-status-faulted" />
    </svg>
  )
})
