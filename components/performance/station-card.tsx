'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { HeatStrip } from './heat-strip'
import { useHeat } from './use-heat'

/** How a station's outlets have stood, day by day; leads to its figures. */
export function StationPerformanceCard({ identity }: { identity: string }) {
  const t = useTranslations('performance')
  const heat = useHeat(identity)
  // Of a station that is a day old nothing is known yet.
  if (heat !== null && heat.evses.length === 0) return null
  const days = heat?.evses[0]?.days.length ?? 90
  const daysHref = `/performance/days?what=down&days=90&station=${encodeURIComponent(identity)}`
  return (
    <Card>
      <CardHeader>
        <div>
          <CardTitle>{t('heat.title')}</CardTitle>
          <CardDescription>{t('heat.description')}</CardDescription>
        </div>
        <Link
          href={`/performance?station=${encodeURIComponent(identity)}`}
          className="text-sm underline underline-offset-2"
          prefetch={false}
        >
          {t('station.all')}
        </Link>
      </CardHeader>
      <CardContent className="grid gap-2" aria-busy={heat === null}>
        {heat === null ? (
          <div className="h-6 rounded-sm bg-muted" />
        ) : (
          heat.evses.map(({ evse, days: own }) => (
            <div key={evse} className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-3">
              <span className="text-muted-foreground text-xs">{t('day.evse', { evse })}</span>
              <Link href={daysHref} title={t('rows')} prefetch={false} className="min-w-0 rounded-sm">
                <HeatStrip evse={evse} days={own} from={heat.from} height={22} />
              </Link>
            </div>
          ))
        )}
        <p className="flex justify-between text-muted-foreground text-xs">
          <span>{t('heat.from', { days })}</span>
          <span>{t('heat.to')}</span>
        </p>
      </CardContent>
    </Card>
  )
}
