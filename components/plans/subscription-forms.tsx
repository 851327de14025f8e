'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { toast } from 'sonner'
import { z } from 'zod'
import type { Action } from '@/components/forms/action-result'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useActionForm } from '@/components/forms/use-action-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import {
  changePlanSchema,
  endSubscriptionSchema,
  type SubscriptionInput,
  subscriptionSchema,
} from '@/lib/plans/subscription-input'

export interface Choice {
  readonly id: string
  readonly name: string
}

/** Whom a plan may be given to on a page: one customer's things, or any customer and group. */
export interface Receivers {
  /** Fixed on a customer's page; null: chosen from the list. */
  readonly customerId: string | null
  readonly customers: readonly Choice[]
  readonly tokens: readonly Choice[]
  readonly drivers: readonly Choice[]
  readonly vehicles: readonly Choice[]
}

interface GiveProps {
  trigger: ReactNode
  /** Fixed on a plan's page. */
  planId: string | null
  plans: readonly Choice[]
  receivers: Receivers
  today: string
  action: Action<SubscriptionInput>
}

/** Gives a plan to a customer, one of its cards, drivers or vehicles, or a token group. */
export function GivePlan({ trigger, ...props }: GiveProps) {
  const t = useTranslations('plans.give')
  return (
    <FormDialog trigger={trigger} title={t('title')} description={t('text')} className="max-w-lg">
      {(close) => <GiveFields {...props} onDone={close} />}
    </FormDialog>
  )
}

const texts = z.object({ planId: z.string().min(1, 'required'), whom: z.string(), group: z.string() })
type GiveValues = z.input<typeof texts> & { fromDay: string; untilDay: string; note: string }

