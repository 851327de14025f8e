import { useLocale, useTranslations } from 'next-intl'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Energy, Money } from '@/components/ui/format'
import { formatNumber } from '@/components/ui/format-values'
import type { FleetSum } from '@/lib/fleets/queries/sum-period'

interface GroupCardProps {
  kind: 'vehicles' | 'drivers' | 'costCentres'
  groups: readonly (FleetSum & { readonly id: string | null; readonly name: string | null })[]
  total: string
}

const MOST = 12

/** The month by vehicle, driver or cost centre, dearest first: how much, and which share of the whole. */
export function GroupCard({ kind, groups, total }: GroupCardProps) {
  const t = useTranslations('myFleet')
  const locale = useLocale()
  const shown = groups.slice(0, MOST)
  const whole = Number(total)
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t(`groups.${kind}.title`)}</CardTitle>
      </CardHeader>
      <CardContent>
        {groups.length === 0 ? (
          <p className="text-muted-foreground">{t('groups.empty')}</p>
        ) : (
          <ul className="grid gap-3">
            {shown.map((group) => (
              <li key={group.id ?? 'none'} className="grid gap-1">
                <span className="flex items-baseline justify-between gap-3">
                  <span className="min-w-0 truncate">{group.name ?? t(`groups.${kind}.none`)}</span>
                  <span className="shrink-0 font-medium">
                    <Money amount={group.total} currency="SEK" />
                  </span>
                </span>
                <span className="h-1.5 overflow-hidden rounded-full bg-muted" aria-hidden>
                  <span
                    className="block h-full rounded-full bg-chart-1"
                    style={{ width: `${whole > 0 ? (Number(group.total) / whole) * 100 : 0}%` }}
                  />
                </span>
                <span className="text-muted-foreground text-xs">
                  <Energy wh={group.energyWh} digits={0} /> · {t('groups.sessions', { count: group.sessions })}
                  {group.unpriced > 0 && ` · ${t('figures.unpriced', { count: group.unpriced })}`}
                </span>
              </li>
            ))}
            {groups.length > MOST && (
              <li className="text-muted-foreground text-xs">
                {t('groups.more', { count: formatNumber(groups.length - MOST, locale) })}
              </li>
            )}
          </ul>
        )}
      </CardContent>
    </Card>
  )
}
