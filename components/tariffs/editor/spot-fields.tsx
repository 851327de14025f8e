'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import type { DraftSpot } from '@/lib/tariffs/draft/draft'
import { useCurrency, useFault } from './edit-context'

const AMOUNTS = ['fees', 'energyTax', 'floor', 'ceiling', 'fallback'] as const

/** What is put on the exchange's price, and between which bounds a kWh stays. The area is the site's. */
export function SpotFields({
  place,
  spot,
  onChange,
}: {
  place: string
  spot: DraftSpot
  onChange: (spot: DraftSpot) => void
}) {
  const t = useTranslations('tariffEditor.spot')
  const currency = useCurrency()
  const fault = useFault()
  const field = (name: Exclude<keyof DraftSpot, 'rule'>) => ({
    value: spot[name],
    onChange: (event: { target: { value: string } }) => onChange({ ...spot, [name]: event.target.value }),
    autoComplete: 'off',
    inputMode: 'decimal' as const,
    className: 'text-right tabular-nums',
  })
  return (
    <div className="grid gap-3 border-t pt-3">
      <p className="text-muted-foreground text-xs">{t('explained')}</p>
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-3">
        <Field label={t('rule')} className="col-span-2 lg:col-span-1">
          <NativeSelect
            value={spot.rule}
            onChange={(event) => onChange({ ...spot, rule: event.target.value as DraftSpot['rule'] })}
          >
            <option value="quarter">{t('quarter')}</option>
            <option value="start">{t('start')}</option>
          </NativeSelect>
        </Field>
        {AMOUNTS.map((name) => (
          <Field key={name} label={t(name, { currency })} error={fault(`${place}.${name}`)}>
            <Input {...field(name)} placeholder={name === 'fees' || name === 'energyTax' ? '0' : t('none')} />
          </Field>
        ))}
        <Field label={t('percent')} description={t('percentHelp')} error={fault(`${place}.percent`)}>
          <Input {...field('percent')} placeholder="100" />
        </Field>
        {(currency !== 'EUR' || spot.exchangeRate !== '') && (
          <Field
            label={t('exchangeRate', { currency })}
            description={t('exchangeRateHelp')}
            error={fault(`${place}.exchangeRate`)}
          >
            <Input {...field('exchangeRate')} placeholder={t('notNeeded')} />
          </Field>
        )}
      </div>
    </div>
  )
}
