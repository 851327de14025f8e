'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { toast } from 'sonner'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useActionForm } from '@/components/forms/use-action-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { type NewWorkOrder, newWorkOrderSchema } from '@/lib/field/work-order'
import type { DispatchActions, OrderedFault, ShownOrder, ShownTechnician } from './shown-order'

interface OrderFormProps {
  readonly trigger: ReactNode
  readonly technicians: readonly ShownTechnician[]
  readonly actions: DispatchActions
  /** The fault a new one is for; null: a station alone, which must be named. */
  readonly fault: OrderedFault | null
  /** To change; left out: a new one. */
  readonly order?: ShownOrder
}

/** Sends somebody, or sends somebody else. */
export function OrderForm({ trigger, ...props }: OrderFormProps) {
  const t = useTranslations('field.dispatch')
  return (
    <FormDialog trigger={trigger} title={t(props.order ? 'changeTitle' : 'createTitle')} description={t('createText')}>
      {(close) => <Fields {...props} onDone={close} />}
    </FormDialog>
  )
}

function Fields({
  technicians,
  actions,
  fault,
  order,
  onDone,
}: Omit<OrderFormProps, 'trigger'> & { onDone: () => void }) {
  const t = useTranslations('field.dispatch')
  const { register, submit, pending, problem } = useActionForm<NewWorkOrder, unknown>({
    schema: newWorkOrderSchema,
    defaultValues: {
      ...(order ? {} : fault === null ? { stationId: '' } : { faultId: fault.id }),
      title: order?.title ?? fault?.title ?? '',
      assigneeId: order?.assignee?.id ?? '',
      plannedOn: order?.plannedOn ?? '',
      safety: order?.safety ?? '',
    },
    action: ({ title, assigneeId, plannedOn, safety, ...rest }) => {
      const said = { title, assigneeId, plannedOn, safety }
      return order ? actions.change({ id: order.id, change: said }) : actions.create({ ...rest, ...said })
    },
    onDone: () => {
      toast.success(t(order ? 'changed' : 'created'))
      onDone()
    },
  })
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label={t('jobTitle')} required error={problem('title')}>
        <Input {...register('title')} />
      </Field>
      {!order && (fault === null || fault.needsStation) && (
        <Field
          label={t('station')}
          required
          description={t(fault === null ? 'anyStationHelp' : 'stationHelp')}
          error={problem('stationId')}
        >
          <Input {...register('stationId')} />
        </Field>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('assignee')} error={problem('assigneeId')}>
          <NativeSelect {...register('assigneeId')}>
            <option value="">{t('nobody')}</option>
            {technicians.map(({ id, name, openJobs }) => (
              <option key={id} value={id}>
                {t('openJobs', { name, count: openJobs })}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <Field label={t('day')} description={t('dayHelp')} error={problem('plannedOn')}>
          <Input type="date" {...register('plannedOn')} />
        </Field>
      </div>
      <Field label={t('safety')} error={problem('safety')}>
        <Textarea {...register('safety')} />
      </Field>
      <FormButtons pending={pending} label={order ? undefined : t('create')} />
    </form>
  )
}
