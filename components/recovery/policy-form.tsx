'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useState } from 'react'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useAct } from '@/components/forms/use-act'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import { Switch } from '@/components/ui/switch'
import { PLAYBOOK_NAMES, PLAYBOOKS } from '@/lib/recovery/playbooks'
import { MOST_TRIES, RECOVERY_MODES, type RecoveryPolicy } from '@/lib/recovery/policy'
import type { ChosenSite, PolicyActions, ShownPolicy } from './shown-policy'
import { useRecoveryWords } from './use-recovery-words'

interface PolicyFormProps {
  trigger: ReactNode
  policy: ShownPolicy
  /** To choose from, for a new one; else the policy's own place stays. */
  sites: readonly ChosenSite[]
  actions: PolicyActions
}

/** Decides what self-recovery may do; each mode says what will happen. */
export function PolicyForm({ trigger, ...props }: PolicyFormProps) {
  const t = useTranslations('recovery.policy')
  return (
    <FormDialog trigger={trigger} title={t('formTitle')} description={t('formText')} className="max-w-xl">
      {(close) => <Fields {...props} onDone={close} />}
    </FormDialog>
  )
}

const TRIES = Array.from({ length: MOST_TRIES }, (_, index) => index + 1)

type Quiet = NonNullable<RecoveryPolicy['quietHours']>
const NIGHT: Quiet = { from: '22:00', until: '06:00' }

function Fields({ policy: shown, sites, actions, onDone }: Omit<PolicyFormProps, 'trigger'> & { onDone: () => void }) {
  const t = useTranslations('recovery')
  const { act, pending } = useAct()
  const [siteId, setSiteId] = useState(shown.siteId)
  const [policy, setPolicy] = useState(shown.policy)
  const change = (changed: Partial<RecoveryPolicy>) => setPolicy((before) => ({ ...before, ...changed }))
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (await act(actions.set, { ...policy, siteId }, t('policy.saved'))) onDone()
  }
  const reset = async () => {
    if (await act(actions.reset, { siteId }, t('policy.wasReset'))) onDone()
  }
  return (
    <form onSubmit={save} noValidate className="grid grid-cols-1 gap-4 sm:grid-cols-2">
      {sites.length > 0 && (
        <Field label={t('policy.site')} className="sm:col-span-2">
          <NativeSelect value={siteId ?? ''} onChange={({ target }) => setSiteId(target.value)}>
            {sites.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </NativeSelect>
        </Field>
      )}
      <Modes policy={policy} onChange={(mode) => change({ mode })} />
      <Field label={t('policy.tries')} description={t('policy.triesText')}>
        <NativeSelect
          value={String(policy.maxTries)}
          onChange={({ target }) => change({ maxTries: Number(target.value) })}
        >
          {TRIES.map((tries) => (
            <option key={tries}>{tries}</option>
          ))}
        </NativeSelect>
      </Field>
      <QuietFields quiet={policy.quietHours} onChange={(quietHours) => change({ quietHours })} />
      <PlaybookSwitches off={policy.playbooksOff} onChange={(playbooksOff) => change({ playbooksOff })} />
      {shown.updatedAt !== null && (
        <Button type="button" variant="ghost" onClick={reset} disabled={pending} className="justify-self-start">
          {t(shown.siteId === null ? 'policy.resetNetwork' : 'policy.reset')}
        </Button>
      )}
      <FormButtons pending={pending} className="sm:col-span-2" />
    </form>
  )
}

function Modes({ policy, onChange }: { policy: RecoveryPolicy; onChange: (mode: RecoveryPolicy['mode']) => void }) {
  const t = useTranslations('recovery')
  return (
    <fieldset className="grid gap-2 sm:col-span-2">
      <legend className="mb-1.5 font-medium">{t('policy.mode')}</legend>
      {RECOVERY_MODES.map((mode) => (
        <label
          key={mode}
          className={cn(
            'flex cursor-pointer items-start gap-3 rounded-md border p-3 has-focus-visible:outline-2 has-focus-visible:outline-ring',
            policy.mode === mode && 'border-primary bg-accent/40',
          )}
        >
          <input
            type="radio"
            name="mode"
            value={mode}
            checked={policy.mode === mode}
            onChange={() => onChange(mode)}
            className="mt-1 accent-primary"
          />
          <span>
            <span className="block font-medium">{t(`mode.${mode}`)}</span>
            <span className="block text-muted-foreground text-xs">
              {t(`modeText.${mode}`, { tries: policy.maxTries })}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

function QuietFields({ quiet, onChange }: { quiet: Quiet | null; onChange: (quiet: Quiet | null) => void }) {
  const t = useTranslations('recovery.policy')
  return (
    <fieldset className="grid content-start gap-1.5">
      <legend className="sr-only">{t('quiet')}</legend>
      <span className="flex items-center gap-3">
        <Switch id="quiet" checked={quiet !== null} onCheckedChange={(isOn) => onChange(isOn ? NIGHT : null)} />
        <label htmlFor="quiet" className="font-medium">
          {t('quiet')}
        </label>
      </span>
      {quiet && (
        <span className="flex items-center gap-2">
          <Input
            type="time"
            required
            aria-label={t('quietFrom')}
            value={quiet.from}
            onChange={({ target }) => onChange({ ...quiet, from: target.value })}
          />
          {t('quietUntil')}
          <Input
            type="time"
            required
            aria-label={t('quietUntil')}
            value={quiet.until}
            onChange={({ target }) => onChange({ ...quiet, until: target.value })}
          />
        </span>
      )}
      <p className="text-muted-foreground text-xs">{t('quietText')}</p>
    </fieldset>
  )
}

type Off = RecoveryPolicy['playbooksOff']

function PlaybookSwitches({ off, onChange }: { off: Off; onChange: (off: Off) => void }) {
  const t = useTranslations('recovery')
  const words = useRecoveryWords()
  return (
    <fieldset className="grid gap-2 sm:col-span-2">
      <legend className="mb-1.5 font-medium">{t('policy.playbooks')}</legend>
      {PLAYBOOK_NAMES.map((name) => (
        <div key={name} className="flex items-start gap-3">
          <Switch
            id={`playbook-${name}`}
            checked={!off.includes(name)}
            onCheckedChange={(isOn) => onChange(isOn ? off.filter((one) => one !== name) : [...off, name])}
          />
          <label htmlFor={`playbook-${name}`}>
            <span className="block font-medium">{t(`playbook.${name}`)}</span>
            <span className="block text-muted-foreground text-xs">{t(`playbookText.${name}`)}</span>
            <span className="block text-xs first-letter:uppercase">
              {PLAYBOOKS[name].steps.map(words.step).join(' → ')}
            </span>
          </label>
        </div>
      ))}
    </fieldset>
  )
}
