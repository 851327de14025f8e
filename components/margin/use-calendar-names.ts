'use client'

import { useLocale } from 'next-intl'

const tag = (locale: string) => (locale === 'sv' ? 'sv-SE' : 'en-GB')

/** Short names of the months, January first. */
export function useMonthNames(): readonly string[] {
  const format = new Intl.DateTimeFormat(tag(useLocale()), { month: 'short', timeZone: 'UTC' })
  return Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2026, month, 15)))
}

/** Short names of the days, Monday first. */
export function useWeekdayNames(): readonly string[] {
  const format = new Intl.DateTimeFormat(tag(useLocale()), { weekday: 'short', timeZone: 'UTC' })
  // 5 January 2026 is a Monday.
  return Array.from({ length: 7 }, (_, day) => format.format(Date.UTC(2026, 0, 5 + day)))
}
