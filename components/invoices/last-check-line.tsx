import { useLocale, useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { formatDate } from '@/components/ui/format-values'
import type { LastCheck } from '@/lib/invoices/queries/last-check'
import { DifferencesCard } from './differences-card'

/** What the nightly check said last, and what it found. */
export function LastCheckLine({ check }: { check: LastCheck | null }) {
  const t = useTranslations('invoices.check')
  const locale = useLocale()
  if (check === null) return <p className="text-muted-foreground text-xs">{t('none')}</p>
  const { differences, found, withoutReadings } = check
  const at = formatDate(check.finishedAt, locale)
  return (
    <section aria-label={t('title')} className="grid gap-3">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted-foreground text-xs">
        <span className="font-medium text-foreground">{t('title')}</span>
        <Badge variant={differences === 0 ? 'available' : 'faulted'}>
          {differences === 0 ? t('clean') : t('differs', { count: differences })}
        </Badge>
        <span>{t('passed', { at, invoices: check.invoices, sessions: check.sessions })}</span>
        {withoutReadings > 0 && <span>{t('withoutReadings', { count: withoutReadings })}</span>}
      </p>
      {found.length > 0 && <DifferencesCard differences={found} count={differences} />}
    </section>
  )
}
