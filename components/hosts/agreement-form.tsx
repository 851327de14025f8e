'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { toast } from 'sonner'
import type { z } from 'zod'
import type { Action } from '@/components/forms/action-result'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useActionForm } from '@/components/forms/use-action-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import { agreementSchema, FEE_PAYERS, hostSchema, SHARE_MODELS, type ShareModel } from '@/lib/hosts/agreement'

/** As the form holds it. */
export interface AgreementValues {
  siteId: string
  name: string
  orgNumber: string
  vatNumber: string
  street: string
  postalCode: string
  city: string
  country: string
  email: string
  language: 'sv' | 'en'
  bankAccount: string
  model: ShareModel
  percent: string
  perKwh: string
  monthlyFee: string
  feePayer: 'operator' | 'host'
  vatPercent: string
  validFrom: string
  validTo: string
}

interface AgreementFormProps {
  trigger: ReactNode
  title: string
  values: AgreementValues
  /** Of a new agreement; one that exists keeps its site and what the host gets. */
  sites: readonly { id: string; name: string }[] | null
  action: Action<AgreementValues>
}

interface EditAgreementProps extends Omit<AgreementFormProps, 'sites' | 'action'> {
  id: string
  action: Action<{ id: string; host: AgreementValues }>
}

/** Changes who the host of an agreement is, and when it ends. */
export function EditAgreement({ id, action, ...props }: EditAgreementProps) {
  return <AgreementForm {...props} sites={null} action={(host) => action({ id, host })} />
}

/** Makes an agreement with a site's host, or changes who the host is and when it ends. */
export function AgreementForm({ trigger, title, ...props }: AgreementFormProps) {
  return (
    <FormDialog trigger={trigger} title={title} className="max-w-2xl">
      {(close) => <Fields {...props} onDone={close} />}
    </FormDialog>
  )
}

const WHO = [
  ['name', 'sm:col-span-2'],
  ['orgNumber', ''],
  ['vatNumber', ''],
  ['street', 'sm:col-span-2'],
  ['postalCode', ''],
  ['city', ''],
  ['email', ''],
  ['bankAccount', ''],
] as const

function Fields({
  values,
  sites,
  action,
  onDone,
}: Omit<AgreementFormProps, 'trigger' | 'title'> & { onDone: () => void }) {
  const t = useTranslations('hosts')
  const isNew = sites !== null
  const { form, register, submit, pending, problem } = useActionForm<AgreementValues, unknown>({
    schema: (isNew ? agreementSchema : hostSchema) as unknown as z.ZodType<unknown, AgreementValues>,
    defaultValues: values,
    action,
    onDone: (_data, kept) => {
      toast.success(t(isNew ? 'created' : 'saved', { name: kept.name }))
      onDone()
    },
  })
  const isPerKwh = form.watch('model') === 'per-kwh'
  return (
    <form onSubmit={submit} noValidate className="grid grid-cols-1 gap-4 sm:grid-cols-2">
      {isNew && (
        <Field label={t('form.site')} required error={problem('siteId')} className="sm:col-span-2">
          <NativeSelect {...register('siteId')}>
            <option value="" />
            {sites.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </NativeSelect>
        </Field>
      )}
      {WHO.map(([name, width]) => (
        <Field
          key={name}
          label={t(`form.${name}`)}
          required={name === 'name'}
          error={problem(name)}
          className={width}
          description={name === 'vatNumber' ? t('form.vatHelp') : undefined}
        >
          <Input {...register(name)} type={name === 'email' ? 'email' : 'text'} autoComplete="off" />
        </Field>
      ))}
      <Field label={t('form.language')} error={problem('language')}>
        <NativeSelect {...register('language')}>
          <option value="sv">{t('form.languages.sv')}</option>
          <option value="en">{t('form.languages.en')}</option>
        </NativeSelect>
      </Field>
      {isNew ? (
        <>
          <Field label={t('form.model')} error={problem('model')}>
            <NativeSelect {...register('model')}>
              {SHARE_MODELS.map((model) => (
                <option key={model} value={model}>
                  {t(`form.models.${model}`)}
                </option>
              ))}
            </NativeSelect>
          </Field>
          <Field
            label={t(isPerKwh ? 'form.perKwh' : 'form.percent')}
            required
            error={problem(isPerKwh ? 'perKwh' : 'percent')}
          >
            <Input
              key={isPerKwh ? 'perKwh' : 'percent'}
              {...register(isPerKwh ? 'perKwh' : 'percent')}
              inputMode="decimal"
              autoComplete="off"
            />
          </Field>
          <Field label={t('form.vatPercent')} error={problem('vatPercent')}>
            <Input {...register('vatPercent')} inputMode="decimal" autoComplete="off" />
          </Field>
          <Field label={t('form.monthlyFee')} error={problem('monthlyFee')}>
            <Input {...register('monthlyFee')} inputMode="decimal" autoComplete="off" />
          </Field>
          <Field label={t('form.feePayer')} error={problem('feePayer')}>
            <NativeSelect {...register('feePayer')}>
              {FEE_PAYERS.map((payer) => (
                <option key={payer} value={payer}>
                  {t(`form.payers.${payer}`)}
                </option>
              ))}
            </NativeSelect>
          </Field>
          <Field label={t('form.validFrom')} required error={problem('validFrom')}>
            <Input {...register('validFrom')} type="date" />
          </Field>
        </>
      ) : (
        <p className="self-end text-muted-foreground text-xs">{t('form.termsFixed')}</p>
      )}
      <Field label={t('form.validTo')} error={problem('validTo')} description={t('form.validToHelp')}>
        <Input {...register('validTo')} type="date" />
      </Field>
      <FormButtons pending={pending} className="sm:col-span-2" />
    </form>
  )
}
