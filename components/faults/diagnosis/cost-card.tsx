import { useLocale, useTranslations } from 'next-intl'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { formatMoney, formatNumber } from '@/components/ui/format-values'
import type { Diagnosis } from '@/lib/faults/queries/get-diagnosis'

/** What the fault costs, told as the estimate it is. */
export function CostCard({ cost, isOver }: { cost: Diagnosis['cost']; isOver: boolean }) {
  const t = useTranslations('diagnosis.cost')
  const locale = useLocale()
  const figure = (income: number, currency: string | null, sessions: string) =>
    currency === null || income === 0 ? sessions : `≈ ${formatMoney(income.toFixed(2), currency, locale)}`
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-3">
        {cost === null ? (
          <p className="text-muted-foreground text-sm">{t('none')}</p>
        ) : (
          <>
            <dl className="grid grid-cols-2 gap-3">
              {(
                [
                  [
                    t('perHour'),
                    cost.perHour,
                    t('hourSessions', { count: formatNumber(cost.perHour.sessions, locale, 1) }),
                  ],
                  [
                    t(isOver ? 'inAll' : 'soFar'),
                    cost.soFar,
                    t('sessions', { count: Math.round(cost.soFar.sessions) }),
                  ],
                ] as const
              ).map(([label, { income }, sessions]) => {
                const shown = figure(income, cost.currency, sessions)
                return (
                  <div key={label}>
                    <dt className="text-muted-foreground text-xs">{label}</dt>
                    <dd className="font-medium text-lg tabular-nums">{shown}</dd>
                    {shown !== sessions && <dd className="text-muted-foreground text-xs">{sessions}</dd>}
                  </div>
                )
              })}
            </dl>
            <p className="text-muted-foreground text-xs">{t('method')}</p>
          </>
        )}
      </CardContent>
    </Card>
  )
}
