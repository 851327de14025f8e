'use client'

import { useLocale, useTranslations } from 'next-intl'
import { WhenStale } from '@/components/live/stale'
import { Card, CardContent } from '@/components/ui/card'
import { formatKw, formatNumber } from '@/components/ui/format-values'
import { fuseLoad } from '@/lib/sites/fuse-load'
import type { RunningPower } from '@/lib/sites/queries'
import { FuseBar } from './fuse-bar'
import { useSitePower } from './use-site-power'

interface SiteLoadProps {
  siteId: string
  fuseA: number | null
  /** Of this site. */
  running: readonly RunningPower[]
}

/** What the site's chargers draw now beside what its fuse carries, live. */
export function SiteLoad({ siteId, fuseA, running }: SiteLoadProps) {
  const t = useTranslations('sites.load')
  const locale = useLocale()
  const powerW = useSitePower(running).get(siteId) ?? 0
  const load = fuseLoad(powerW, fuseA)
  return (
    <Card>
      <CardContent className="grid gap-2 pt-4">
        <h2 className="text-muted-foreground text-xs">{t('title')}</h2>
        <WhenStale className="grid gap-2">
          <p className="font-semibold text-2xl tracking-tight">
            {formatKw(powerW, locale)}
            <small className="ml-1 font-normal text-muted-foreground text-sm tracking-normal">
              {load ? t('of', { limit: formatNumber(load.limitW / 1000, locale) }) : 'kW'}
            </small>
          </p>
          {load ? <FuseBar load={load} /> : <p className="text-muted-foreground text-xs">{t('noFuse')}</p>}
          {load && <p className="text-muted-foreground text-xs">{t(load.band)}</p>}
        </WhenStale>
      </CardContent>
    </Card>
  )
}
