'use client'

import { Plus, Settings2, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import {
  DIMENSIONS,
  type DraftDimension,
  type DraftPrice,
  type DraftPrices,
  NEW_PRICE,
  NEW_SPOT,
} from '@/lib/tariffs/draft/draft'
import { useCurrency, useFault } from './edit-context'
import { SpotFields } from './spot-fields'

interface PriceFieldsProps {
  /** Where these prices stand in the draft: `base`, `level0`. */
  place: string
  prices: DraftPrices
  onChange: (prices: DraftPrices) => void
  /** Of a reservation only its fee and its time have prices. */
  dimensions?: readonly DraftDimension[]
}

/** The prices of one part of a tariff: those there are, and a button for each that could be. */
export function PriceFields({ place, prices, onChange, dimensions = DIMENSIONS }: PriceFieldsProps) {
  const t = useTranslations('tariffEditor')
  const fault = useFault()
  const set = (dimension: DraftDimension, price: DraftPrice | null) => onChange({ ...prices, [dimension]: price })
  const missing = dimensions.filter((dimension) => prices[dimension] === null)
  const problem = fault(place)
  return (
    <div className="grid gap-3">
      {DIMENSIONS.map((dimension) => {
        const price = prices[dimension]
        return (
          price && (
            <PriceRow
              key={dimension}
              place={`${place}.${dimension}`}
              dimension={dimension}
              price={price}
              onChange={(next) => set(dimension, next)}
            />
          )
        )
      })}
      {missing.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {missing.map((dimension) => (
            <Button key={dimension} variant="outline" size="sm" onClick={() => set(dimension, NEW_PRICE)}>
              <Plus aria-hidden />
              {t(`dimension.${dimension}`)}
            </Button>
          ))}
        </div>
      )}
      {problem && (
        <p role="alert" className="text-status-faulted text-xs">
          {problem}
        </p>
      )}
    </div>
  )
}

interface PriceRowProps {
  place: string
  dimension: DraftDimension
  price: DraftPrice
  onChange: (price: DraftPrice | null) => void
}

function PriceRow({ place, dimension, price, onChange }: PriceRowProps) {
  const t = useTranslations('tariffEditor')
  const currency = useCurrency()
  const fault = useFault()
  const [isOpen, setOpen] = useState(hasDetails(price, dimension))
  const name = t(`dimension.${dimension}`)
  const unit = dimension === 'energy' ? 'kWh' : dimension === 'flat' ? 'flat' : price.per
  const text = (field: 'price' | 'vatPercent' | 'stepSize' | 'grace' | 'maxAmount') => ({
    value: price[field],
    onChange: (event: { target: { value: string } }) => onChange({ ...price, [field]: event.target.value }),
    autoComplete: 'off',
    inputMode: 'decimal' as const,
    className: 'text-right tabular-nums',
  })
  return (
    <div className="grid gap-3 rounded-md border bg-background/40 p-3">
      <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
        <Field
          label={price.spot ? t('markup', { currency }) : t(`priceOf.${dimension}.${unit as 'kWh'}`, { currency })}
          error={fault(`${place}.price`)}
          className="w-36 grow sm:grow-0"
        >
          <Input {...text('price')} placeholder={price.spot ? '0' : undefined} />
        </Field>
        {dimension === 'energy' && (
          <Field label={t('kind')} className="w-36 grow sm:grow-0">
            <NativeSelect
              value={price.spot ? 'spot' : 'fixed'}
              onChange={(event) =>
                onChange({ ...price, spot: event.target.value === 'spot' ? (price.spot ?? NEW_SPOT) : null })
              }
            >
              <option value="fixed">{t('fixed')}</option>
              <option value="spot">{t('spot.name')}</option>
            </NativeSelect>
          </Field>
        )}
        {dimension === 'idle' && (
          <>
            <Field label={t('grace')} error={fault(`${place}.grace`)} className="w-36 grow sm:grow-0">
              <Input {...text('grace')} placeholder="0" />
            </Field>
            <Field
              label={t('maxAmount', { currency })}
              error={fault(`${place}.maxAmount`)}
              className="w-32 grow sm:grow-0"
            >
              <Input {...text('maxAmount')} placeholder={t('none')} />
            </Field>
          </>
        )}
        <div className="ml-auto flex gap-1">
          <Button
            variant="ghost"
            size="icon"
            aria-expanded={isOpen}
            aria-label={t('detailsOf', { name })}
            title={t('detailsOf', { name })}
            onClick={() => setOpen(!isOpen)}
            className={cn(isOpen && 'bg-accent')}
          >
            <Settings2 aria-hidden />
          </Button>
          <Button
            variant="ghost"
            size="icon"
            aria-label={t('removePrice', { name })}
            title={t('removePrice', { name })}
            onClick={() => onChange(null)}
          >
            <X aria-hidden />
          </Button>
        </div>
      </div>
      {price.spot && <SpotFields place={place} spot={price.spot} onChange={(spot) => onChange({ ...price, spot })} />}
      {isOpen && (
        <div className="grid grid-cols-2 gap-3 border-t pt-3 sm:grid-cols-3">
          {(dimension === 'time' || dimension === 'idle') && (
            <Field label={t('per')}>
              <NativeSelect
                value={price.per}
                onChange={(event) => onChange({ ...price, per: event.target.value as 'minute' | 'hour' })}
              >
                <option value="minute">{t('minute')}</option>
                <option value="hour">{t('hour')}</option>
              </NativeSelect>
            </Field>
          )}
          {dimension !== 'flat' && (
            <Field
              label={t(dimension === 'energy' ? 'stepWh' : 'stepSeconds')}
              description={t('stepHelp')}
              error={fault(`${place}.stepSize`)}
            >
              <Input {...text('stepSize')} inputMode="numeric" placeholder={t('noSteps')} />
            </Field>
          )}
          <Field label={t('ownVat')} description={t('ownVatHelp')} error={fault(`${place}.vatPercent`)}>
            <Input {...text('vatPercent')} placeholder={t('asTariff')} />
          </Field>
        </div>
      )}
    </div>
  )
}

const hasDetails = (price: DraftPrice, dimension: DraftDimension) =>
  price.vatPercent !== '' ||
  (price.stepSize !== '' && price.stepSize !== '1') ||
  (price.per === 'hour' && (dimension === 'time' || dimension === 'idle'))
