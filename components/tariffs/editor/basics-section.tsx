'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useProblem } from '@/components/forms/use-problem'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import type { TariffDraft } from '@/lib/tariffs/draft/draft'
import { useFault } from './edit-context'
import { Section } from './section'

const CURRENCIES = ['SEK', 'EUR', 'NOK', 'DKK', 'GBP', 'PLN', 'CHF']

interface BasicsSectionProps {
  draft: TariffDraft
  isNameless: boolean
  onChange: (change: Partial<TariffDraft>) => void
  actions: ReactNode
}

/** What a tariff is called, and what its prices are in. */
export function BasicsSection({ draft, isNameless, onChange, actions }: BasicsSectionProps) {
  const t = useTranslations('tariffEditor.basics')
  const fault = useFault()
  const { fieldProblem } = useProblem()
  return (
    <Section title={t('title')} actions={actions}>
      <div className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-[minmax(0,1fr)_6rem_5rem_9rem]">
        <Field
          label={t('name')}
          required
          error={isNameless ? fieldProblem('required') : undefined}
          className="col-span-2 md:col-span-3 xl:col-span-1"
        >
          <Input
            value={draft.name}
            maxLength={120}
            autoComplete="off"
            onChange={(event) => onChange({ name: event.target.value })}
          />
        </Field>
        <Field label={t('currency')}>
          <NativeSelect value={draft.currency} onChange={(event) => onChange({ currency: event.target.value })}>
            {[...new Set([draft.currency, ...CURRENCIES])].map((code) => (
              <option key={code}>{code}</option>
            ))}
          </NativeSelect>
        </Field>
        <Field label={t('vatPercent')} error={fault('vatPercent')}>
          <Input
            value={draft.vatPercent}
            inputMode="decimal"
            autoComplete="off"
            className="text-right tabular-nums"
            onChange={(event) => onChange({ vatPercent: event.target.value })}
          />
        </Field>
        <Field label={t('pricesAre')} className="col-span-2 md:col-span-1">
          <NativeSelect
            value={String(draft.pricesIncludeVat)}
            onChange={(event) => onChange({ pricesIncludeVat: event.target.value === 'true' })}
          >
            <option value="true">{t('including')}</option>
            <option value="false">{t('excluding')}</option>
          </NativeSelect>
        </Field>
      </div>
    </Section>
  )
}
