import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { DateTime } from '@/components/ui/format'
import { SeverityMark } from './fault-marks'
import type { ListedFault } from './listed-fault'
import { useFaultWords } from './use-fault-words'

interface PastFaultsCardProps {
  /** Newest first. */
  faults: readonly ListedFault[]
  /** Where all of them are. */
  href: string
}

/** What was wrong at a site lately, and how it ended. */
export function PastFaultsCard({ faults, href }: PastFaultsCardProps) {
  const t = useTranslations('faults')
  const words = useFaultWords()
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('past.title')}</CardTitle>
        <Link href={href} className="text-xs underline underline-offset-4">
          {t('past.all')}
        </Link>
      </CardHeader>
      {faults.length === 0 ? (
        <CardContent className="text-muted-foreground">{t('past.none')}</CardContent>
      ) : (
        <ul className="divide-y border-t">
          {faults.map((fault) => (
            <li
              key={fault.id}
              className="relative flex flex-wrap items-center gap-x-3 gap-y-0.5 px-4 py-2 hover:bg-muted/60"
            >
              <SeverityMark severity={fault.severity} isSafety={fault.isSafety} />
              <Link
                href={`/faults/${fault.id}`}
                prefetch={false}
                className="outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
              >
                {words.title(fault)}
              </Link>
              <span className="text-muted-foreground">{words.station(fault)}</span>
              <span className="ml-auto flex flex-wrap gap-x-3 text-muted-foreground text-xs">
                {fault.closeReason !== null && (
                  <span>{t(`closeReason.${fault.closeReason}` as 'closeReason.over')}</span>
                )}
                <DateTime at={fault.closedAt} timeZone={fault.timeZone} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
