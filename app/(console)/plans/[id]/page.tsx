import { Pencil, Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { idParam, orNotFound, type Params } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { ArchivePlan } from '@/components/plans/archive-plan'
import { PlanForm } from '@/components/plans/plan-form'
import { PlanVersions } from '@/components/plans/plan-versions'
import { GivePlan } from '@/components/plans/subscription-forms'
import { SubscriptionsTable } from '@/components/plans/subscriptions-table'
import { Page } from '@/components/shell/page'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardContent } from '@/components/ui/card'
import type { Actor } from '@/lib/access/actor'
import { mayDo } from '@/lib/access/acts'
import { listCustomers } from '@/lib/customers/queries'
import { plusDays } from '@/lib/invoices/due-date'
import { describePlan } from '@/lib/plans/describe-plan'
import { planFields } from '@/lib/plans/plan-input'
import { dayAt } from '@/lib/plans/plan-month'
import { getPlan, listPlans, type PlanDetail } from '@/lib/plans/queries/list-plans'
import { listSubscriptions } from '@/lib/plans/queries/list-subscriptions'
import {
  archivePlanAction,
  changePlanAction,
  endSubscriptionAction,
  givePlanAction,
  savePlanVersionAction,
} from '../actions'

export async function generateMetadata({ params }: { params: Params<'id'> }): Promise<Metadata> {
  const actor = await requireActor('tariffs.read')
  return { title: (await orNotFound(getPlan(actor, idParam((await params).id)))).name }
}

export default async function PlanPage({ params }: { params: Params<'id'> }) {
  const actor = await requireActor('tariffs.read')
  const plan = await orNotFound(getPlan(actor, idParam((await params).id)))
  const t = await getTranslations('plans')
  const locale = await getLocale()
  const id = String(plan.id)
  const [latest] = plan.versions
  const basedOn = latest?.number ?? 0
  async function save(version: Parameters<typeof savePlanVersionAction>[0]['version']) {
    'use server'
    return savePlanVersionAction({ id, basedOn, version })
  }
  return (
    <Page
      title={
        <span className="flex items-center gap-2">
          {plan.name}
          {plan.archived && <Badge variant="outline">{t('archived')}</Badge>}
        </span>
      }
      description={t('holders', { count: plan.holders })}
      actions={
        mayDo(actor.role, 'tariffs.write') && (
          <>
            <ArchivePlan id={id} name={plan.name} archived={plan.archived} archive={archivePlanAction} />
            {!plan.archived && latest?.terms && (
              <PlanForm
                kind="version"
                trigger={
                  <Button>
                    <Pencil aria-hidden />
                    {t('edit')}
                  </Button>
                }
                title={t('editTitle', { name: plan.name })}
                description={t('editText', { next: basedOn + 1 })}
                values={{ ...planFields(latest.terms), name: plan.name, note: '', effectiveFrom: dayAt(new Date()) }}
                action={save}
                done={t('saved', { next: basedOn + 1 })}
              />
            )}
          </>
        )
      }
    >
      <Card>
        <CardContent className="py-4">
          <p className="text-pretty text-base leading-6">
            {plan.version.terms ? describePlan(plan.version.terms, locale) : t('unreadable')}
          </p>
        </CardContent>
      </Card>
      {mayDo(actor.role, 'customers.read') && <Holders actor={actor} plan={plan} />}
      <PlanVersions versions={plan.versions} version={plan.version} />
    </Page>
  )
}

async function Holders({ actor, plan }: { actor: Actor; plan: PlanDetail }) {
  const t = await getTranslations('plans')
  const mayGive = mayDo(actor.role, 'customers.write')
  const now = new Date()
  const today = dayAt(now)
  const [rows, plans, customers] = await Promise.all([
    listSubscriptions(actor, { planId: plan.id }),
    listPlans(actor),
    mayGive ? listCustomers(actor, { since: now, limit: 1000 }) : null,
  ])
  const choice = ({ id, name }: { id: bigint; name: string }) => ({ id: String(id), name })
  return (
    <SubscriptionsTable
      of="plan"
      rows={rows}
      plans={plans.map(choice)}
      tomorrow={plusDays(today, 1)}
      actions={mayGive ? { change: changePlanAction, end: endSubscriptionAction } : null}
      give={
        mayGive &&
        !plan.archived && (
          <GivePlan
            key="give"
            trigger={
              <Button size="sm">
                <Plus aria-hidden />
                {t('give.title')}
              </Button>
            }
            planId={String(plan.id)}
            plans={[]}
            receivers={{
              customerId: null,
              customers: customers?.rows.map(choice) ?? [],
              tokens: [],
              drivers: [],
              vehicles: [],
            }}
            today={today}
            action={givePlanAction}
          />
        )
      }
    />
  )
}
