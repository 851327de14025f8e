'use client'

import { Pencil, Plus, Target } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Action } from '@/components/forms/action-result'
import { EmptyState } from '@/components/shell/empty-state'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardContent } from '@/components/ui/card'
import { DateTime } from '@/components/ui/format'
import type { BudgetInput, BudgetOf } from '@/lib/budgets/budget'
import { BudgetBar } from './budget-bar'
import { BudgetForm, type BudgetValues } from './budget-form'
import type { ShownBudget } from './shown-budget'

export type BudgetTargets = Readonly<
  Record<Exclude<BudgetOf, 'customer'>, readonly { readonly id: string; readonly name: string }[]>
>

interface BudgetsListProps {
  customerId: string
  customerName: string
  budgets: readonly ShownBudget[]
  targets: BudgetTargets
  /** Null for those who may only look. */
  keepAction: Action<{ customerId: string; id: string | null; values: BudgetInput }> | null
}

/** All budgets with the month so far; the most used on top. */
export function BudgetsList({ customerId, customerName, budgets, targets, keepAction }: BudgetsListProps) {
  const t = useTranslations('myFleet')
  const form = (budget: ShownBudget | null, trigger: ReactNode) =>
    keepAction && (
      <BudgetForm
        trigger={trigger}
        title={budget === null ? t('budgets.new') : t('budgets.edit', { name: budget.name })}
        customerName={customerName}
        targets={targets}
        values={valuesOf(budget)}
        isNew={budget === null}
        action={(values) => keepAction({ customerId, id: budget?.id ?? null, values })}
      />
    )
  const create = form(
    null,
    <Button>
      <Plus aria-hidden />
      {t('budgets.new')}
    </Button>,
  )
  if (budgets.length === 0) {
    return (
      <Card>
        <EmptyState icon={<Target />} title={t('budgets.emptyTitle')} text={t('budgets.emptyText')} action={create} />
      </Card>
    )
  }
  return (
    <>
      <div>{create}</div>
      <ul className="grid gap-4 md:grid-cols-2 2xl:grid-cols-3">
        {budgets.map((budget) => (
          <li key={budget.id}>
            <Card className={budget.isArchived ? 'opacity-70' : undefined}>
              <CardContent className="grid gap-3 pt-4">
                <div className="flex items-start justify-between gap-2">
                  <div className="min-w-0">
                    <h2 className="truncate font-medium">{budget.name}</h2>
                    <p className="text-muted-foreground text-xs">
                      {t(`budgets.kind.${budget.of}`)}{' '}
                      {budget.isArchived && <Badge variant="outline">{t('budgets.archived')}</Badge>}
                    </p>
                  </div>
                  {form(
                    budget,
                    <Button variant="ghost" size="icon-sm" aria-label={t('budgets.edit', { name: budget.name })}>
                      <Pencil aria-hidden />
                    </Button>,
                  )}
                </div>
                {!budget.isArchived && <BudgetBar budget={budget} />}
                <p className="text-muted-foreground text-xs">
                  {budget.warnPercents.length === 0
                    ? t('budgets.noWarnings')
                    : t('budgets.warns', {
                        percents: budget.warnPercents.map((percent) => `${percent} %`).join(', '),
                        who:
                          [...budget.emails, ...(budget.ringsBell ? [t('budgets.bell')] : [])].join(', ') ||
                          t('budgets.nobody'),
                      })}
                </p>
                {budget.told.length > 0 && (
                  <p className="text-xs">
                    {budget.told.map(({ percent, at }) => (
                      <span key={percent} className="mr-2 inline-block">
                        <Badge variant="attention">{percent} %</Badge> <DateTime at={at} />
                      </span>
                    ))}
                  </p>
                )}
              </CardContent>
            </Card>
          </li>
        ))}
      </ul>
    </>
  )
}

const valuesOf = (budget: ShownBudget | null): BudgetValues => ({
  of: budget?.of ?? 'customer',
  targetId: budget?.targetId ?? '',
  amount: budget?.amount.replace(/\.00$/, '') ?? '',
  warnPercents: (budget?.warnPercents ?? [80, 100]).join(', '),
  emails: (budget?.emails ?? []).join(', '),
  ringsBell: budget?.ringsBell ?? true,
  isArchived: budget?.isArchived ?? false,
})
