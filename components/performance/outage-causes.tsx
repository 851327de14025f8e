'use client'

import { useLocale, useTranslations } from 'next-intl'
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { formatNumber } from '@/components/ui/format-values'
import { type DaySums, knownSeconds } from '@/lib/performance/rates'
import { ShareRows } from './share-rows'
import { type Titles, useWords } from './use-words'
import { hrefWith, type Wanted } from './wanted'

interface OutageCausesProps {
  sums: DaySums
  titles: Titles
  wanted: Wanted
}

/** What took time from drivers, by cause, and what of it a contract leaves out. */
export function OutageCauses({ sums, titles, wanted }: OutageCausesProps) {
  const t = useTranslations('performance.causes')
  const locale = useLocale()
  const words = useWords(titles)
  const known = knownSeconds(sums)
  const all = [
    ...Object.entries(sums.downSeconds).map(([key, seconds]) => ({
      key,
      seconds,
      what: 'down',
      label: words.cause(key),
    })),
    ...Object.entries(sums.excludedSeconds).map(([key, seconds]) => ({
      key,
      seconds,
      what: 'excluded',
      label: t('excluded', { reason: words.exclusion(key) }),
    })),
  ].sort((a, b) => b.seconds - a.seconds)
  const most = all[0]?.seconds ?? 1
  return (
    <Card>
      <CardHeader className="flex-col items-start gap-0.5">
        <CardTitle>{t('title')}</CardTitle>
        <CardDescription>{t('description', { whole: formatNumber(Math.round(known / 3600), locale) })}</CardDescription>
      </CardHeader>
      {all.length === 0 ? (
        <p className="px-4 pb-4 text-muted-foreground">{t('none')}</p>
      ) : (
        <div className="pb-2">
          <ShareRows
            columns={[t('cause'), t('hours'), t('share')]}
            rows={all.map(({ key, seconds, what, label }) => ({
              key: `${what} ${key}`,
              label,
              href: hrefWith('/performance/days', wanted, { what, name: key }),
              bar: seconds / most,
              figures: [formatNumber(seconds / 3600, locale, 1), words.share(seconds / known, 3)],
              isMuted: what === 'excluded',
            }))}
          />
        </div>
      )}
    </Card>
  )
}
