'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { toast } from 'sonner'
import type { z } from 'zod'
import type { ActionResult } from '@/components/forms/action-result'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useActionForm } from '@/components/forms/use-action-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import { FLEET_MONTH_FORMATS, type FleetMonthFormat } from '@/lib/mailings/attachment'
import { MAIL_LANGUAGES } from '@/lib/mailings/mailing'
import { CADENCES, scheduleSchema } from '@/lib/mailings/schedule'
import type { ShownSchedule } from './schedules-card'

const shape = scheduleSchema.pick({ to: true, language: true, cadence: true, formats: true, isEnabled: true })
export type ScheduleValues = z.input<typeof shape>

interface ScheduleFormProps {
  trigger: ReactNode
  title: string
  schedule: Pick<ShownSchedule, 'to' | 'language' | 'cadence' | 'formats' | 'isEnabled'>
  action: (values: ScheduleValues) => Promise<ActionResult<unknown>>
  /** Files this kind of report comes as. */
  offered?: readonly FleetMonthFormat[]
}

/** Sets up or changes a report by mail. */
export function ScheduleForm({ trigger, title, ...props }: ScheduleFormProps) {
  return (
    <FormDialog trigger={trigger} title={title} className="max-w-md">
      {(close) => <Fields {...props} onDone={close} />}
    </FormDialog>
  )
}

function Fields({
  schedule,
  action,
  offered = FLEET_MONTH_FORMATS,
  onDone,
}: Omit<ScheduleFormProps, 'trigger' | 'title'> & { onDone: () => void }) {
  const t = useTranslations('myFleet')
  const customers = useTranslations('customers')
  const { register, submit, pending, problem } = useActionForm<ScheduleValues, unknown>({
    schema: shape as unknown as z.ZodType<unknown, ScheduleValues>,
    defaultValues: {
      to: schedule.to,
      language: schedule.language,
      cadence: schedule.cadence,
      formats: offered.filter((format) => schedule.formats.includes(format)),
      isEnabled: schedule.isEnabled,
    },
    action,
    onDone: () => {
      toast.success(t('mail.saved'))
      onDone()
    },
  })
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label={t('mail.to')} required error={problem('to')}>
        <Input {...register('to')} type="email" autoComplete="off" />
      </Field>
      <Field label={t('mail.cadence')} description={t('mail.cadenceHelp')} error={problem('cadence')}>
        <NativeSelect {...register('cadence')}>
          {CADENCES.map((cadence) => (
            <option key={cadence} value={cadence}>
              {t(`mail.every.${cadence}`)}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <fieldset className="grid gap-1.5">
        <legend className="mb-1.5 font-medium">{t('mail.formats')}</legend>
        <div className="flex flex-wrap gap-x-4 gap-y-1">
          {offered.map((format) => (
            <label key={format} className="flex items-center gap-1.5">
              <input type="checkbox" value={format} {...register('formats')} className="size-4 accent-primary" />
              {t(`mail.format.${format}`)}
            </label>
          ))}
        </div>
        {problem('formats') && (
          <p role="alert" className="text-status-faulted text-xs">
            {problem('formats')}
          </p>
        )}
      </fieldset>
      <Field label={t('mail.language')}>
        <NativeSelect {...register('language')}>
          {MAIL_LANGUAGES.map((language) => (
            <option key={language} value={language}>
              {customers(`language.${language}`)}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label={t('mail.standing')}>
        <NativeSelect
          {...register('isEnabled', { setValueAs: (value: unknown) => value === true || value === 'true' })}
        >
          <option value="true">{t('mail.on')}</option>
          <option value="false">{t('mail.off')}</option>
        </NativeSelect>
      </Field>
      <FormButtons pending={pending} />
    </form>
  )
}
