import { BadgePercent, Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { queryParam, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { PlanCard } from '@/components/plans/plan-card'
import { PlanForm } from '@/components/plans/plan-form'
import { CardList } from '@/components/shell/card-list'
import { EmptyState } from '@/components/shell/empty-state'
import { Button } from '@/components/ui/button'
import { mayDo } from '@/lib/access/acts'
import { planFields } from '@/lib/plans/plan-input'
import { dayAt } from '@/lib/plans/plan-month'
import { listPlans } from '@/lib/plans/queries/list-plans'
import { createPlanAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('plans'))('title') }
}

export default async function PlansPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor('tariffs.read')
  const t = await getTranslations('plans')
  const withArchived = queryParam((await searchParams).archived) === '1'
  const plans = await listPlans(actor, { withArchived })
  const create = mayDo(actor.role, 'tariffs.write') && (
    <PlanForm
      kind="new"
      trigger={
        <Button>
          <Plus aria-hidden />
          {t('new')}
        </Button>
      }
      title={t('new')}
      description={t('newText')}
      values={{
        ...planFields({ currency: 'SEK', pricesIncludeVat: true, vatPercent: '25' }),
        name: '',
        note: '',
        effectiveFrom: dayAt(new Date()),
      }}
      action={createPlanAction}
      done={t('created')}
    />
  )
  return (
    <CardList
      title={t('title')}
      description={t('description')}
      archive={{
        href: withArchived ? '/plans' : '/plans?archived=1',
        label: withArchived ? t('hideArchived') : t('showArchived'),
      }}
      create={create}
      empty={
        <EmptyState
          icon={<BadgePercent />}
          title={t('empty.title')}
          text={t('empty.text')}
          action={create || undefined}
        />
      }
    >
      {plans.map((plan) => (
        <PlanCard key={plan.id} plan={plan} />
      ))}
    </CardList>
  )
}
