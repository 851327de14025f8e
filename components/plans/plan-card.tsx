import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { describePlan } from '@/lib/plans/describe-plan'
import type { PlanRow } from '@/lib/plans/queries/list-plans'

/** One plan at a glance: what it gives in plain words, and how many have it. The whole card leads to it. */
export function PlanCard({ plan }: { plan: PlanRow }) {
  const t = useTranslations('plans')
  const locale = useLocale()
  const { terms } = plan.version
  return (
    <Card className="relative gap-3 p-4 transition-colors hover:border-ring/60">
      <div className="flex items-start justify-between gap-2">
        <h2 className="font-medium">
          <Link
            href={`/plans/${plan.id}`}
            className="rounded-sm after:absolute after:inset-0 after:rounded-lg focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-ring"
          >
            {plan.name}
          </Link>
        </h2>
        <span className="flex gap-1">
          {terms && (
            <Badge variant="outline">{t(terms.monthlyFee === undefined ? 'kind.agreement' : 'kind.plan')}</Badge>
          )}
          {plan.archived && <Badge variant="outline">{t('archived')}</Badge>}
        </span>
      </div>
      <p className="text-pretty text-base leading-6">{terms ? describePlan(terms, locale) : t('unreadable')}</p>
      <p className="mt-auto text-muted-foreground text-xs">
        {t('holders', { count: plan.holders })}
        {plan.next && ` · ${t('nextFrom', { day: plan.next.effectiveFrom })}`}
      </p>
    </Card>
  )
}
