'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { useWatch } from 'react-hook-form'
import { toast } from 'sonner'
import type { Action } from '@/components/forms/action-result'
import { asNumber, useActionForm } from '@/components/forms/use-action-form'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { NativeSelect } from '@/components/ui/select'
import { describeTariff } from '@/lib/tariffs/describe-tariff'
import { type TariffInput, tariffInputSchema, toTerms } from '@/lib/tariffs/tariff-input'
import { type PreviewSession, TariffPreview, type TariffPreviewAction } from './tariff-preview'

const CURRENCIES = ['SEK', 'EUR', 'NOK', 'DKK', 'GBP', 'PLN', 'CHF']

export interface SavedTariff {
  readonly id: string
  readonly number: number
  readonly isNewVersion: boolean
}

interface TariffFormProps {
  initial: TariffInput
  /** The version being changed; null for a new tariff. */
  basedOn: number | null
  save: Action<{ tariff: TariffInput; isDefault: boolean }, SavedTariff>
  preview: TariffPreviewAction
  sessions: readonly PreviewSession[]
  /** Ticked from the start where there is no default yet. */
  suggestsDefault?: boolean
  cancel: ReactNode
}

/** A tariff's prices at the left; what they mean, in words and on a past session, at the right while they are written. */
export function TariffForm({
  initial,
  basedOn,
  save,
  preview,
  sessions,
  suggestsDefault = false,
  cancel,
}: TariffFormProps) {
  const t = useTranslations('tariffs')
  const router = useRouter()
  const locale = useLocale()
  const [isDefault, setIsDefault] = useState(suggestsDefault)
  const { form, register, submit, pending, problem } = useActionForm<TariffInput, SavedTariff>({
    schema: tariffInputSchema,
    defaultValues: inWords(initial, locale),
    action: (tariff) => save({ tariff, isDefault }),
    onDone: ({ id, number, isNewVersion }, { name }) => {
      toast.success(
        basedOn === null
          ? t('form.createdDone', { name })
          : isNewVersion
            ? t('form.savedDone', { name, number })
            : t('form.renamedDone', { name }),
      )
      router.push(`/tariffs/${id}`)
    },
  })
  const values = useWatch({ control: form.control }) as TariffInput
  // A nameless tariff can already be understood and tried.
  const parsed = tariffInputSchema.safeParse({ ...values, name: values.name || '–' })
  const currency = values.currency ?? 'SEK'

  return (
    <div className="grid items-start gap-4 grid-cols-1 lg:grid-cols-[minmax(0,22rem)_minmax(0,1fr)] xl:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
      <Card className="p-4">
        <form onSubmit={submit} noValidate className="grid grid-cols-2 gap-4">
          <Field label={t('form.name')} required error={problem('name')} className="col-span-2">
            <Input {...register('name')} autoComplete="off" />
          </Field>
          <Field
            label={t('form.pricePerKwh', { currency })}
            description={t('form.emptyIsFree')}
            error={problem('pricePerKwh')}
          >
            <Input {...register('pricePerKwh')} inputMode="decimal" autoComplete="off" className="text-right" />
          </Field>
          <Field
            label={t('form.startFee', { currency })}
            description={t('form.emptyIsFree')}
            error={problem('startFee')}
          >
            <Input {...register('startFee')} inputMode="decimal" autoComplete="off" className="text-right" />
          </Field>
          <Field
            label={t('form.pricePerMinute', { currency })}
            description={t('form.emptyIsFree')}
            error={problem('pricePerMinute')}
            className="col-span-2 pr-[calc(50%+0.5rem)]"
          >
            <Input {...register('pricePerMinute')} inputMode="decimal" autoComplete="off" className="text-right" />
          </Field>
          <Field
            label={t('form.idlePerMinute', { currency })}
            description={t('form.idleHelp')}
            error={problem('idlePerMinute')}
          >
            <Input {...register('idlePerMinute')} inputMode="decimal" autoComplete="off" className="text-right" />
          </Field>
          <Field label={t('form.idleGraceMinutes')} error={problem('idleGraceMinutes')}>
            <Input
              {...register('idleGraceMinutes', { setValueAs: (text) => asNumber.setValueAs(text) ?? 0 })}
              inputMode="numeric"
              autoComplete="off"
              className="text-right"
            />
          </Field>
          <div className="col-span-2 grid grid-cols-[1fr_4.5rem_1.4fr] gap-3 border-t pt-4">
            <Field label={t('form.currency')} error={problem('currency')}>
              <NativeSelect {...register('currency')}>
                {[...new Set([currency, ...CURRENCIES])].map((code) => (
                  <option key={code}>{code}</option>
                ))}
              </NativeSelect>
            </Field>
            <Field label={t('form.vatPercent')} error={problem('vatPercent')}>
              <Input {...register('vatPercent')} inputMode="decimal" autoComplete="off" className="text-right" />
            </Field>
            <Field label={t('form.pricesIncludeVat')} error={problem('pricesIncludeVat')}>
              <NativeSelect
                {...register('pricesIncludeVat', { setValueAs: (value) => value === true || value === 'true' })}
              >
                <option value="true">{t('form.including')}</option>
                <option value="false">{t('form.excluding')}</option>
              </NativeSelect>
            </Field>
          </div>
          {basedOn === null && (
            <div className="col-span-2 flex items-center gap-2">
              <Checkbox
                id="is-default"
                checked={isDefault}
                onCheckedChange={(checked) => setIsDefault(checked === true)}
              />
              <Label htmlFor="is-default">{t('form.isDefault')}</Label>
            </div>
          )}
          <div className="col-span-2 flex flex-wrap justify-end gap-2 border-t pt-4">
            {cancel}
            <Button type="submit" pending={pending}>
              {basedOn === null ? t('form.create') : t('form.saveVersion', { number: basedOn + 1 })}
            </Button>
          </div>
        </form>
      </Card>
      <div className="grid min-w-0 gap-4">
        <Card className="gap-1 p-4">
          <h2 className="text-muted-foreground text-xs">{t('form.sentence')}</h2>
          <p className="text-pretty text-base leading-6" aria-live="polite">
            {parsed.success ? describeTariff(toTerms(parsed.data), locale) : t('form.sentenceEmpty')}
          </p>
        </Card>
        <TariffPreview tariff={parsed.success ? values : null} preview={preview} sessions={sessions} />
      </div>
    </div>
  )
}

/** Amounts as the reader writes them: a Swede's field says 3,90. */
function inWords(tariff: TariffInput, locale: string): TariffInput {
  const amount = (text: string | null | undefined) => (locale === 'sv' ? text?.replace('.', ',') : text)
  return {
    ...tariff,
    vatPercent: amount(tariff.vatPercent) ?? undefined,
    pricePerKwh: amount(tariff.pricePerKwh),
    pricePerMinute: amount(tariff.pricePerMinute),
    idlePerMinute: amount(tariff.idlePerMinute),
    startFee: amount(tariff.startFee),
  }
}
