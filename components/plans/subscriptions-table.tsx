'use client'

import { CalendarX2, Replace } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Action } from '@/components/forms/action-result'
import { EmptyState } from '@/components/shell/empty-state'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Energy, Money } from '@/components/ui/format'
import { ABSENT } from '@/components/ui/format-values'
import { TableCell, TableRow } from '@/components/ui/table'
import { TableCard } from '@/components/ui/table-card'
import { describePlan } from '@/lib/plans/describe-plan'
import type { SubscriptionRow } from '@/lib/plans/queries/list-subscriptions'
import { ChangePlan, type Choice, EndSubscription } from './subscription-forms'

interface SubscriptionsTableProps {
  rows: readonly SubscriptionRow[]
  /** Of a customer the plan is said, of a plan the customer. */
  of: 'customer' | 'plan'
  plans: readonly Choice[]
  tomorrow: string
  /** Gives one; left out for who may not. */
  give: ReactNode
  /** Null for those who may only look. */
  actions: {
    change: Action<{ id: string; change: { planId: string; fromDay: string; note: string } }>
    end: Action<{ id: string; end: { untilDay: string | null } }>
  } | null
}

/** Who has a plan, or which plans somebody has, with what is left of the month. */
export function SubscriptionsTable({ rows, of, plans, tomorrow, give, actions }: SubscriptionsTableProps) {
  const t = useTranslations('plans')
  const locale = useLocale()
  if (rows.length === 0) {
    return (
      <div className="rounded-lg border bg-card">
        <EmptyState
          title={t(`subscriptions.empty.${of}`)}
          text={t('subscriptions.emptyText')}
          action={give || undefined}
        />
      </div>
    )
  }
  const whose = ({ whose, customer }: SubscriptionRow) => {
    const what = whose.kind === 'customer' ? t('whose.customer') : t(`whose.${whose.kind}`, { name: whose.name })
    return of === 'customer' || customer === null ? (
      what
    ) : (
      <>
        <Link href={`/customers/${customer.id}?tab=plans`} className="hover:underline">
          {customer.name}
        </Link>
        {whose.kind !== 'customer' && <p className="text-muted-foreground text-xs">{what}</p>}
      </>
    )
  }
  return (
    <TableCard
      title={t(`subscriptions.title.${of}`)}
      action={give}
      columns={[
        ...(of === 'customer' ? [{ label: t('subscriptions.plan') }] : []),
        { label: t('subscriptions.whose') },
        { label: t('subscriptions.days') },
        { label: t('subscriptions.left'), numeric: true },
        { label: t('subscriptions.capLeft'), numeric: true },
        { label: t('subscriptions.charged'), numeric: true },
        { label: t('subscriptions.acts'), hidden: true },
      ]}
    >
      {rows.map((row) => {
        const { plan, terms, month } = row
        const title = t('subscriptions.of', { plan: plan.name })
        return (
          <TableRow key={row.id}>
            {of === 'customer' && (
              <TableCell className="min-w-56">
                {actions === null ? (
                  <span className="font-medium">{plan.name}</span>
                ) : (
                  <Link href={`/plans/${plan.id}`} className="font-medium hover:underline">
                    {plan.name}
                  </Link>
                )}
                <p className="text-muted-foreground text-xs">{terms ? describePlan(terms, locale) : t('unreadable')}</p>
              </TableCell>
            )}
            <TableCell className="whitespace-nowrap">{whose(row)}</TableCell>
            <TableCell className="whitespace-nowrap tabular-nums">
              {row.untilDay === null
                ? t('subscriptions.from', { day: row.fromDay })
                : `${row.fromDay} – ${row.untilDay}`}{' '}
              {row.standing !== 'running' && <Badge variant="outline">{t(`standing.${row.standing}`)}</Badge>}
              {row.note !== '' && <p className="text-muted-foreground text-xs">{row.note}</p>}
            </TableCell>
            <TableCell numeric>
              {month?.leftWh == null ? (
                ABSENT
              ) : (
                <>
                  <Energy wh={month.leftWh} digits={1} />
                  <p className="text-muted-foreground text-xs">
                    {t('subscriptions.ofAll')} <Energy wh={month.includedWh} digits={1} />
                  </p>
                </>
              )}
            </TableCell>
            <TableCell numeric>
              {month?.capLeft == null ? ABSENT : <Money amount={month.capLeft} currency={terms?.currency} />}
            </TableCell>
            <TableCell numeric>
              {month === null ? ABSENT : <Money amount={month.charged} currency={terms?.currency} />}
            </TableCell>
            <TableCell className="whitespace-nowrap text-right">
              {actions && row.standing !== 'ended' && (
                <>
                  {row.standing === 'running' && plans.some(({ id }) => id !== String(plan.id)) && (
                    <ChangePlan
                      trigger={
                        <Button variant="ghost" size="icon-sm" aria-label={t('change.label', { plan: plan.name })}>
                          <Replace aria-hidden />
                        </Button>
                      }
                      title={title}
                      plans={plans.filter(({ id }) => id !== String(plan.id))}
                      tomorrow={tomorrow}
                      action={(change) => actions.change({ id: String(row.id), change })}
                    />
                  )}
                  <EndSubscription
                    trigger={
                      <Button variant="ghost" size="icon-sm" aria-label={t('end.label', { plan: plan.name })}>
                        <CalendarX2 aria-hidden />
                      </Button>
                    }
                    title={title}
                    untilDay={row.untilDay ?? ''}
                    action={(end) => actions.end({ id: String(row.id), end })}
                  />
                </>
              )}
            </TableCell>
          </TableRow>
        )
      })}
    </TableCard>
  )
}
