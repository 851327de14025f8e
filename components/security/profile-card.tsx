'use client'

import { Check, Circle, ShieldCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAct } from '@/components/forms/use-act'
import { Confirm } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Label } from '@/components/ui/label'
import { NativeSelect } from '@/components/ui/select'
import { Switch } from '@/components/ui/switch'
import { stepsTo, type UpgradeStep } from '@/lib/certificates/decide-upgrade'
import type { SecurityTabProps } from './security-tab'

const PROFILES = ['0', '1', '2', '3'] as const

/** With which profile it is connected, which it must, and what the next one still needs. */
export function ProfileCard({ live, content: { security }, may, actions }: SecurityTabProps) {
  const t = useTranslations('security.profile')
  const { act, pending } = useAct()
  const { requiredProfile, currentProfile, autocharge } = security
  const edit = (change: { securityProfile?: number; autocharge?: boolean }) =>
    act(actions.edit, { id: live.id, change }, t('saved'))
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-4">
        <p className="flex items-start gap-2.5">
          <ShieldCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
          <span>
            <span className="block font-medium">
              {currentProfile === null ? t('notConnected') : t('current', { profile: currentProfile })}
            </span>
            {currentProfile !== null && (
              <span className="text-muted-foreground">{t(`is.${PROFILES[currentProfile] ?? '0'}`)}</span>
            )}
          </span>
        </p>
        {may.write && (
          <RequiredProfile
            key={requiredProfile}
            required={requiredProfile}
            current={currentProfile}
            pending={pending}
            onChange={(securityProfile) => edit({ securityProfile })}
          />
        )}
        <NextProfile live={live} security={security} mayCommand={may.command} command={actions.command} />
        {may.write && (
          <div className="flex items-start gap-2.5 border-t pt-4">
            <Switch
              id="autocharge"
              checked={autocharge}
              disabled={pending}
              onCheckedChange={(on) => void edit({ autocharge: on })}
            />
            <div className="grid gap-1">
              <Label htmlFor="autocharge">{t('autocharge')}</Label>
              <p className="text-muted-foreground text-xs">{t('autochargeHelp')}</p>
            </div>
          </div>
        )}
      </CardContent>
    </Card>
  )
}

interface RequiredProfileProps {
  required: number
  current: number | null
  pending: boolean
  onChange: (profile: number) => Promise<boolean>
}

function RequiredProfile({ required, current, pending, onChange }: RequiredProfileProps) {
  const t = useTranslations('security.profile')
  const common = useTranslations('common')
  const [wanted, setWanted] = useState(String(required))
  const isHigherThanNow = current !== null && Number(wanted) > current
  return (
    <div className="grid grid-cols-[1fr_auto] items-end gap-2">
      <Field label={t('required')}>
        <NativeSelect value={wanted} onChange={(event) => setWanted(event.target.value)}>
          {PROFILES.map((profile) => (
            <option key={profile} value={profile}>
              {profile} · {t(`is.${profile}`)}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Confirm
        trigger={
          <Button variant="outline" disabled={wanted === String(required)} pending={pending}>
            {common('save')}
          </Button>
        }
        title={t('requireTitle', { profile: wanted })}
        description={t(isHigherThanNow ? 'requireHigher' : 'requireText')}
        confirmLabel={common('save')}
        cancelLabel={common('cancel')}
        destructive={isHigherThanNow}
        onConfirm={() => onChange(Number(wanted))}
      />
      <p className="col-span-2 text-muted-foreground text-xs">{t('requiredHelp')}</p>
    </div>
  )
}

interface NextProfileProps {
  live: SecurityTabProps['live']
  security: SecurityTabProps['content']['security']
  mayCommand: boolean
  command: SecurityTabProps['actions']['command']
}

/** The steps to the next profile, those that are done ticked off, and the last one. */
function NextProfile({ live, security: { next }, mayCommand, command }: NextProfileProps) {
  const t = useTranslations('security.profile')
  const common = useTranslations('common')
  const { act, pending } = useAct()
  const [unchecked, setUnchecked] = useState(false)
  if (next === null) return <p className="text-muted-foreground">{t('top')}</p>
  const isMissing = (step: UpgradeStep) => next.missing.includes(step)
  const isReady = next.missing.length === 0
  const upgrade = () =>
    act(
      command,
      { id: live.id, command: { type: 'upgrade-security-profile', profile: next.profile, unchecked } },
      t('asked', { profile: next.profile }),
    )
  return (
    <section className="grid gap-2.5 border-t pt-4">
      <h3 className="font-medium">{t('next', { profile: next.profile })}</h3>
      <ol className="grid gap-1.5">
        {stepsTo(next.profile).map((step) => (
          <li key={step} className="flex items-start gap-2.5">
            {isMissing(step) ? (
              <Circle aria-label={t('missing')} className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
            ) : (
              <Check aria-label={t('done')} className="mt-0.5 size-4 shrink-0 text-status-available" />
            )}
            <span>
              {t(`step.${step}`)}
              {isMissing(step) && <span className="block text-muted-foreground text-xs">{t(`how.${step}`)}</span>}
            </span>
          </li>
        ))}
      </ol>
      {mayCommand && (
        <>
          {!isReady && (
            <div className="flex items-start gap-2.5">
              <Checkbox
                id="unchecked"
                checked={unchecked}
                onCheckedChange={(checked) => setUnchecked(checked === true)}
              />
              <Label htmlFor="unchecked" className="font-normal">
                {t('unchecked')}
              </Label>
            </div>
          )}
          <Confirm
            trigger={
              <Button
                className="justify-self-start"
                variant={isReady ? 'default' : 'outline'}
                disabled={!live.online || (!isReady && !unchecked)}
                title={live.online ? undefined : t('needsConnection')}
                pending={pending}
              >
                {t('upgrade', { profile: next.profile })}
              </Button>
            }
            title={t('upgradeTitle', { id: live.id, profile: next.profile })}
            description={t('upgradeText')}
            confirmLabel={t('upgrade', { profile: next.profile })}
            cancelLabel={common('cancel')}
            onConfirm={upgrade}
          />
        </>
      )}
    </section>
  )
}
