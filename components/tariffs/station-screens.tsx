import { useTranslations } from 'next-intl'
import type { Showing } from '@/lib/tariffs/queries/list-showing'
import type { StationObstacle } from '@/lib/tariffs/station-obstacles'

const MEANS = ['tariff', 'text', 'none'] as const

interface StationScreensProps {
  stations: readonly Showing[]
  /** What 2.1 stations cannot be told of the version in effect. */
  obstacles: readonly StationObstacle[]
}

/** Which stations can show the price, which do, and what they cannot be told. */
export function StationScreens({ stations, obstacles }: StationScreensProps) {
  const t = useTranslations('tariffs.screens')
  return (
    <div className="grid gap-3">
      {stations.length === 0 ? (
        <p className="text-muted-foreground">{t('nowhere')}</p>
      ) : (
        <dl className="grid gap-x-3">
          {MEANS.map((means) => {
            const own = stations.filter((station) => station.means === means)
            const current = own.filter(({ isCurrent }) => isCurrent).length
            return (
              own.length > 0 && (
                <div
                  key={means}
                  className="flex min-h-9 flex-wrap items-center justify-between gap-x-3 border-b py-1.5"
                >
                  <dt className="text-pretty">{t(`means.${means}`, { count: own.length })}</dt>
                  {means !== 'none' && (
                    <dd className={current < own.length ? 'text-status-attention' : 'text-status-available'}>
                      {t('current', { current, count: own.length })}
                    </dd>
                  )}
                </div>
              )
            )
          })}
        </dl>
      )}
      {stations.some(({ means }) => means !== 'none') && (
        <p className="text-pretty text-muted-foreground text-xs">{t('kept')}</p>
      )}
      {obstacles.length > 0 && (
        <div className="grid gap-1">
          <p className="text-pretty text-muted-foreground text-xs">{t('cannot')}</p>
          <ul className="list-disc pl-5 text-xs">
            {obstacles.map((obstacle) => (
              <li key={obstacle}>{t(`obstacle.${obstacle}`)}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
