'use client'

import { Grid3x3, Plus, Table2, Trash2 } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Field } from '@/components/ui/field'
import { NativeSelect } from '@/components/ui/select'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { describeRestrictions } from '@/lib/tariffs/describe-restrictions'
import { type DraftPrices, NEW_PRICE, NO_PRICES, type TariffDraft } from '@/lib/tariffs/draft/draft'
import { addLevel, paintHours, removeLevel } from '@/lib/tariffs/draft/paint-week'
import { restrictionsOf } from '@/lib/tariffs/draft/week'
import { levelColour, levelLetter } from '../week-colours'
import { useFault } from './edit-context'
import { newId } from './new-id'
import { PriceFields } from './price-fields'
import { Section } from './section'
import { dayNames, WeekGrid } from './week-grid'

interface WeekSectionProps {
  draft: TariffDraft
  onChange: (change: Partial<TariffDraft>) => void
  /** What some prices are, in a few words. */
  inWords: (prices: DraftPrices) => string
}

/** Prices that differ with the hour of the week: what there is to paint with, the week, and what the chosen price is. */
export function WeekSection({ draft, onChange, inWords }: WeekSectionProps) {
  const t = useTranslations('tariffEditor.week')
  const fault = useFault()
  const [brush, setBrush] = useState(draft.levels.length > 0 ? 1 : 0)
  const [isTable, setTable] = useState(false)
  const { levels, week } = draft
  const add = () => {
    // What differs most often is the price of a kWh, and it is easiest to change from what it is.
    const energy = draft.base.energy && { ...draft.base.energy, price: '' }
    const prices = { ...NO_PRICES, energy: energy ?? NEW_PRICE }
    onChange(addLevel(draft, { id: newId('level'), prices }))
    setBrush(levels.length + 1)
  }
  if (levels.length === 0) {
    return (
      <Section
        title={t('title')}
        text={t('text')}
        actions={
          <Button variant="outline" onClick={add}>
            <Plus aria-hidden />
            {t('begin')}
          </Button>
        }
      />
    )
  }
  const chosen = Math.min(brush, levels.length)
  const level = levels[chosen - 1]
  const names = [draft.base, ...levels.map(({ prices }) => prices)].map(
    (prices, index) => `${levelLetter(index)} ${inWords(prices)}`,
  )
  return (
    <Section
      title={t('title')}
      text={t('how')}
      actions={
        <Button
          variant="ghost"
          size="icon-sm"
          aria-pressed={isTable}
          aria-label={isTable ? t('showGrid') : t('showTable')}
          title={isTable ? t('showGrid') : t('showTable')}
          onClick={() => setTable(!isTable)}
        >
          {isTable ? <Grid3x3 aria-hidden /> : <Table2 aria-hidden />}
        </Button>
      }
    >
      <fieldset className="flex min-w-0 flex-wrap gap-2">
        <legend className="sr-only">{t('brushes')}</legend>
        {names.map((_, index) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: a level is its place in the week
            key={index}
            type="button"
            aria-pressed={chosen === index}
            onClick={() => setBrush(index)}
            className={cn(
              'flex max-w-full items-center gap-2 rounded-md border px-2 py-1.5 text-left text-xs transition-colors hover:bg-accent',
              'focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-ring',
              chosen === index ? 'border-foreground' : 'border-input',
            )}
          >
            <span
              aria-hidden
              className="flex size-5 shrink-0 items-center justify-center rounded-sm font-medium text-foreground/80"
              style={{ background: levelColour(index) }}
            >
              {levelLetter(index)}
            </span>
            <span className="truncate">
              {index === 0 ? t('base') : inWords(levels[index - 1]!.prices) || t('noPrice')}
            </span>
          </button>
        ))}
        <Button variant="ghost" size="sm" onClick={add} className="h-auto py-1.5">
          <Plus aria-hidden />
          {t('addLevel')}
        </Button>
      </fieldset>
      {isTable ? (
        <WeekTable draft={draft} names={names} />
      ) : (
        <WeekGrid
          week={week}
          brush={chosen}
          names={names}
          onPaint={(next) => onChange({ week: next })}
          onBrush={setBrush}
        />
      )}
      <PaintHours
        key={chosen}
        onPaint={(days, from, until) => onChange({ week: paintHours(week, days, from, until, chosen) })}
      />
      {level && (
        <section aria-label={t('levelTitle', { letter: levelLetter(chosen) })} className="grid gap-3 border-t pt-4">
          <div className="flex items-center justify-between gap-2">
            <h3 className="flex items-center gap-2 font-medium">
              <span aria-hidden className="size-3 rounded-sm" style={{ background: levelColour(chosen) }} />
              {t('levelTitle', { letter: levelLetter(chosen) })}
            </h3>
            <Button
              variant="ghost"
              size="sm"
              onClick={() => {
                onChange(removeLevel(draft, chosen))
                setBrush(Math.max(0, chosen - 1))
              }}
            >
              <Trash2 aria-hidden />
              {t('removeLevel')}
            </Button>
          </div>
          <p className="text-muted-foreground text-xs">{t('levelText')}</p>
          <PriceFields
            key={level.id}
            place={level.id}
            prices={level.prices}
            onChange={(prices) =>
              onChange({ levels: levels.map((one) => (one.id === level.id ? { ...one, prices } : one)) })
            }
          />
        </section>
      )}
      {fault('week') && (
        <p role="alert" className="text-status-faulted text-xs">
          {fault('week')}
        </p>
      )}
      {levels.some(({ id }) => id !== level?.id && fault(id)) && (
        <p role="alert" className="text-status-faulted text-xs">
          {t('someWrong')}
        </p>
      )}
    </Section>
  )
}

