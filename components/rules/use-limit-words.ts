'use client'

import { useLocale, useTranslations } from 'next-intl'
import { formatNumber } from '@/components/ui/format-values'
import type { ThresholdUnit } from '@/lib/faults/rules/rule'

/** A threshold with its unit, as people say it: `30 s`, `3 times`. */
export function useLimitWords() {
  const t = useTranslations('rules.unit')
  const locale = useLocale()
  return (value: number, unit: ThresholdUnit): string => t(unit, { count: value, value: formatNumber(value, locale) })
}
