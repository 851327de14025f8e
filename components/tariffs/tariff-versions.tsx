import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { DateTime } from '@/components/ui/format'
import { formatNumber } from '@/components/ui/format-values'
import { isReplaced, takesEffectAt, versionBefore } from '@/lib/tariffs/current-version'
import type { TariffDetail } from '@/lib/tariffs/queries/get-tariff'
import { isSamePrice } from '@/lib/tariffs/tariff-input'
import { tariffSentence } from './tariff-sentence'
import { type RollBackAction, VersionActions } from './version-actions'
import { VersionChanges } from './version-changes'
import { useWho } from './who'

interface TariffVersionsProps extends Pick<TariffDetail, 'versions' | 'inEffect'> {
  id: string
  now: Date
  /** Null for those who may only look. */
  rollBack: RollBackAction | null
}

/** What a tariff has cost and will cost, newest first: who wrote it, from when it holds, and what it changed. */
export function TariffVersions({ id, versions, inEffect, now, rollBack }: TariffVersionsProps) {
  const t = useTranslations('tariffs')
  const locale = useLocale()
  const who = useWho()
  return (
    <ol className="divide-y border-t">
      {versions.map((version, index) => {
        const from = takesEffectAt(version)
        const isPlanned = from > now
        const earlier = versions[index + 1]
        const isGone = isReplaced(versions, version)
        const before = isPlanned ? versionBefore(versions, version) : null
        // In the place of one that was called off stands what held before it: there is nothing more to call off.
        const isCalledOff =
          isPlanned &&
          (isGone || !before?.terms || (version.terms !== null && isSamePrice(before.terms, version.terms)))
        return (
          <li
            key={version.number}
            id={`version-${version.number}`}
            className="grid gap-2 px-4 py-3 lg:grid-cols-[1fr_auto]"
          >
            <div className="grid min-w-0 gap-1.5">
              <p className="flex flex-wrap items-center gap-2">
                <span className="font-medium">{t('versions.title1', { number: version.number })}</span>
                {version.number === inEffect && <Badge>{t('versions.now')}</Badge>}
                {isPlanned && <Badge variant="outline">{t(isGone ? 'versions.replaced' : 'versions.planned')}</Badge>}
                <span className="text-muted-foreground text-xs">
                  {who(version.createdBy, version.createdByName)}, <DateTime at={version.createdAt} />
                  {' · '}
                  {t('versions.from')} <DateTime at={from} />
                  {' · '}
                  {t('versions.sessionCount', {
                    count: version.sessionCount,
                    shown: formatNumber(version.sessionCount, locale),
                  })}
                </span>
              </p>
              <p className="text-pretty first-letter:uppercase">{tariffSentence(version, locale) ?? t('unreadable')}</p>
              {version.note !== '' && <p className="text-muted-foreground">{version.note}</p>}
              {earlier?.terms && version.terms && (
                <details>
                  <summary className="w-fit cursor-pointer rounded-sm text-muted-foreground text-xs hover:text-foreground focus-visible:outline-2 focus-visible:outline-ring">
                    {t('versions.changes', { number: earlier.number })}
                  </summary>
                  <div className="mt-1.5 border-l-2 pl-3">
                    <VersionChanges before={earlier.terms} after={version.terms} />
                  </div>
                </details>
              )}
            </div>
            {rollBack && version.terms && (
              <div className="flex items-start gap-1">
                <Button asChild variant="ghost" size="sm">
                  <Link href={`/tariffs/${id}/edit?version=${version.number}`}>{t('versions.open')}</Link>
                </Button>
                {!isCalledOff && (
                  <VersionActions
                    id={id}
                    number={version.number}
                    plannedAt={isPlanned ? from : null}
                    inEffect={before?.number ?? inEffect}
                    basedOn={versions[0]!.number}
                    rollBack={rollBack}
                  />
                )}
              </div>
            )}
          </li>
        )
      })}
    </ol>
  )
}
