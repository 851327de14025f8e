import { useLocale, useTranslations } from 'next-intl'
import { formatNumber } from '@/components/ui/format-values'
import { compareVersions } from '@/lib/tariffs/compare-versions'
import type { TariffTerms } from '@/lib/tariffs/tariff'

/** What differs between two versions, in words. */
export function VersionChanges({ before, after }: { before: TariffTerms; after: TariffTerms }) {
  const t = useTranslations('tariffs.versions')
  const locale = useLocale()
  const changes = compareVersions(before, after, locale)
  if (changes.length === 0) return <p className="text-muted-foreground">{t('noChanges')}</p>
  return (
    <ul className="grid gap-1">
      {changes.map(({ kind, when, before, after, percent }) => (
        <li key={`${kind} ${when} ${before} ${after}`} className="text-pretty">
          {when !== '' && <span className="text-muted-foreground">{when}: </span>}
          {kind === 'added' && <>{t('added', { price: after ?? '' })}</>}
          {kind === 'removed' && <>{t('gone', { price: before ?? '' })}</>}
          {kind === 'changed' && (
            <>
              {before} → <strong className="font-medium">{after}</strong>
              {percent !== null && (
                <span className="text-muted-foreground">
                  {' '}
                  ({Number(percent) > 0 ? '+' : ''}
                  {formatNumber(percent, locale, 1)} %)
                </span>
              )}
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
