import { useLocale, useTranslations } from 'next-intl'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { formatNumber } from '@/components/ui/format-values'
import type { Diagnosis } from '@/lib/faults/queries/get-diagnosis'

/** What is most likely wrong, how likely, how to find out, and what mends it. */
export function LikelyCauses({ diagnosis: { reasons, learntFrom, guide } }: { diagnosis: Diagnosis }) {
  const t = useTranslations('diagnosis.reasons')
  const locale = useLocale()
  const stepText = (key: string | null) => guide.field.find((step) => step.key === key)?.text
  const partText = (key: string) => guide.parts.find((part) => part.key === key)?.text ?? key
  return (
    <Card>
      <CardHeader>
        <div>
          <CardTitle>{t('title')}</CardTitle>
          <CardDescription>{learntFrom === 0 ? t('book') : t('learnt', { count: learntFrom })}</CardDescription>
        </div>
      </CardHeader>
      <CardContent>
        <ol className="flex flex-col gap-3">
          {reasons.map(({ key, text, likelihood, timesFound, check, parts }) => (
            <li key={key} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3">
              <span>{text}</span>
              <span className="text-right tabular-nums">
                {formatNumber(likelihood * 100, locale)}&nbsp;%
                {timesFound > 0 && (
                  <span className="block text-muted-foreground text-xs">{t('found', { count: timesFound })}</span>
                )}
              </span>
              <span aria-hidden className="col-span-2 my-1 h-1 overflow-hidden rounded-full bg-secondary">
                <span
                  className="block h-full rounded-full bg-foreground/60"
                  style={{ width: `${Math.round(likelihood * 100)}%` }}
                />
              </span>
              <span className="col-span-2 flex flex-col text-muted-foreground text-xs">
                {stepText(check) && <span>{t('check', { step: stepText(check) ?? '' })}</span>}
                {parts.length > 0 && <span>{t('parts', { parts: parts.map(partText).join(', ') })}</span>}
              </span>
            </li>
          ))}
        </ol>
      </CardContent>
    </Card>
  )
}
