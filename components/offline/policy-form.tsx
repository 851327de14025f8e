'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { toast } from 'sonner'
import type { Action } from '@/components/forms/action-result'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { asNumber, useActionForm } from '@/components/forms/use-action-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import { type PlacedPolicyInput, placedPolicySchema } from '@/lib/offline-policy/offline-policy'
import type { ShownPolicy } from './offline-policies'

interface PolicyFormProps {
  trigger: ReactNode
  title: string
  /** Null: a new one. */
  policy: ShownPolicy | null
  /** To choose from; null: the place is given. */
  sites: readonly { readonly id: string; readonly name: string }[] | null
  action: Action<PlacedPolicyInput>
}

/** Says what stations do when they cannot ask us, in a dialog. */
export function PolicyForm({ trigger, title, ...props }: PolicyFormProps) {
  const t = useTranslations('offline')
  return (
    <FormDialog trigger={trigger} title={title} description={t('formText')} className="max-w-xl">
      {(close) => <Fields {...props} onDone={close} />}
    </FormDialog>
  )
}

const LEAVE = { localList: null, authorisationCache: null, preAuthorise: null, unknownTokens: null, safeCurrentA: null }
const SWITCHES = ['localList', 'authorisationCache', 'preAuthorise', 'unknownTokens'] as const
const asSwitch = {
  setValueAs: (value: unknown) => (value === '' || value == null ? null : value === true || value === 'true'),
}

function Fields({
  policy,
  sites,
  action,
  onDone,
}: Omit<PolicyFormProps, 'trigger' | 'title'> & { onDone: () => void }) {
  const t = useTranslations('offline')
  const { localList, authorisationCache, preAuthorise, unknownTokens, safeCurrentA } = policy ?? LEAVE
  const { register, submit, pending, problem } = useActionForm<PlacedPolicyInput, unknown>({
    schema: placedPolicySchema,
    defaultValues: {
      siteId: policy?.siteId ?? sites?.[0]?.id ?? null,
      localList,
      authorisationCache,
      preAuthorise,
      unknownTokens,
      safeCurrentA,
    },
    action,
    onDone: () => {
      toast.success(t('saved'))
      onDone()
    },
  })
  return (
    <form onSubmit={submit} noValidate className="grid grid-cols-1 gap-4 sm:grid-cols-2">
      {sites && (
        <Field label={t('site')} error={problem('siteId')} className="sm:col-span-2">
          <NativeSelect {...register('siteId')}>
            {sites.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </NativeSelect>
        </Field>
      )}
      {SWITCHES.map((name) => (
        <Field key={name} label={t(`field.${name}`)} description={t(`help.${name}`)} error={problem(name)}>
          <NativeSelect {...register(name, asSwitch)}>
            <option value="">{t('choice.leave')}</option>
            <option value="true">{t('choice.on')}</option>
            <option value="false">{t('choice.off')}</option>
          </NativeSelect>
        </Field>
      ))}
      <Field
        label={t('field.safeCurrent')}
        description={t('help.safeCurrent')}
        error={problem('safeCurrentA')}
        className="sm:col-span-2"
      >
        <Input
          {...register('safeCurrentA', asNumber)}
          inputMode="numeric"
          autoComplete="off"
          placeholder={t('choice.leave')}
          className="sm:max-w-56"
        />
      </Field>
      <FormButtons pending={pending} className="sm:col-span-2" />
    </form>
  )
}
