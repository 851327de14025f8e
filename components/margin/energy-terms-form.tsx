'use client'

import { Plus, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useFieldArray } from 'react-hook-form'
import { toast } from 'sonner'
import type { z } from 'zod'
import type { Action } from '@/components/forms/action-result'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useActionForm } from '@/components/forms/use-action-form'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import { energyTermsSchema } from '@/lib/energy-costs/energy-terms'
import { WEEKDAYS } from '@/lib/tariffs/restrictions'
import { useMonthNames, useWeekdayNames } from './use-calendar-names'

/** As the form holds them: months and days are checked boxes. */
export interface TermsValues {
  validFrom: string
  supply: 'spot' | 'fixed'
  energyPrice: string
  exchangeRate: string
  gridFee: string
  gridTimes: {
    name: string
    fee: string
    months: number[]
    days: (typeof WEEKDAYS)[number][]
    from: string
    to: string
  }[]
  energyTax: string
  powerFee: string
  lossesPercent: string
  note: string
}

interface EnergyTermsFormProps {
  trigger: ReactNode
  title: string
  values: TermsValues
  action: Action<TermsValues>
}

/** What a site's electricity costs from a day on, in a dialog. */
export function EnergyTermsForm({ trigger, title, ...props }: EnergyTermsFormProps) {
  return (
    <FormDialog trigger={trigger} title={title} className="max-w-2xl">
      {(close) => <Fields {...props} onDone={close} />}
    </FormDialog>
  )
}

const NUMBERS = ['gridFee', 'energyTax', 'powerFee'] as const
const HIGH_LOAD = {
  fee: '',
  months: [11, 12, 1, 2, 3],
  days: WEEKDAYS.slice(0, 5),
  from: '06:00',
  to: '22:00',
}

function Fields({ values, action, onDone }: Omit<EnergyTermsFormProps, 'trigger' | 'title'> & { onDone: () => void }) {
  const t = useTranslations('margin.terms')
  const { form, register, submit, pending, problem } = useActionForm<TermsValues, unknown>({
    schema: energyTermsSchema as unknown as z.ZodType<unknown, TermsValues>,
    defaultValues: values,
    action,
    onDone: () => {
      toast.success(t('saved'))
      onDone()
    },
  })
  const times = useFieldArray({ control: form.control, name: 'gridTimes' })
  const isSpot = form.watch('supply') === 'spot'
  const decimal = (
    name: 'energyPrice' | 'exchangeRate' | (typeof NUMBERS)[number] | 'lossesPercent',
    label: string,
    help?: string,
  ) => (
    <Field key={name} label={label} error={problem(name)} description={help}>
      <Input {...register(name)} inputMode="decimal" autoComplete="off" />
    </Field>
  )
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-3">
        <Field label={t('validFrom')} required error={problem('validFrom')}>
          <Input {...register('validFrom')} type="date" />
        </Field>
        <Field label={t('supply')} error={problem('supply')} className="sm:col-span-2">
          <NativeSelect {...register('supply')}>
            <option value="spot">{t('spot')}</option>
            <option value="fixed">{t('fixed')}</option>
          </NativeSelect>
        </Field>
        {decimal('energyPrice', t(isSpot ? 'markup' : 'price'))}
        {isSpot && decimal('exchangeRate', t('exchangeRate'), t('exchangeHelp'))}
        {NUMBERS.map((name) => decimal(name, t(name)))}
        {decimal('lossesPercent', t('losses'), t('lossesHelp'))}
      </div>
      <fieldset className="grid gap-3 rounded-md border p-3">
        <legend className="px-1 font-medium text-sm">{t('times')}</legend>
        <p className="text-muted-foreground text-xs">{t('timesHelp')}</p>
        {times.fields.map((field, at) => (
          <GridTime key={field.id} at={at} form={form} problem={problem} onRemove={() => times.remove(at)} />
        ))}
        <div>
          <Button
            variant="outline"
            size="sm"
            onClick={() => times.append({ name: t('highLoad'), ...HIGH_LOAD, days: [...HIGH_LOAD.days] })}
          >
            <Plus aria-hidden />
            {t('addTime')}
          </Button>
        </div>
      </fieldset>
      <Field label={t('note')} error={problem('note')}>
        <Input {...register('note')} autoComplete="off" />
      </Field>
      <FormButtons pending={pending} />
    </form>
  )
}

type Form = ReturnType<typeof useActionForm<TermsValues, unknown>>

function GridTime({
  at,
  form,
  problem,
  onRemove,
}: {
  at: number
  form: Form['form']
  problem: Form['problem']
  onRemove: () => void
}) {
  const t = useTranslations('margin.terms')
  const [months, days] = [useMonthNames(), useWeekdayNames()]
  const own = `gridTimes.${at}` as const
  const values = form.watch(own)
  const toggled = <Value,>(chosen: readonly Value[], value: Value): Value[] =>
    chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]
  return (
    <div className="grid gap-2 border-t pt-3">
      <div className="grid grid-cols-2 items-end gap-2 sm:grid-cols-[1fr_6rem_6rem_6rem_auto]">
        <Field label={t('timeName')} error={problem(`${own}.name`)}>
          <Input {...form.register(`${own}.name`)} autoComplete="off" />
        </Field>
        <Field label={t('timeFee')} error={problem(`${own}.fee`)}>
          <Input {...form.register(`${own}.fee`)} inputMode="decimal" autoComplete="off" />
        </Field>
        <Field label={t('timeFrom')} error={problem(`${own}.from`)}>
          <Input {...form.register(`${own}.from`)} type="time" />
        </Field>
        <Field label={t('timeTo')} error={problem(`${own}.to`)}>
          <Input {...form.register(`${own}.to`)} type="time" />
        </Field>
        <Button
          variant="ghost"
          size="icon"
          aria-label={t('removeTime', { name: values?.name ?? '' })}
          onClick={onRemove}
        >
          <X aria-hidden />
        </Button>
      </div>
      <Toggles
        label={t('months')}
        options={months.map((name, index) => ({ value: index + 1, name }))}
        chosen={values?.months ?? []}
        onToggle={(month) => form.setValue(`${own}.months`, toggled(values.months, month))}
      />
      <Toggles
        label={t('days')}
        options={WEEKDAYS.map((value, index) => ({ value, name: days[index]! }))}
        chosen={values?.days ?? []}
        onToggle={(day) => form.setValue(`${own}.days`, toggled(values.days, day))}
      />
    </div>
  )
}

interface TogglesProps<Value> {
  label: string
  options: readonly { value: Value; name: string }[]
  chosen: readonly Value[]
  onToggle: (value: Value) => void
}

function Toggles<Value extends string | number>({ label, options, chosen, onToggle }: TogglesProps<Value>) {
  return (
    <fieldset className="flex flex-wrap items-center gap-1">
      <legend className="sr-only">{label}</legend>
      {options.map(({ value, name }) => (
        <button
          key={value}
          type="button"
          aria-pressed={chosen.includes(value)}
          onClick={() => onToggle(value)}
          className="rounded border px-1.5 py-0.5 text-muted-foreground text-xs hover:text-foreground focus-visible:outline-2 focus-visible:outline-ring aria-pressed:border-foreground aria-pressed:bg-muted aria-pressed:text-foreground"
        >
          {name}
        </button>
      ))}
    </fieldset>
  )
}
