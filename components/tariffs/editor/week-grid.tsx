'use client'

import { useLocale, useTranslations } from 'next-intl'
import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { type Block, blockBetween, isWithin, paintBlock } from '@/lib/tariffs/draft/paint-week'
import { levelColour, levelLetter } from '../week-colours'

interface WeekGridProps {
  week: readonly number[]
  /** What is painted with; 0: the base. */
  brush: number
  /** By level: its letter and price in words. */
  names: readonly string[]
  onPaint: (week: number[]) => void
  /** A number key chooses what to paint with. */
  onBrush: (level: number) => void
}

const WIDE = '(min-width: 640px)'

/**
 * The week's hours, painted in rectangles: pressed and drawn with a mouse or a finger, or with the keyboard (arrows, with shift to
 * widen, space to paint, digits to change what is painted with). Painting over hours that already have the brush's price from their
 * first one on takes it away. Days are rows where there is room, columns on a phone.
 */
export function WeekGrid({ week, brush, names, onPaint, onBrush }: WeekGridProps) {
  const t = useTranslations('tariffEditor.week')
  const locale = useLocale()
  const grid = useRef<HTMLTableElement>(null)
  const [focus, setFocus] = useState(0)
  /** Where a rectangle began; null: none is being drawn. */
  const [anchor, setAnchor] = useState<number | null>(null)
  const [isDrawing, setDrawing] = useState(false)
  const block = blockBetween(anchor ?? focus, focus)
  const days = useMemo(() => dayNames(locale), [locale])

  /** What a rectangle that begins there becomes. */
  const painted = (first: number) => (week[first] === brush ? 0 : brush)
  /** What was painted last, for who does not see it. */
  const [said, setSaid] = useState('')
  const paint = (area: Block, first: number) => {
    const level = painted(first)
    onPaint(paintBlock(week, area, level))
    const [from, until] = area.days
    const day = from === until ? days[from]!.long : `${days[from]!.long}–${days[until]!.long}`
    setSaid(t('cell', { day, hours: hoursText(...area.hours), price: names[level] ?? '' }))
  }

  const goTo = (index: number, extend: boolean) => {
    setAnchor(extend ? (anchor ?? focus) : null)
    setFocus(index)
    grid.current?.querySelector<HTMLElement>(`[data-hour="${index}"]`)?.focus()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    // The names of days and hours are buttons of their own, and the browser's shortcuts are the browser's.
    const isCell = event.target instanceof HTMLElement && event.target.dataset.hour !== undefined
    if (!isCell || event.ctrlKey || event.metaKey || event.altKey) return
    const isWide = window.matchMedia(WIDE).matches
    const [day, hour] = [Math.floor(focus / 24), focus % 24]
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key]
    if (step) {
      const [days, hours] = isWide ? step : [step[1]!, step[0]!]
      goTo(clamp(day + days!, 6) * 24 + clamp(hour + hours!, 23), event.shiftKey)
    } else if (event.key === 'Home') goTo(day * 24, event.shiftKey)
    else if (event.key === 'End') goTo(day * 24 + 23, event.shiftKey)
    else if (event.key === ' ' || event.key === 'Enter') {
      paint(block, anchor ?? focus)
      setAnchor(null)
    } else if (event.key === 'Escape' && anchor !== null) setAnchor(null)
    else if (/^\d$/.test(event.key) && Number(event.key) < names.length) onBrush(Number(event.key))
    else return
    event.preventDefault()
  }

  const hourAt = (event: PointerEvent): number | null => {
    const said = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-hour]')
    return said && grid.current?.contains(said) ? Number(said.dataset.hour) : null
  }

  const onPointerDown = (event: PointerEvent) => {
    const hour = hourAt(event)
    if (hour === null || event.button !== 0) return
    event.preventDefault()
    grid.current?.setPointerCapture(event.pointerId)
    setAnchor(hour)
    setFocus(hour)
    setDrawing(true)
    grid.current?.querySelector<HTMLElement>(`[data-hour="${hour}"]`)?.focus({ preventScroll: true })
  }
  const onPointerMove = (event: PointerEvent) => {
    if (!isDrawing) return
    const hour = hourAt(event)
    if (hour !== null) setFocus(hour)
  }
  const onPointerUp = () => {
    if (!isDrawing) return
    paint(block, anchor ?? focus)
    setDrawing(false)
    setAnchor(null)
  }

  return (
    <>
      <table
        ref={grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA's grid pattern, on the table that it is
        role="grid"
        aria-label={t('grid')}
        aria-multiselectable
        onKeyDown={onKeyDown}
        onFocus={({ target }) => {
          const hour = target.closest<HTMLElement>('[data-hour]')?.dataset.hour
          if (hour !== undefined) setFocus(Number(hour))
        }}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => {
          setDrawing(false)
          setAnchor(null)
        }}
        className={cn(
          'grid select-none gap-px overflow-hidden rounded-md text-xs',
          'grid-flow-col grid-cols-[2.5rem_repeat(7,minmax(0,1fr))] grid-rows-[1.5rem_repeat(24,1.375rem)]',
          'sm:grid-flow-row sm:grid-cols-[2.75rem_repeat(24,minmax(0,1fr))] sm:grid-rows-[1.25rem_repeat(7,1.875rem)]',
        )}
      >
        <thead className="contents">
          <tr className="contents">
            <td />
            {HOURS.map((hour) => (
              <th key={hour} scope="col" className="flex font-normal">
                <button
                  type="button"
                  tabIndex={-1}
                  aria-label={t('wholeHour', { hours: hoursText(hour) })}
                  onClick={() => paint({ days: [0, 6], hours: [hour, hour] }, hour)}
                  className={cn(
                    'text-muted-foreground hover:text-foreground',
                    hour % 3 !== 0 && 'sm:opacity-0 sm:hover:opacity-100',
                  )}
                >
                  {String(hour).padStart(2, '0')}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="contents">
          {days.map(({ long, short }, day) => (
            <tr key={long} className="contents">
              <th scope="row" className="flex font-normal max-sm:justify-center">
                <button
                  type="button"
                  tabIndex={-1}
                  aria-label={t('wholeDay', { day: long })}
                  onClick={() => paint({ days: [day, day], hours: [0, 23] }, day * 24)}
                  className="text-muted-foreground hover:text-foreground"
                >
                  {short}
                </button>
              </th>
              {HOURS.map((hour) => {
                const index = day * 24 + hour
                const level = week[index] ?? 0
                const isMarked = anchor !== null && isWithin(block, index)
                const isRunStart = hour === 0 || week[index - 1] !== level
                return (
                  <td
                    key={hour}
                    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: as above
                    role="gridcell"
                    data-hour={index}
                    tabIndex={index === focus ? 0 : -1}
                    aria-selected={isMarked || index === focus}
                    aria-label={t('cell', { day: long, hours: hoursText(hour), price: names[level] ?? '' })}
                    style={{ background: levelColour(isMarked && isDrawing ? painted(anchor) : level) }}
                    className={cn(
                      'flex cursor-crosshair touch-none items-center justify-center p-0 font-medium text-foreground/80',
                      'focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-foreground',
                      isMarked && 'outline-1 -outline-offset-1 outline-foreground/60',
                    )}
                  >
                    {isRunStart && !isMarked && <span aria-hidden>{levelLetter(level)}</span>}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  )
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour)
const clamp = (value: number, most: number) => Math.max(0, Math.min(most, value))
const hoursText = (first: number, last = first) =>
  `${String(first).padStart(2, '0')}–${String(last + 1).padStart(2, '0')}`

export function dayNames(locale: string) {
  const region = locale === 'sv' ? 'sv-SE' : 'en-GB'
  const name = (weekday: 'long' | 'short') => new Intl.DateTimeFormat(region, { weekday, timeZone: 'UTC' })
  return HOURS.slice(0, 7).map((day) => {
    const at = Date.UTC(2024, 0, 1 + day)
    return { long: name('long').format(at), short: name('short').format(at) }
  })
}
