import { ExternalLink, ShieldAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import type { Diagnosis } from '@/lib/faults/queries/get-diagnosis'

/** The cause in plain words, whether it is dangerous, and where it is written. */
export function MeaningCard({ guide }: { guide: Diagnosis['guide'] }) {
  const t = useTranslations('diagnosis')
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('meaning')}</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-3">
        {guide.isSafety && (
          <p className="flex items-start gap-2 rounded-md border border-status-faulted/25 bg-status-faulted/8 px-3 py-2 font-medium text-status-faulted">
            <ShieldAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
            {t('safety')}
          </p>
        )}
        <p>{guide.plain}</p>
        <dl className="text-sm">
          <dt className="text-muted-foreground text-xs">{t('toDrivers')}</dt>
          <dd>{guide.driver}</dd>
        </dl>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted-foreground text-xs">
          {t('sources')}:
          {guide.sources.map((source) => (
            <a
              key={source}
              href={source}
              target="_blank"
              rel="noreferrer"
              className="inline-flex items-center gap-1 underline underline-offset-4"
            >
              {new URL(source).hostname}
              <ExternalLink className="size-3" aria-hidden />
            </a>
          ))}
        </p>
      </CardContent>
    </Card>
  )
}
