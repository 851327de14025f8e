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
import { costCentreSchema } from '@/lib/cost-centres/cost-centre'
import { driverSchema } from '@/lib/drivers/driver'
import { vehicleSchema } from '@/lib/vehicles/vehicle'
import type { FleetKind } from './fleet-table'

/** All that one of the three has; the schema of each takes what is its own. */
export interface FleetValues {
  code: string
  plate: string
  name: string
  email: string
  phone: string
  costCentreId: string
  isArchived: boolean
}

const SCHEMAS = { 'cost-centre': costCentreSchema, vehicle: vehicleSchema, driver: driverSchema } as const

interface FleetFormProps {
  kind: FleetKind
  trigger: ReactNode
  title: string
  values: FleetValues
  centres: readonly { id: string; name: string }[]
  action: Action<FleetValues>
}

/** Makes or changes a cost centre, a vehicle or a driver. */
export function FleetForm({ trigger, title, ...props }: FleetFormProps) {
  return (
    <FormDialog trigger={trigger} title={title} className="max-w-md">
      {(close) => <Fields {...props} onDone={close} />}
    </FormDialog>
  )
}

function Fields({
  kind,
  values,
  centres,
  action,
  onDone,
}: Omit<FleetFormProps, 'trigger' | 'title'> & { onDone: () => void }) {
  const t = useTranslations('customers')
  const { register, submit, pending, problem } = useActionForm<FleetValues, unknown>({
    schema: SCHEMAS[kind] as unknown as z.ZodType<unknown, FleetValues>,
    defaultValues: values,
    action,
    onDone: (_data, kept) => {
      toast.success(t('saved', { name: kind === 'vehicle' ? kept.plate : kept.name || kept.code }))
      onDone()
    },
  })
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      {kind === 'cost-centre' && (
        <Field label={t('fleet.cost-centre.code')} required error={problem('code')}>
          <Input {...register('code')} autoComplete="off" />
        </Field>
      )}
      {kind === 'vehicle' && (
        <Field label={t('fleet.vehicle.code')} required error={problem('plate')}>
          <Input {...register('plate')} autoComplete="off" />
        </Field>
      )}
      <Field label={t('form.name')} required={kind === 'driver'} error={problem('name')}>
        <Input {...register('name')} autoComplete="off" />
      </Field>
      {kind === 'driver' && (
        <>
          <Field label={t('form.email')} error={problem('email')}>
            <Input {...register('email')} type="email" autoComplete="off" />
          </Field>
          <Field label={t('fleet.phone')} error={problem('phone')}>
            <Input {...register('phone')} type="tel" autoComplete="off" />
          </Field>
        </>
      )}
      {kind !== 'cost-centre' && (
        <Field label={t('fleet.costCentre')} error={problem('costCentreId')}>
          <NativeSelect {...register('costCentreId')}>
            <option value="">{t('fleet.noCostCentre')}</option>
            {centres.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </NativeSelect>
        </Field>
      )}
      <Field label={t('fleet.standing')}>
        <NativeSelect {...register('isArchived', { setValueAs: (value) => value === true || value === 'true' })}>
          <option value="false">{t('fleet.inUse')}</option>
          <option value="true">{t('fleet.archived')}</option>
        </NativeSelect>
      </Field>
      <FormButtons pending={pending} />
    </form>
  )
}
