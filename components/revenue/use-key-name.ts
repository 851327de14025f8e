'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { NamedKey } from '@/lib/revenue/queries/get-revenue'

/** 1970-01-05 was a Monday. */
const weekdayName = (weekday: number, locale: string) =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(1970, 0, 4 + weekday))

/** What a value that revenue is split by is called. */
export function useKeyName(): (key: NamedKey) => string {
  const t = useTranslations('revenue')
  const locale = useLocale()
  return ({ dimension, value, name }) => {
    if (dimension === 'means') return t(`means.${value}` as 'means.card')
    if (dimension === 'weekday') return weekdayName(Number(value), locale)
    if (dimension === 'hour') {
      const hour = value.padStart(2, '0')
      return `${hour}–${String((Number(value) + 1) % 24).padStart(2, '0')}`
    }
    return name ?? t(value === '0' ? `none.${dimension}` : 'none.gone', { id: value })
  }
}
