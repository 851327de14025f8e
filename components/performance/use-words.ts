'use client'

import { useLocale, useTranslations } from 'next-intl'
import { EXCLUSION_REASONS, type ExclusionReason } from '@/lib/performance/evse-facts'

/** What causes are called, by key of the fault knowledge. */
export type Titles = Readonly<Record<string, string>>

/** Words for the keys that days count by. */
export function useWords(titles: Titles) {
  const t = useTranslations('performance')
  const locale = useLocale()
  const nameOf = (key: string) => (key === 'unknown' ? t('cause.unknown') : (titles[key] ?? key))
  return {
    /** `offline`, `faulted:GroundFailure` … */
    cause(key: string): string {
      if (key === 'offline' || key === 'our-side' || key === 'unavailable') return t(`cause.${key}`)
      const [kind, ...rest] = key.split(':')
      const name = nameOf(rest.join(':'))
      return kind === 'fault' ? t('cause.fault', { name }) : rest[0] === 'unknown' ? name : t('cause.faulted', { name })
    },
    exclusion: (key: string): string =>
      (EXCLUSION_REASONS as readonly string[]).includes(key) ? t(`exclusion.${key as ExclusionReason}`) : key,
    /** `good`, or a key of the reason tree. */
    outcome: (key: string): string =>
      key === 'good' ? t('outcome.good') : t.has(`reason.${key}` as 'title') ? t(`reason.${key}` as 'title') : key,
    stage: (key: string): string => (t.has(`stage.${key}` as 'title') ? t(`stage.${key}` as 'title') : key),
    share: (share: number | null, digits = 1): string => formatShare(share, locale, digits),
  }
}

/** A share in per cent; of nothing: a dash. Never rounded up to everything. */
export function formatShare(share: number | null, locale: string, digits = 1): string {
  if (share === null) return '–'
  const step = 10 ** (digits + 2)
  const shown = share < 1 ? Math.min(Math.round(share * step), step - 1) / step : 1
  const format = { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits } as const
  return new Intl.NumberFormat(locale, format).format(shown)
}
