import { useLocale, useTranslations } from 'next-intl'
import { formatNumber } from '@/components/ui/format-values'
import { EXCLUSIONS, type Exclusion } from '@/lib/invoices/exclusion'

/** How many sessions are left out, and why; nothing when none are. */
export function Exclusions({ excluded }: { excluded: Readonly<Partial<Record<Exclusion, number>>> }) {
  const t = useTranslations('invoices')
  const locale = useLocale()
  const reasons = EXCLUSIONS.filter((reason) => (excluded[reason] ?? 0) > 0)
  if (reasons.length === 0) return null
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-status-attention text-xs">
      {reasons.map((reason) => (
        <li key={reason}>{t(`exclusion.${reason}`, { count: formatNumber(excluded[reason] ?? 0, locale) })}</li>
      ))}
    </ul>
  )
}
