'use client'

import { useTranslations } from 'next-intl'
import { toast } from 'sonner'
import type { Action } from '@/components/forms/action-result'
import { FormButtons, FormDialog, type FormDialogOpening } from '@/components/forms/form-dialog'
import { asNumber, useActionForm } from '@/components/forms/use-action-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import { BILLINGS, CUSTOMER_KINDS, type CustomerInput, customerSchema, LANGUAGES } from '@/lib/customers/customer'
import { PEPPOL_SCHEMES } from '@/lib/customers/peppol-endpoint'
import { DELIVERY_WAYS, MAILED_FORMATS } from '@/lib/mailings/invoice-delivery'

interface CustomerFormProps extends FormDialogOpening {
  title: string
  customer?: CustomerInput
  /** Makes a new one … */
  action?: Action<CustomerInput>
  /** … or changes one. */
  editing?: { id: string; action: Action<{ id: string; customer: CustomerInput }> }
  doneMessage: 'created' | 'saved'
}

/** Creates a customer or edits one, in a dialog. */
export function CustomerForm({ trigger, title, open, onOpenChange, ...props }: CustomerFormProps) {
  return (
    <FormDialog trigger={trigger} open={open} onOpenChange={onOpenChange} title={title} className="max-w-2xl">
      {(close) => <Fields {...props} onDone={close} />}
    </FormDialog>
  )
}

const NEW: CustomerInput = {
  name: '',
  kind: 'company',
  country: 'SE',
  language: 'sv',
  billing: 'consolidated',
  invoiceDelivery: 'mail',
  invoiceFiles: ['pdf'],
}
const TEXTS = ['street', 'postalCode', 'city', 'country'] as const
const REFERENCES = ['buyerReference', 'orderReference'] as const

function Fields({
  customer,
  action,
  editing,
  doneMessage,
  onDone,
}: Pick<CustomerFormProps, 'customer' | 'action' | 'editing' | 'doneMessage'> & { onDone: () => void }) {
  const t = useTranslations('customers')
  const { register, submit, pending, problem } = useActionForm<CustomerInput, unknown>({
    schema: customerSchema,
    defaultValues: customer ?? NEW,
    action: (values) => (editing ? editing.action({ id: editing.id, customer: values }) : action!(values)),
    onDone: (_data, values) => {
      toast.success(t(doneMessage, { name: values.name }))
      onDone()
    },
  })
  const orNothing = { setValueAs: (text: string | null) => text || null }
  return (
    <form onSubmit={submit} noValidate className="grid max-h-[75dvh] grid-cols-2 gap-4 overflow-y-auto px-1">
      <Field label={t('form.name')} required error={problem('name')} className="col-span-2 sm:col-span-1">
        <Input {...register('name')} autoComplete="off" />
      </Field>
      <Field label={t('form.kind')} error={problem('kind')} className="col-span-2 sm:col-span-1">
        <NativeSelect {...register('kind')}>
          {CUSTOMER_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kind.${kind}`)}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label={t('form.orgNumber')} description={t('form.orgNumberHelp')} error={problem('orgNumber')}>
        <Input {...register('orgNumber')} autoComplete="off" />
      </Field>
      <Field label={t('form.vatNumber')} description={t('form.vatNumberHelp')} error={problem('vatNumber')}>
        <Input {...register('vatNumber')} autoComplete="off" />
      </Field>
      {TEXTS.map((name) => (
        <Field key={name} label={t(`form.${name}`)} error={problem(name)}>
          <Input {...register(name)} autoComplete="off" />
        </Field>
      ))}
      <Field label={t('form.email')} error={problem('email')}>
        <Input {...register('email')} type="email" autoComplete="off" />
      </Field>
      <Field label={t('form.invoiceEmail')} description={t('form.invoiceEmailHelp')} error={problem('invoiceEmail')}>
        <Input {...register('invoiceEmail')} type="email" autoComplete="off" />
      </Field>
      <Field label={t('form.invoiceDelivery')} error={problem('invoiceDelivery')}>
        <NativeSelect {...register('invoiceDelivery')}>
          {DELIVERY_WAYS.map((way) => (
            <option key={way} value={way}>
              {t(`invoiceDelivery.${way}`)}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <fieldset className="grid content-start gap-1.5">
        <legend className="mb-1.5 font-medium">{t('form.invoiceFiles')}</legend>
        <div className="flex flex-wrap gap-x-4 gap-y-1">
          {MAILED_FORMATS.map((format) => (
            <label key={format} className="flex items-center gap-1.5">
              <input type="checkbox" value={format} {...register('invoiceFiles')} className="size-4 accent-primary" />
              {t(`invoiceFile.${format}`)}
            </label>
          ))}
        </div>
        {problem('invoiceFiles') && (
          <p role="alert" className="text-status-faulted text-xs">
            {problem('invoiceFiles')}
          </p>
        )}
      </fieldset>
      <Field label={t('form.billing')} error={problem('billing')}>
        <NativeSelect {...register('billing')}>
          {BILLINGS.map((billing) => (
            <option key={billing} value={billing}>
              {t(`billing.${billing}`)}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label={t('form.billingDay')} description={t('form.billingDayHelp')} error={problem('billingDay')}>
        <Input {...register('billingDay', asNumber)} inputMode="numeric" />
      </Field>
      <Field label={t('form.paymentDays')} description={t('form.paymentDaysHelp')} error={problem('paymentDays')}>
        <Input {...register('paymentDays', asNumber)} inputMode="numeric" />
      </Field>
      <Field label={t('form.language')} error={problem('language')}>
        <NativeSelect {...register('language')}>
          {LANGUAGES.map((language) => (
            <option key={language} value={language}>
              {t(`language.${language}`)}
            </option>
          ))}
        </NativeSelect>
      </Field>
      {REFERENCES.map((name) => (
        <Field key={name} label={t(`form.${name}`)} error={problem(name)}>
          <Input {...register(name)} autoComplete="off" />
        </Field>
      ))}
      <Field label={t('form.endpointScheme')} error={problem('endpointScheme')}>
        <NativeSelect {...register('endpointScheme', orNothing)}>
          <option value="">{t('form.noEndpoint')}</option>
          {PEPPOL_SCHEMES.map((scheme) => (
            <option key={scheme} value={scheme}>
              {scheme}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label={t('form.endpointId')} error={problem('endpointId')}>
        <Input {...register('endpointId', orNothing)} autoComplete="off" />
      </Field>
      <Field label={t('form.isReverseCharge')} description={t('form.reverseHelp')} error={problem('isReverseCharge')}>
        <NativeSelect {...register('isReverseCharge', { setValueAs: (value) => value === true || value === 'true' })}>
          <option value="false">{t('no')}</option>
          <option value="true">{t('yes')}</option>
        </NativeSelect>
      </Field>
      <FormButtons pending={pending} className="col-span-2" />
    </form>
  )
}
