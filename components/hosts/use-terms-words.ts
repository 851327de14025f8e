'use client'

import { useLocale, useTranslations } from 'next-intl'
import { formatMoney, formatNumber } from '@/components/ui/format-values'
import type { ShareTerms } from '@/lib/hosts/share'

/** What a host gets, in few words. */
export function useTermsWords(): (terms: ShareTerms) => string {
  const t = useTranslations('hosts')
  const locale = useLocale()
  return (terms) => {
    const value = Number(terms.model === 'per-kwh' ? terms.perKwh : terms.percent)
    const digits = terms.model === 'per-kwh' ? 2 : value % 1 === 0 ? 0 : 1
    const share = t(`model.${terms.model}`, { value: formatNumber(value, locale, digits) })
    if (Number(terms.monthlyFee) === 0) return share
    const amount = formatMoney(Number(terms.monthlyFee).toFixed(2), 'SEK', locale)
    return `${share} ${t(`fee.${terms.feePayer}`, { amount })}`
  }
}
