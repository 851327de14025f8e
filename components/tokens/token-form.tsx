'use client'

import { useTranslations } from 'next-intl'
import { toast } from 'sonner'
import type { z } from 'zod'
import type { Action } from '@/components/forms/action-result'
import { FormButtons, FormDialog, type FormDialogOpening } from '@/components/forms/form-dialog'
import { useActionForm } from '@/components/forms/use-action-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import { newTokenSchema, TOKEN_TYPES, tokenEditSchema } from '@/lib/tokens/token'

/** A token as a form holds it: the customer's id and the instant as text. */
export interface TokenValues {
  value: string
  type: (typeof TOKEN_TYPES)[number]
  name: string
  /** ISO 8601; null: never. */
  expiresAt: string | null
  groupName: string
  customerId: string | null
  driverId: string | null
  vehicleId: string | null
  costCentreId: string | null
}

/** What of a customer's a token may be of. */
export interface TokenHolders {
  readonly costCentres: readonly { id: string; name: string }[]
  readonly vehicles: readonly { id: string; name: string }[]
  readonly drivers: readonly { id: string; name: string }[]
}

interface TokenFormProps extends FormDialogOpening {
  title: string
  /** The token being edited; absent for a new one. */
  token?: TokenValues
  customers: readonly { id: string; name: string }[]
  /** Of the one customer there is to choose; absent where any customer may be chosen. */
  holders?: TokenHolders
  action: Action<TokenValues>
}

/** Creates a token or edits one, in a dialog. A token's value never changes: another value is another card. */
export function TokenForm({ trigger, title, open, onOpenChange, ...props }: TokenFormProps) {
  return (
    <FormDialog trigger={trigger} open={open} onOpenChange={onOpenChange} title={title} className="max-w-md">
      {(close) => <Fields {...props} onDone={close} />}
    </FormDialog>
  )
}

const NEW_TOKEN: TokenValues = {
  value: '',
  type: 'rfid',
  name: '',
  expiresAt: null,
  groupName: '',
  customerId: null,
  driverId: null,
  vehicleId: null,
  costCentreId: null,
}

function Fields({
  token,
  customers,
  holders,
  action,
  onDone,
}: Pick<TokenFormProps, 'token' | 'customers' | 'holders' | 'action'> & { onDone: () => void }) {
  const t = useTranslations('tokens')
  const { register, submit, pending, problem } = useActionForm<TokenValues, unknown>({
    schema: (token ? tokenEditSchema : newTokenSchema) as unknown as z.ZodType<unknown, TokenValues>,
    defaultValues: token ? { ...token, expiresAt: localTime(token.expiresAt) } : NEW_TOKEN,
    action: (values) =>
      action({
        ...values,
        ...keptHolders(values, token),
        expiresAt: values.expiresAt ? new Date(values.expiresAt).toISOString() : null,
      }),
    onDone: (_data, values) => {
      toast.success(t(token ? 'saved' : 'created', { value: values.value }))
      onDone()
    },
  })
  return (
    <form onSubmit={submit} noValidate className="grid grid-cols-2 gap-4">
      {!token && (
        <Field
          label={t('form.value')}
          required
          description={t('form.valueHelp')}
          error={problem('value')}
          className="col-span-2"
        >
          <Input {...register('value')} autoComplete="off" spellCheck={false} className="font-mono" />
        </Field>
      )}
      <Field label={t('form.name')} description={t('form.nameHelp')} error={problem('name')} className="col-span-2">
        <Input {...register('name')} autoComplete="off" />
      </Field>
      <Field label={t('form.type')} error={problem('type')}>
        <NativeSelect {...register('type')}>
          {TOKEN_TYPES.map((type) => (
            <option key={type} value={type}>
              {t(`type.${type}`)}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label={t('form.expiresAt')} description={t('form.expiresHelp')} error={problem('expiresAt')}>
        <Input {...register('expiresAt', { setValueAs: (text) => text || null })} type="datetime-local" />
      </Field>
      <Field label={t('form.customer')} error={problem('customerId')}>
        <NativeSelect {...register('customerId', { setValueAs: (id) => id || null })}>
          <option value="">{t('form.noCustomer')}</option>
          {customers.map((customer) => (
            <option key={customer.id} value={customer.id}>
              {customer.name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label={t('form.group')} description={t('form.groupHelp')} error={problem('groupName')}>
        <Input {...register('groupName')} autoComplete="off" />
      </Field>
      {holders &&
        HOLDERS.map(([name, list]) => (
          <Field key={name} label={t(`form.${name}`)} error={problem(name)}>
            <NativeSelect {...register(name, { setValueAs: (id) => id || null })}>
              <option value="">{t('form.none')}</option>
              {holders[list].map((holder) => (
                <option key={holder.id} value={holder.id}>
                  {holder.name}
                </option>
              ))}
            </NativeSelect>
          </Field>
        ))}
      <FormButtons pending={pending} className="col-span-2" />
    </form>
  )
}

const HOLDERS = [
  ['driverId', 'drivers'],
  ['vehicleId', 'vehicles'],
  ['costCentreId', 'costCentres'],
] as const

/** Driver, vehicle and cost centre are the customer's: with another customer they are gone. */
const keptHolders = (values: TokenValues, before: TokenValues | undefined) =>
  values.customerId === (before?.customerId ?? null) ? {} : { driverId: null, vehicleId: null, costCentreId: null }

/** As a datetime-local field wants it: the reader's own zone, to the minute. */
function localTime(iso: string | null): string | null {
  if (iso === null) return null
  const at = new Date(iso)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
