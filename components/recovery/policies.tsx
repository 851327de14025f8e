'use client'

import { Pencil, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { DateTime } from '@/components/ui/format'
import { PolicyForm } from './policy-form'
import type { ChosenSite, PolicyActions, ShownPolicy } from './shown-policy'
import { useRecoveryWords } from './use-recovery-words'

interface PoliciesProps {
  network: ShownPolicy
  own: readonly ShownPolicy[]
  /** All there are, for a policy of their own. */
  sites: readonly ChosenSite[]
  mayNetwork: boolean
  actions: PolicyActions
}

const MODE_VARIANT = { off: 'outline', 'dry-run': 'reserved', live: 'available' } as const

/** What self-recovery may do: in the network, and where a site has decided otherwise; and what it never does. */
export function Policies({ network, own, sites, mayNetwork, actions }: PoliciesProps) {
  const t = useTranslations('recovery')
  const free = sites.filter(({ id }) => !own.some(({ siteId }) => siteId === id))
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
      <Card>
        <CardHeader>
          <div>
            <CardTitle>{network.name}</CardTitle>
            <CardDescription>{t('policy.networkText')}</CardDescription>
          </div>
          {mayNetwork && <Edit policy={network} sites={[]} actions={actions} />}
        </CardHeader>
        <CardContent>
          <Said policy={network} />
        </CardContent>
        <CardHeader className="border-t">
          <CardTitle>{t('policy.sites')}</CardTitle>
          {free.length > 0 && (
            <PolicyForm
              policy={{ ...network, siteId: free[0]?.id ?? null, updatedAt: null, updatedBy: null }}
              sites={free}
              actions={actions}
              trigger={
                <Button variant="outline" size="sm">
                  <Plus aria-hidden />
                  {t('policy.add')}
                </Button>
              }
            />
          )}
        </CardHeader>
        {own.length === 0 ? (
          <p className="px-4 pb-4 text-muted-foreground">{t('policy.noSites')}</p>
        ) : (
          <ul className="divide-y border-t">
            {own.map((policy) => (
              <li key={policy.siteId} className="flex items-start justify-between gap-3 px-4 py-3">
                <div className="min-w-0">
                  <p className="mb-1 font-medium">{policy.name}</p>
                  <Said policy={policy} />
                </div>
                <Edit policy={policy} sites={[]} actions={actions} />
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>{t('never.title')}</CardTitle>
        </CardHeader>
        <CardContent>
          <ul className="flex list-disc flex-col gap-2 pl-5 marker:text-muted-foreground">
            {(['use', 'safety', 'people', 'own', 'proof'] as const).map((key) => (
              <li key={key}>{t(`never.${key}`)}</li>
            ))}
          </ul>
        </CardContent>
      </Card>
    </div>
  )
}

function Edit(props: { policy: ShownPolicy; sites: readonly ChosenSite[]; actions: PolicyActions }) {
  const t = useTranslations('recovery.policy')
  return (
    <PolicyForm
      {...props}
      trigger={
        <Button variant="ghost" size="icon-sm" aria-label={t('editOf', { place: props.policy.name })}>
          <Pencil aria-hidden />
        </Button>
      }
    />
  )
}

/** The policy in plain words: what will happen. */
function Said({ policy: { policy, updatedBy, updatedAt } }: { policy: ShownPolicy }) {
  const t = useTranslations('recovery')
  const words = useRecoveryWords()
  const { mode, maxTries, quietHours, playbooksOff } = policy
  return (
    <div className="flex flex-col gap-1">
      <p className="flex flex-wrap items-center gap-2">
        <Badge variant={MODE_VARIANT[mode]}>{t(`mode.${mode}`)}</Badge>
        <span className="text-muted-foreground text-xs">
          {[
            t('policy.triesCount', { count: maxTries }),
            quietHours ? t('policy.quietSpan', quietHours) : t('policy.quietNone'),
            playbooksOff.length === 0
              ? t('policy.allOn')
              : t('policy.playbooksOff', { list: playbooksOff.map(words.playbook).join(', ') }),
          ].join(' · ')}
        </span>
      </p>
      <p>{t(`modeText.${mode}`, { tries: maxTries })}</p>
      <p className="text-muted-foreground text-xs">
        {updatedBy === null ? (
          t('policy.usual')
        ) : (
          <>
            {updatedBy} · <DateTime at={updatedAt} />
          </>
        )}
      </p>
    </div>
  )
}