/** The same week in rows, for who cannot or would rather not read the grid. */
function WeekTable({ draft, names }: { draft: TariffDraft; names: readonly string[] }) {
  const t = useTranslations('tariffEditor.week')
  const locale = useLocale()
  const rows = names.flatMap((name, level) => {
    const hours = new Set(draft.week.flatMap((held, hour) => (held === level ? hour : [])))
    const windows = restrictionsOf(hours)
    const when = windows.map((said) => describeRestrictions(said, locale === 'sv' ? 'sv' : 'en') || t('allWeek'))
    return [{ name, hours: hours.size, when }]
  })
  return (
    <Table label={t('grid')}>
      <TableHeader>
        <TableRow>
          <TableHead>{t('price')}</TableHead>
          <TableHead>{t('when')}</TableHead>
          <TableHead numeric>{t('hoursPerWeek')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map(({ name, hours, when }) => (
          <TableRow key={name}>
            <TableCell>{name}</TableCell>
            <TableCell>{when.length > 0 ? when.join('; ') : t('never')}</TableCell>
            <TableCell numeric>{hours}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

const CLOCK = Array.from({ length: 25 }, (_, hour) => hour)

/** Painting by writing: which days, from when, until when. */
function PaintHours({ onPaint }: { onPaint: (days: number[], from: number, until: number) => void }) {
  const t = useTranslations('tariffEditor.week')
  const locale = useLocale()
  const [days, setDays] = useState<readonly number[]>([0, 1, 2, 3, 4])
  const [from, setFrom] = useState(6)
  const [until, setUntil] = useState(22)
  const clock = (hour: number) => <option key={hour} value={hour}>{`${String(hour).padStart(2, '0')}:00`}</option>
  return (
    <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
      <fieldset className="flex min-w-0 flex-wrap gap-1">
        <legend className="mb-1.5 text-sm">{t('days')}</legend>
        {dayNames(locale).map(({ short, long }, day) => {
          const isOn = days.includes(day)
          return (
            <Button
              key={long}
              size="sm"
              className="h-8 min-w-10 px-1.5"
              variant={isOn ? 'secondary' : 'outline'}
              aria-label={long}
              aria-pressed={isOn}
              onClick={() => setDays(isOn ? days.filter((one) => one !== day) : [...days, day])}
            >
              {short}
            </Button>
          )
        })}
      </fieldset>
      <Field label={t('from')} className="w-24">
        <NativeSelect value={from} onChange={(event) => setFrom(Number(event.target.value))}>
          {CLOCK.slice(0, 24).map(clock)}
        </NativeSelect>
      </Field>
      <Field label={t('until')} className="w-24">
        <NativeSelect value={until} onChange={(event) => setUntil(Number(event.target.value))}>
          {CLOCK.slice(1).map(clock)}
        </NativeSelect>
      </Field>
      <Button variant="outline" disabled={days.length === 0} onClick={() => onPaint([...days], from, until)}>
        {t('paint')}
      </Button>
    </div>
  )
}
