'use client'

import { useLocale } from 'next-intl'
import { useSyncExternalStore } from 'react'
import {
  ABSENT,
  type DateStyle,
  formatAgo,
  formatDate,
  formatDuration,
  formatKw,
  formatKwh,
  formatMoney,
} from './format-values'

type Maybe<T> = T | null | undefined

/** An amount in words; a missing amount is a dash, never 0. */
export function Money({ amount, currency }: { amount: Maybe<string | number>; currency: Maybe<string> }) {
  const locale = useLocale()
  return <Figure>{amount == null || !currency ? ABSENT : formatMoney(amount, currency, locale)}</Figure>
}

interface Measure {
  digits?: number
  /** false where the column header carries the unit */
  unit?: boolean
}

/** Energy in kWh. */
export function Energy({ wh, digits = 2, unit = true }: { wh: Maybe<string | number> } & Measure) {
  const locale = useLocale()
  return <Figure>{wh == null ? ABSENT : `${formatKwh(wh, locale, digits)}${unit ? '\u00a0kWh' : ''}`}</Figure>
}

/** Power in kW. */
export function Power({ w, digits = 1, unit = true }: { w: Maybe<string | number> } & Measure) {
  const locale = useLocale()
  return <Figure>{w == null ? ABSENT : `${formatKw(w, locale, digits)}${unit ? '\u00a0kW' : ''}`}</Figure>
}

export function Duration({ seconds }: { seconds: Maybe<number> }) {
  return <Figure>{seconds == null ? ABSENT : formatDuration(seconds)}</Figure>
}

/** Time since `from`, ticking; until `to` when it is over. */
export function Elapsed({ from, to }: { from: Maybe<string>; to?: Maybe<string> }) {
  const now = useNow(to ? 0 : 1000)
  if (!from) return <Figure>{ABSENT}</Figure>
  return <Figure>{formatDuration(((to ? Date.parse(to) : now) - Date.parse(from)) / 1000)}</Figure>
}

interface DateTimeProps {
  at: Maybe<string | Date>
  format?: DateStyle
  /** The site's zone; the home zone when the time belongs to no site. */
  timeZone?: string
}

export function DateTime({ at, format = 'date-time', timeZone }: DateTimeProps) {
  const locale = useLocale()
  if (!at) return <Figure>{ABSENT}</Figure>
  return (
    <time dateTime={new Date(at).toISOString()} className="whitespace-nowrap" suppressHydrationWarning>
      {formatDate(at, locale, format, timeZone)}
    </time>
  )
}

/** How long ago, ticking; the exact time on hover. */
export function Ago({ at, timeZone }: { at: Maybe<string | Date>; timeZone?: string }) {
  const locale = useLocale()
  const now = useNow(1000)
  if (!at) return <Figure>{ABSENT}</Figure>
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={formatDate(at, locale, 'date-time-seconds', timeZone)}
      className="whitespace-nowrap"
      suppressHydrationWarning
    >
      {formatAgo(at, now, locale)}
    </time>
  )
}

// The server's and the browser's number formatting may differ in a space; not worth a re-render.
function Figure({ children }: { children: string }) {
  return (
    <span className="whitespace-nowrap" suppressHydrationWarning>
      {children}
    </span>
  )
}

// One timer for all ticking figures on the page.
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void) {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const each of listeners) each()
  }, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0 && timer) {
      clearInterval(timer)
      timer = undefined
    }
  }
}
const never = () => () => {}

/** False while the server's page is taken over, true from then on. */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}

/** Now in milliseconds, ticking every second (0: standing still). */
export function useNow(everyMs: 0 | 1000 = 1000): number {
  const read = () => Math.floor(Date.now() / 1000) * 1000
  return useSyncExternalStore(everyMs ? subscribe : never, read, read)
}
