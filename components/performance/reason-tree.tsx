'use client'

import { useLocale, useTranslations } from 'next-intl'
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { formatNumber } from '@/components/ui/format-values'
import { type DaySums, total } from '@/lib/performance/rates'
import { reasonTree } from '@/lib/performance/reasons'
import { ShareRows } from './share-rows'
import { useWords } from './use-words'
import { hrefWith, type Wanted } from './wanted'

const NO_TITLES = {}

/** Where on its way a charge failed, and how. */
export function ReasonTree({ sums, wanted }: { sums: DaySums; wanted: Wanted }) {
  const t = useTranslations('performance')
  const locale = useLocale()
  const words = useWords(NO_TITLES)
  const tree = reasonTree(sums.failures)
  const failed = total(sums.failures)
  const most = Math.max(1, ...tree.map(({ count }) => count))
  const figures = (count: number) => [formatNumber(count, locale), words.share(count / sums.attempts, 2)]
  return (
    <Card>
      <CardHeader className="flex-col items-start gap-0.5">
        <CardTitle>{t('reasons.title')}</CardTitle>
        <CardDescription>
          {t('reasons.description', {
            failed: formatNumber(failed, locale),
            whole: formatNumber(sums.attempts, locale),
          })}
        </CardDescription>
      </CardHeader>
      {tree.length === 0 ? (
        <p className="px-4 pb-4 text-muted-foreground">{t('reasons.none')}</p>
      ) : (
        <div className="pb-2">
          <ShareRows
            columns={[t('causes.cause'), t('compare.attempts'), t('causes.share')]}
            rows={tree.flatMap(({ stage, count, leaves }) => [
              {
                key: stage,
                label: words.stage(stage),
                href: hrefWith('/performance/days', wanted, { what: 'failure' }),
                bar: count / most,
                figures: figures(count),
              },
              ...leaves.map((leaf) => ({
                key: leaf.reason,
                label: words.outcome(leaf.reason),
                href: hrefWith('/performance/days', wanted, { what: 'failure', name: leaf.reason }),
                bar: leaf.count / most,
                figures: figures(leaf.count),
                isLeaf: true,
              })),
            ])}
          />
        </div>
      )}
    </Card>
  )
}
