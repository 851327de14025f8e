'use client'

import { Pencil, Plus, Trash2, WifiOff } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { EmptyState } from '@/components/shell/empty-state'
import { Confirm } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { formatNumber } from '@/components/ui/format-values'
import type { OfflinePolicy, PlacedPolicyInput } from '@/lib/offline-policy/offline-policy'
import type { OverruledTemplate } from '@/lib/templates/queries/list-overruled'
import { PolicyForm } from './policy-form'

export interface ShownPolicy extends OfflinePolicy {
  /** null: the network's. */
  readonly siteId: string | null
  readonly siteName: string | null
  readonly stationCount: number
  /** Templates that want other values, where the policy holds. */
  readonly overruled: readonly OverruledTemplate[]
}

interface OfflinePoliciesProps {
  policies: readonly ShownPolicy[]
  sites: readonly { readonly id: string; readonly name: string }[]
  /** Null for those who may only look. */
  actions: { readonly set: Action<PlacedPolicyInput>; readonly remove: Action<{ siteId: string | null }> } | null
}

/** What stations do without us: the network's policy, and those of sites that have their own. */
export function OfflinePolicies({ policies, sites, actions }: OfflinePoliciesProps) {
  const t = useTranslations('offline')
  const network = policies.find(({ siteId }) => siteId === null)
  const free = sites.filter(({ id }) => !policies.some(({ siteId }) => siteId === id))
  const forNetwork = (label: string, icon: ReactNode) =>
    actions && (
      <PolicyForm
        trigger={
          <Button variant={network ? 'outline' : 'default'}>
            {icon}
            {label}
          </Button>
        }
        title={t('networkTitle')}
        policy={network ?? null}
        sites={null}
        action={actions.set}
      />
    )
  const forSite = actions && free.length > 0 && (
    <PolicyForm
      trigger={
        <Button variant="outline">
          <Plus aria-hidden />
          {t('newForSite')}
        </Button>
      }
      title={t('newForSite')}
      policy={null}
      sites={free}
      action={actions.set}
    />
  )
  if (policies.length === 0) {
    return (
      <EmptyState
        icon={<WifiOff />}
        title={t('empty.title')}
        text={t('empty.text')}
        action={
          <>
            {forNetwork(t('setForNetwork'), <Plus aria-hidden />)}
            {forSite}
          </>
        }
      />
    )
  }
  return (
    <section aria-label={t('policies')} className="grid gap-3">
      <div className="grid grid-cols-1 gap-3 md:grid-cols-2 xl:grid-cols-3">
        {policies.map((policy) => (
          <PolicyCard key={policy.siteId ?? 'network'} policy={policy} actions={actions} />
        ))}
      </div>
      {(!network || forSite) && (
        <div className="flex flex-wrap gap-2">
          {!network && forNetwork(t('setForNetwork'), <Plus aria-hidden />)}
          {forSite}
        </div>
      )}
    </section>
  )
}

function PolicyCard({ policy, actions }: { policy: ShownPolicy; actions: OfflinePoliciesProps['actions'] }) {
  const t = useTranslations('offline')
  const common = useTranslations('common')
  const locale = useLocale()
  const { act } = useAct()
  const { siteId, siteName, stationCount } = policy
  const name = siteName ?? t('network')
  const choice = (value: boolean | null) => t(value === null ? 'choice.leave' : value ? 'choice.on' : 'choice.off')
  const facts: [string, string, boolean][] = [
    [t('field.localList'), choice(policy.localList), policy.localList === null],
    [t('field.authorisationCache'), choice(policy.authorisationCache), policy.authorisationCache === null],
    [t('field.preAuthorise'), choice(policy.preAuthorise), policy.preAuthorise === null],
    [t('field.unknownTokens'), choice(policy.unknownTokens), policy.unknownTokens === null],
    [
      t('field.safeCurrent'),
      policy.safeCurrentA === null
        ? t('choice.leave')
        : policy.safeCurrentA === 0
          ? t('noCharging')
          : t('ampere', { ampere: formatNumber(policy.safeCurrentA, locale) }),
      policy.safeCurrentA === null,
    ],
  ]
  return (
    <Card>
      <CardHeader className="flex-nowrap items-start">
        <div className="min-w-0">
          <CardTitle className="truncate">{name}</CardTitle>
          <CardDescription>{t('stationCount', { count: stationCount })}</CardDescription>
        </div>
        {actions && (
          <div className="flex shrink-0">
            <PolicyForm
              trigger={
                <Button variant="ghost" size="icon-sm" aria-label={t('edit', { name })}>
                  <Pencil aria-hidden />
                </Button>
              }
              title={siteName ?? t('networkTitle')}
              policy={policy}
              sites={null}
              action={actions.set}
            />
            <Confirm
              trigger={
                <Button variant="ghost" size="icon-sm" aria-label={t('remove', { name })}>
                  <Trash2 aria-hidden />
                </Button>
              }
              title={t('removeTitle', { name })}
              description={t(siteId === null ? 'removeNetworkText' : 'removeSiteText')}
              confirmLabel={t('removeLabel')}
              cancelLabel={common('cancel')}
              destructive
              onConfirm={() => act(actions.remove, { siteId }, t('removed', { name }))}
            />
          </div>
        )}
      </CardHeader>
      <CardContent>
        <dl>
          {facts.map(([label, value, isLeft]) => (
            <div key={label} className="flex items-baseline justify-between gap-3 border-b py-1.5 last:border-0">
              <dt className="text-muted-foreground">{label}</dt>
              <dd className={cn('text-right', isLeft && 'text-muted-foreground')}>{value}</dd>
            </div>
          ))}
        </dl>
        {policy.overruled.length > 0 && (
          <p className="mt-3 text-muted-foreground text-xs">
            {t('overrules')}{' '}
            {policy.overruled.map(({ templateId, templateName, keys }, index) => (
              <span key={templateId}>
                {index > 0 && ', '}
                <Link
                  href={`/fleet/templates/${templateId}`}
                  className="underline underline-offset-4"
                  title={keys.map(({ key, wanted, holds }) => `${key}: ${wanted} → ${holds}`).join('\n')}
                >
                  {templateName}
                </Link>
              </span>
            ))}
          </p>
        )}
      </CardContent>
    </Card>
  )
}