function GiveFields({
  planId,
  plans,
  receivers,
  today,
  action,
  onDone,
}: Omit<GiveProps, 'trigger'> & { onDone: () => void }) {
  const t = useTranslations('plans.give')
  const { form, register, submit, pending, problem } = useActionForm<GiveValues, unknown>({
    schema: texts.loose() as unknown as z.ZodType<unknown, GiveValues>,
    defaultValues: {
      planId: planId ?? '',
      whom: receivers.customerId === null ? '' : `customer:${receivers.customerId}`,
      group: '',
      fromDay: today,
      untilDay: '',
      note: '',
    },
    action: async ({ whom, group, ...values }) => {
      const [kind, chosen = ''] = whom.split(':')
      const input = {
        ...values,
        customerId: receivers.customerId ?? (kind === 'customer' ? chosen : ''),
        tokenId: kind === 'token' ? chosen : '',
        driverId: kind === 'driver' ? chosen : '',
        vehicleId: kind === 'vehicle' ? chosen : '',
        groupName: kind === 'group' ? group : null,
      }
      const read = subscriptionSchema.safeParse(input)
      if (!read.success) {
        for (const { path, message } of read.error.issues) {
          const at = path[0] === 'untilDay' || path[0] === 'fromDay' || path[0] === 'note' ? path[0] : 'whom'
          form.setError(at, { message: at === 'whom' ? 'required' : message })
        }
        return { ok: false, code: 'invalid', message: t('incomplete'), details: {} }
      }
      return action(input)
    },
    onDone: () => {
      toast.success(t('done'))
      onDone()
    },
  })
  const options = (kind: string, choices: readonly Choice[]) =>
    choices.length > 0 && (
      <optgroup key={kind} label={t(`of.${kind}`)}>
        {choices.map(({ id, name }) => (
          <option key={id} value={`${kind}:${id}`}>
            {name}
          </option>
        ))}
      </optgroup>
    )
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      {planId === null && (
        <Field label={t('plan')} required error={problem('planId')}>
          <NativeSelect {...register('planId')}>
            <option value="">{t('choose')}</option>
            {plans.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </NativeSelect>
        </Field>
      )}
      <Field label={t('whom')} description={t('whomHelp')} required error={problem('whom')}>
        <NativeSelect {...register('whom')}>
          {receivers.customerId === null ? (
            <>
              <option value="">{t('choose')}</option>
              <option value="group:">{t('aGroup')}</option>
              {options('customer', receivers.customers)}
            </>
          ) : (
            <option value={`customer:${receivers.customerId}`}>{t('wholeCustomer')}</option>
          )}
          {options('token', receivers.tokens)}
          {options('driver', receivers.drivers)}
          {options('vehicle', receivers.vehicles)}
        </NativeSelect>
      </Field>
      {form.watch('whom') === 'group:' && (
        <Field label={t('group')} description={t('groupHelp')} required error={problem('group')}>
          <Input {...register('group')} autoComplete="off" />
        </Field>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('fromDay')} required error={problem('fromDay')}>
          <Input {...register('fromDay')} type="date" />
        </Field>
        <Field label={t('untilDay')} description={t('untilDayHelp')} error={problem('untilDay')}>
          <Input {...register('untilDay')} type="date" />
        </Field>
      </div>
      <Field label={t('note')} error={problem('note')}>
        <Input {...register('note')} autoComplete="off" />
      </Field>
      <FormButtons pending={pending} label={t('give')} />
    </form>
  )
}

interface ChangeProps {
  trigger: ReactNode
  title: string
  plans: readonly Choice[]
  tomorrow: string
  action: Action<{ planId: string; fromDay: string; note: string }>
}

/** Another plan from a day on. */
export function ChangePlan({ trigger, title, ...props }: ChangeProps) {
  const t = useTranslations('plans.change')
  return (
    <FormDialog trigger={trigger} title={title} description={t('text')} className="max-w-md">
      {(close) => <ChangeFields {...props} onDone={close} />}
    </FormDialog>
  )
}

function ChangeFields({
  plans,
  tomorrow,
  action,
  onDone,
}: Omit<ChangeProps, 'trigger' | 'title'> & { onDone: () => void }) {
  const t = useTranslations('plans')
  const { register, submit, pending, problem } = useActionForm<
    { planId: string; fromDay: string; note: string },
    unknown
  >({
    schema: changePlanSchema as unknown as z.ZodType<unknown, { planId: string; fromDay: string; note: string }>,
    defaultValues: { planId: plans[0]?.id ?? '', fromDay: tomorrow, note: '' },
    action,
    onDone: () => {
      toast.success(t('change.done'))
      onDone()
    },
  })
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label={t('give.plan')} required error={problem('planId')}>
        <NativeSelect {...register('planId')}>
          {plans.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label={t('give.fromDay')} required error={problem('fromDay')}>
        <Input {...register('fromDay')} type="date" />
      </Field>
      <FormButtons pending={pending} />
    </form>
  )
}

interface EndProps {
  trigger: ReactNode
  title: string
  untilDay: string
  action: Action<{ untilDay: string | null }>
}

/** When a subscription ends; empty: it goes on. */
export function EndSubscription({ trigger, title, ...props }: EndProps) {
  const t = useTranslations('plans.end')
  return (
    <FormDialog trigger={trigger} title={title} description={t('text')} className="max-w-md">
      {(close) => <EndFields {...props} onDone={close} />}
    </FormDialog>
  )
}

function EndFields({ untilDay, action, onDone }: Omit<EndProps, 'trigger' | 'title'> & { onDone: () => void }) {
  const t = useTranslations('plans')
  const { register, submit, pending, problem } = useActionForm<{ untilDay: string | null }, unknown>({
    schema: endSubscriptionSchema as unknown as z.ZodType<unknown, { untilDay: string | null }>,
    defaultValues: { untilDay },
    action,
    onDone: () => {
      toast.success(t('end.done'))
      onDone()
    },
  })
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label={t('give.untilDay')} description={t('give.untilDayHelp')} error={problem('untilDay')}>
        <Input {...register('untilDay')} type="date" />
      </Field>
      <FormButtons pending={pending} />
    </form>
  )
}
