'use client'

import { ArrowDown, ArrowUp, ChevronDown, Trash2 } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import type { DraftConditions, DraftPart } from '@/lib/tariffs/draft/draft'
import { WEEKDAYS } from '@/lib/tariffs/restrictions'
import { useFault } from './edit-context'
import { PriceFields } from './price-fields'

const BOUNDS = [
  ['minKwh', 'maxKwh', 'energy'],
  ['minDuration', 'maxDuration', 'duration'],
  ['minPowerKw', 'maxPowerKw', 'power'],
  ['minCurrentA', 'maxCurrentA', 'current'],
] as const
const TIMES = [
  ['startTime', 'endTime', 'clock', 'time'],
  ['startDate', 'endDate', 'dates', 'date'],
] as const

interface SpecialPartProps {
  part: DraftPart
  /** When it applies, in words. */
  when: string
  /** What it costs, in words. */
  costs: string
  startsOpen: boolean
  onChange: (part: DraftPart) => void
  onRemove: () => void
  /** Undefined where it cannot be moved further. */
  onUp?: () => void
  onDown?: () => void
}

/** Prices with conditions of their own: folded to one line, opened to everything they can hold. */
export function SpecialPart({ part, when, costs, startsOpen, onChange, onRemove, onUp, onDown }: SpecialPartProps) {
  const t = useTranslations('tariffEditor')
  const fault = useFault()
  const locale = useLocale()
  const id = useId()
  const [isOpen, setOpen] = useState(startsOpen)
  const { conditions } = part
  const isReservation = conditions.reservation !== ''
  const set = (change: Partial<DraftConditions>) => onChange({ ...part, conditions: { ...conditions, ...change } })
  const input = (field: keyof DraftConditions, type = 'text') => ({
    type,
    value: conditions[field] as string,
    onChange: (event: { target: { value: string } }) => set({ [field]: event.target.value }),
    autoComplete: 'off',
    'aria-label': t(`condition.${field as 'minKwh'}`),
    'aria-invalid': fault(`${part.id}.${field}`) !== undefined || undefined,
    className: 'tabular-nums',
  })
  const days = new Intl.DateTimeFormat(locale === 'sv' ? 'sv-SE' : 'en-GB', { weekday: 'short', timeZone: 'UTC' })
  return (
    <section aria-labelledby={id} className="rounded-md border">
      <div className="flex items-center gap-1 p-2">
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className="flex min-w-0 grow items-center gap-2 rounded-md px-1 py-1 text-left hover:bg-accent focus-visible:outline-2 focus-visible:outline-ring"
        >
          <ChevronDown className={cn('size-4 shrink-0 transition-transform', !isOpen && '-rotate-90')} aria-hidden />
          <span className="min-w-0">
            <span id={id} className="block truncate font-medium">
              {when || t('alwaysSpecial')}
            </span>
            <span className="block truncate text-muted-foreground text-xs">{costs}</span>
          </span>
        </button>
        {onUp && (
          <Button variant="ghost" size="icon-sm" aria-label={t('moveUp', { when })} onClick={onUp}>
            <ArrowUp aria-hidden />
          </Button>
        )}
        {onDown && (
          <Button variant="ghost" size="icon-sm" aria-label={t('moveDown', { when })} onClick={onDown}>
            <ArrowDown aria-hidden />
          </Button>
        )}
        <Button variant="ghost" size="icon-sm" aria-label={t('removePart', { when })} onClick={onRemove}>
          <Trash2 aria-hidden />
        </Button>
      </div>
      {isOpen && (
        <div className="grid gap-4 border-t p-3">
          <div className="grid gap-3">
            <h3 className="font-medium text-xs">{t('whenTitle')}</h3>
            <Field label={t('appliesTo')} className="max-w-64">
              <NativeSelect
                value={conditions.reservation}
                onChange={(event) => set({ reservation: event.target.value as DraftConditions['reservation'] })}
              >
                <option value="">{t('aSession')}</option>
                <option value="reserved">{t('reserved')}</option>
                <option value="expired">{t('expired')}</option>
              </NativeSelect>
            </Field>
            <fieldset className="flex min-w-0 flex-wrap gap-1">
              <legend className="mb-1.5 text-sm">{t('days')}</legend>
              {WEEKDAYS.map((day, index) => {
                const isOn = conditions.daysOfWeek.includes(day)
                return (
                  <Button
                    key={day}
                    size="sm"
                    variant={isOn ? 'default' : 'outline'}
                    aria-pressed={isOn}
                    onClick={() =>
                      set({
                        daysOfWeek: isOn
                          ? conditions.daysOfWeek.filter((one) => one !== day)
                          : [...conditions.daysOfWeek, day],
                      })
                    }
                  >
                    {days.format(Date.UTC(2024, 0, 1 + index))}
                  </Button>
                )
              })}
            </fieldset>
            <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-1 xl:grid-cols-2">
              {TIMES.map(([from, to, name, type]) => (
                <Range
                  key={name}
                  label={t(`range.${name}`)}
                  faults={[fault(`${part.id}.${from}`), fault(`${part.id}.${to}`)]}
                >
                  <Input {...input(from, type)} />
                  <Input {...input(to, type)} />
                </Range>
              ))}
              {BOUNDS.map(([from, to, name]) => (
                <Range
                  key={name}
                  label={t(`range.${name}`)}
                  faults={[fault(`${part.id}.${from}`), fault(`${part.id}.${to}`)]}
                >
                  <Input {...input(from)} inputMode="decimal" placeholder={t('from')} />
                  <Input {...input(to)} inputMode="decimal" placeholder={t('below')} />
                </Range>
              ))}
            </div>
          </div>
          <div className="grid gap-3">
            <h3 className="font-medium text-xs">{t('costsTitle')}</h3>
            <PriceFields
              place={part.id}
              prices={part.prices}
              onChange={(prices) => onChange({ ...part, prices })}
              dimensions={isReservation ? ['flat', 'time'] : undefined}
            />
          </div>
        </div>
      )}
    </section>
  )
}

/** Two fields that belong together: from and until. */
function Range({
  label,
  faults,
  children,
}: {
  label: string
  faults: readonly (string | undefined)[]
  children: React.ReactNode
}) {
  const fault = faults.find((one) => one !== undefined)
  return (
    <fieldset className="grid min-w-0 content-start gap-1.5">
      <legend className="mb-1.5 text-sm">{label}</legend>
      <div className="grid grid-cols-2 gap-2">{children}</div>
      {fault && (
        <p role="alert" className="text-status-faulted text-xs">
          {fault}
        </p>
      )}
    </fieldset>
  )
}
