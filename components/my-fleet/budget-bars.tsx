import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { BudgetBar } from './budget-bar'
import { fleetHref } from './fleet-rooms'
import type { ShownBudget } from './shown-budget'

/** The budgets that matter most right now. */
export function BudgetBars({ budgets, keep }: { budgets: readonly ShownBudget[]; keep: string }) {
  const t = useTranslations('myFleet')
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('budgets.title')}</CardTitle>
        <Link href={fleetHref('budgets', keep)} className="text-sm underline underline-offset-4">
          {t(budgets.length === 0 ? 'budgets.new' : 'budgets.all')}
        </Link>
      </CardHeader>
      <CardContent>
        {budgets.length === 0 ? (
          <p className="text-muted-foreground">{t('budgets.emptyText')}</p>
        ) : (
          <ul className="grid gap-4">
            {budgets.slice(0, 4).map((budget) => (
              <li key={budget.id} className="grid gap-1">
                <span className="truncate text-sm">{budget.name}</span>
                <BudgetBar budget={budget} />
              </li>
            ))}
          </ul>
        )}
      </CardContent>
    </Card>
  )
}
