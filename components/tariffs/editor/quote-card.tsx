'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Action } from '@/components/forms/action-result'
import { Field } from '@/components/ui/field'
import { formatDate, formatMoney, formatNumber } from '@/components/ui/format-values'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import { Table, TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { offsetMs } from '@/lib/kernel/local-day'
import { Decimal } from '@/lib/kernel/money'
import { formatPrice } from '@/lib/tariffs/describe-tariff'
import type { QuoteInput } from '@/lib/tariffs/queries/quote-tariff'
import type { Quote, QuoteLine } from '@/lib/tariffs/quote-usage'
import type { TariffInput } from '@/lib/tariffs/tariff-input'
import { useAnswer } from './use-answer'

export type QuoteAction = Action<QuoteInput, Quote | null>

const ZONE = 'Europe/Stockholm'
const AREAS = ['SE1', 'SE2', 'SE3', 'SE4'] as const

interface QuoteCardProps {
  tariff: TariffInput | null
  hasSpot: boolean
  /** Local date and time at which somebody is taken to arrive, `2026-11-20T17:00`. */
  arrives: string
  quote: QuoteAction
}

/** What a charge of so many kWh, so long and at that time would cost, line by line. */
export function QuoteCard({ tariff, hasSpot, arrives, quote }: QuoteCardProps) {
  const t = useTranslations('tariffEditor.quote')
  const [said, setSaid] = useState({
    arrives,
    kwh: '30',
    charging: '120',
    idle: '30',
    area: 'SE3' as QuoteInput['area'],
  })
  const field = (name: 'arrives' | 'kwh' | 'charging' | 'idle') => ({
    value: said[name],
    onChange: (event: { target: { value: string } }) => setSaid({ ...said, [name]: event.target.value }),
    autoComplete: 'off',
  })
  const [kwh, chargingMinutes, idleMinutes] = [said.kwh, said.charging, said.idle].map((text) =>
    Number(text.replace(',', '.') || '0'),
  ) as [number, number, number]
  const arriveAt = instantOf(said.arrives)
  const isReadable = arriveAt !== null && [kwh, chargingMinutes, idleMinutes].every((value) => value >= 0)
  const { data, isPending, hasFailed } = useAnswer(
    quote,
    tariff === null || !isReadable
      ? null
      : { tariff, arriveAt, kwh, chargingMinutes, idleMinutes, timeZone: ZONE, area: said.area },
  )
  return (
    <div className="grid gap-3">
      <div className="grid grid-cols-3 items-end gap-2">
        <Field label={t('kwh')}>
          <Input {...field('kwh')} inputMode="decimal" className="text-right tabular-nums" />
        </Field>
        <Field label={t('charging')}>
          <Input {...field('charging')} inputMode="numeric" className="text-right tabular-nums" />
        </Field>
        <Field label={t('idle')}>
          <Input {...field('idle')} inputMode="numeric" className="text-right tabular-nums" />
        </Field>
        <Field label={t('arrives')} className={hasSpot ? 'col-span-2' : 'col-span-3'}>
          <Input {...field('arrives')} type="datetime-local" />
        </Field>
        {hasSpot && (
          <Field label={t('area')}>
            <NativeSelect
              value={said.area}
              onChange={(event) => setSaid({ ...said, area: event.target.value as QuoteInput['area'] })}
            >
              {AREAS.map((area) => (
                <option key={area}>{area}</option>
              ))}
            </NativeSelect>
          </Field>
        )}
      </div>
      <div aria-live="polite" aria-busy={isPending} className={isPending ? 'opacity-60' : undefined}>
        {tariff === null || !isReadable ? (
          <p className="text-muted-foreground">{t('incomplete')}</p>
        ) : hasFailed ? (
          <p className="text-status-attention">{t('failed')}</p>
        ) : data === null ? (
          !isPending && <p className="text-status-attention">{t('spotMissing')}</p>
        ) : (
          <Lines quote={data} />
        )}
      </div>
    </div>
  )
}

function Lines({ quote }: { quote: Quote }) {
  const t = useTranslations('tariffEditor.quote')
  const words = useTranslations('sessions.line')
  const locale = useLocale()
  const { currency, lines, total } = quote
  const money = (amount: string) => formatMoney(amount, currency, locale)
  const calculation = ({ quantity, unit, rate }: QuoteLine) =>
    `${formatNumber(quantity, locale, decimalsOf(quantity))} ${words(`unit.${unit}`)} × ${formatPrice(rate, currency, locale)}`
  const clock = (at: string) => formatDate(at, locale, 'time', ZONE)
  return (
    <Table label={t('lines')}>
      <TableHeader>
        <TableRow>
          <TableHead>{t('line')}</TableHead>
          <TableHead numeric>{t('amount')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {lines.map((line) => (
          <TableRow key={`${line.kind} ${line.from} ${line.rate} ${line.reason} ${line.vatPercent}`}>
            <TableCell className="whitespace-normal">
              {words(line.kind)}
              {line.part !== null && line.from !== line.to && (
                <span className="text-muted-foreground"> {`${clock(line.from)}–${clock(line.to)}`}</span>
              )}
              {line.part !== null && <p className="text-muted-foreground text-xs">{calculation(line)}</p>}
              {line.spot !== null && <SpotRange line={line} currency={currency} />}
              {line.reason === 'spot-fallback' && <p className="text-status-attention text-xs">{t('fallback')}</p>}
            </TableCell>
            <TableCell numeric>{money(line.rounded.inclVat)}</TableCell>
          </TableRow>
        ))}
        {lines.length === 0 && (
          <TableRow>
            <TableCell colSpan={2} className="text-muted-foreground">
              {t('nothing')}
            </TableCell>
          </TableRow>
        )}
      </TableBody>
      <TableFooter>
        <TableRow>
          <TableCell>{t('total')}</TableCell>
          <TableCell numeric>
            <strong>{money(total.rounded.inclVat)}</strong>
          </TableCell>
        </TableRow>
        <TableRow className="font-normal text-muted-foreground">
          <TableCell>{t('exclVat')}</TableCell>
          <TableCell numeric>{money(total.rounded.exclVat)}</TableCell>
        </TableRow>
      </TableFooter>
    </Table>
  )
}

/** Between which prices the quarters of an hour lie. */
function SpotRange({ line: { spot }, currency }: { line: QuoteLine; currency: string }) {
  const t = useTranslations('tariffEditor.quote')
  const locale = useLocale()
  const prices = (spot ?? []).map(({ price }) => new Decimal(price))
  if (prices.length < 2) return null
  const price = (amount: Decimal) => formatPrice(amount.toDecimalPlaces(2).toFixed(2), currency, locale)
  const [least, most] = [price(Decimal.min(...prices)), price(Decimal.max(...prices))]
  return <p className="text-muted-foreground text-xs">{t('quarters', { count: prices.length, least, most })}</p>
}

const decimalsOf = (quantity: string) => Math.min(3, new Decimal(quantity).decimalPlaces())

/** `2026-11-20T17:00` on the clocks of Sweden as an instant; null when it is none. */
export function instantOf(local: string): Date | null {
  const wanted = Date.parse(`${local}:00Z`)
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local) || Number.isNaN(wanted)) return null
  const guess = wanted - offsetMs(wanted, ZONE)
  return new Date(wanted - offsetMs(guess, ZONE))
}
