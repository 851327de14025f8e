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
import { PRICE_AREAS, type SiteInput, siteSchema } from '@/lib/sites/site'

interface SiteFormProps {
  trigger: ReactNode
  title: string
  site?: SiteInput
  tariffs: readonly { id: string; name: string }[]
  action: Action<SiteInput>
  doneMessage: 'created' | 'saved'
}

/** Creates a site or edits one, in a dialog. */
export function SiteForm({ trigger, title, ...props }: SiteFormProps) {
  return (
    <FormDialog trigger={trigger} title={title} className="max-w-xl">
      {(close) => <Fields {...props} onDone={close} />}
    </FormDialog>
  )
}

const NEW_SITE: SiteInput = {
  name: '',
  country: 'SE',
  timeZone: 'Europe/Stockholm',
  priceArea: 'SE3',
  hasPublicPages: true,
}

function Fields({
  site,
  tariffs,
  action,
  doneMessage,
  onDone,
}: Omit<SiteFormProps, 'trigger' | 'title'> & { onDone: () => void }) {
  const t = useTranslations('sites')
  const { register, submit, pending, problem } = useActionForm<SiteInput, unknown>({
    schema: siteSchema,
    defaultValues: site ?? NEW_SITE,
    action,
    onDone: (_data, values) => {
      toast.success(t(doneMessage, { name: values.name }))
      onDone()
    },
  })
  return (
    <form onSubmit={submit} noValidate className="grid grid-cols-1 gap-4 sm:grid-cols-6">
      <Field label={t('form.name')} required error={problem('name')} className="sm:col-span-6">
        <Input {...register('name')} autoComplete="off" />
      </Field>
      <Field label={t('form.address')} error={problem('address')} className="sm:col-span-6">
        <Input {...register('address')} autoComplete="off" />
      </Field>
      <Field label={t('form.postalCode')} error={problem('postalCode')} className="sm:col-span-2">
        <Input {...register('postalCode')} autoComplete="off" />
      </Field>
      <Field label={t('form.city')} error={problem('city')} className="sm:col-span-3">
        <Input {...register('city')} autoComplete="off" />
      </Field>
      <Field label={t('form.country')} error={problem('country')} className="sm:col-span-1">
        <Input {...register('country')} maxLength={2} autoComplete="off" />
      </Field>
      <Field
        label={t('form.latitude')}
        error={problem('latitude')}
        description={t('form.coordinatesHelp')}
        className="sm:col-span-3"
      >
        <Input {...register('latitude', asNumber)} inputMode="decimal" autoComplete="off" />
      </Field>
      <Field label={t('form.longitude')} error={problem('longitude')} className="sm:col-span-3">
        <Input {...register('longitude', asNumber)} inputMode="decimal" autoComplete="off" />
      </Field>
      <Field
        label={t('form.timeZone')}
        error={problem('timeZone')}
        description={t('form.timeZoneHelp')}
        className="sm:col-span-3"
      >
        <Input {...register('timeZone')} list="time-zones" autoComplete="off" />
      </Field>
      <datalist id="time-zones">
        {[
          'Europe/Stockholm',
          'Europe/Helsinki',
          'Europe/Oslo',
          'Europe/Copenhagen',
          'Europe/Berlin',
          'Europe/Tallinn',
        ].map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <Field label={t('form.priceArea')} error={problem('priceArea')} className="sm:col-span-3">
        <NativeSelect {...register('priceArea')}>
          {PRICE_AREAS.map((area) => (
            <option key={area}>{area}</option>
          ))}
        </NativeSelect>
      </Field>
      <Field label={t('form.fuse')} error={problem('fuseA')} className="sm:col-span-3">
        <Input {...register('fuseA', asNumber)} inputMode="numeric" autoComplete="off" />
      </Field>
      <Field
        label={t('form.tariff')}
        error={problem('tariffId')}
        description={t('form.tariffHelp')}
        className="sm:col-span-3"
      >
        <NativeSelect {...register('tariffId')}>
          <option value="">{t('form.defaultTariff')}</option>
          {tariffs.map((tariff) => (
            <option key={tariff.id} value={tariff.id}>
              {tariff.name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <label className="flex items-start gap-2.5 sm:col-span-6">
        <input type="checkbox" className="mt-1 accent-primary" {...register('hasPublicPages')} />
        <span>
          {t('form.publicPages')}
          <span className="block text-muted-foreground text-xs">{t('form.publicPagesHelp')}</span>
        </span>
      </label>
      <FormButtons pending={pending} className="sm:col-span-6" />
    </form>
  )
}
