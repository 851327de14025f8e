'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Bar, BarChart, CartesianGrid, Cell, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { ChartFrame } from '@/components/charts/chart-frame'
import type { Action } from '@/components/forms/action-result'
import { Field } from '@/components/ui/field'
import { formatMoney, formatNumber } from '@/components/ui/format-values'
import { NativeSelect } from '@/components/ui/select'
import { Decimal } from '@/lib/kernel/money'
import type { TariffComparison } from '@/lib/tariffs/queries/compare-tariff'
import type { TariffInput } from '@/lib/tariffs/tariff-input'
import { useAnswer } from './use-answer'

export type CompareAction = Action<{ tariffId: string | null; tariff: TariffInput; days: number }, TariffComparison>

interface CompareCardProps {
  tariff: TariffInput | null
  /** Whose sessions can be looked at; the first is chosen. */
  choices: readonly { readonly id: string; readonly name: string }[]
  compare: CompareAction
}

const DAYS = 30
/** A month of sessions is priced anew: not at every key. */
const PAUSE_MS = 900

/** What the last month's sessions cost, beside what they would have cost by what has been written. */
export function CompareCard({ tariff, choices, compare }: CompareCardProps) {
  const t = useTranslations('tariffEditor.compare')
  const locale = useLocale()
  const [tariffId, setTariffId] = useState(choices[0]?.id ?? '')
  const { data, isPending, hasFailed } = useAnswer(
    compare,
    tariff === null ? null : { tariffId: tariffId || null, tariff, days: DAYS },
    PAUSE_MS,
  )
  const money = (amount: Decimal.Value, currency: string) => formatMoney(amount, currency, locale)
  const signed = (amount: Decimal, currency: string) => `${amount.greaterThan(0) ? '+' : ''}${money(amount, currency)}`
  const difference = data && new Decimal(data.after).minus(data.before)
  const percent =
    data && difference && !new Decimal(data.before).isZero()
      ? difference.dividedBy(data.before).times(100).toFixed(1)
      : null
  return (
    <div className="grid gap-3">
      <Field label={t('sessionsOf')}>
        <NativeSelect value={tariffId} onChange={(event) => setTariffId(event.target.value)}>
          {choices.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          <option value="">{t('allTariffs')}</option>
        </NativeSelect>
      </Field>
      <div aria-live="polite" aria-busy={isPending} className={isPending ? 'opacity-60' : undefined}>
        {tariff === null ? (
          <p className="text-muted-foreground">{t('incomplete')}</p>
        ) : hasFailed ? (
          <p className="text-status-attention">{t('failed')}</p>
        ) : data === null || difference === null ? (
          <p className="text-muted-foreground">{t('asking')}</p>
        ) : data.sessions === 0 ? (
          <p className="text-muted-foreground">{t('none', { days: DAYS })}</p>
        ) : (
          <div className="grid gap-3">
            <dl className="grid grid-cols-3 gap-2">
              <Figure label={t('before')} value={money(data.before, data.currency)} />
              <Figure label={t('after')} value={money(data.after, data.currency)} />
              <Figure
                label={t('difference')}
                value={signed(difference, data.currency)}
                note={
                  percent === null
                    ? undefined
                    : `${Number(percent) > 0 ? '+' : ''}${formatNumber(percent, locale, 1)} %`
                }
              />
            </dl>
            <p className="text-muted-foreground text-xs">
              {t('counts', { sessions: data.sessions, cheaper: data.cheaper, same: data.same, dearer: data.dearer })}
              {data.leftOut > 0 && ` ${t('leftOut', { count: data.leftOut })}`}
              {data.isCut && ` ${t('isCut')}`}
            </p>
            <Histogram comparison={data} />
          </div>
        )}
      </div>
    </div>
  )
}

function Figure({ label, value, note }: { label: string; value: string; note?: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted-foreground text-xs">{label}</dt>
      <dd className="font-medium tabular-nums">{value}</dd>
      {note && <dd className="text-muted-foreground text-xs tabular-nums">{note}</dd>}
    </div>
  )
}

const TICK = { fill: 'var(--muted-foreground)', fontSize: 11 }

/** How many sessions differ by how much; red are dearer for the driver, green cheaper. */
function Histogram({ comparison }: { comparison: TariffComparison }) {
  const t = useTranslations('tariffEditor.compare')
  const locale = useLocale()
  const { distribution, currency } = comparison
  const rows = distribution.map(({ from, to, sessions }) => ({
    label: from === null ? `< ${to}` : to === null ? `≥ ${from}` : `${from} – ${to}`,
    short: from === null ? `<${to}` : from,
    side: to !== null && Number(to) <= 0 ? 'cheaper' : from !== null && Number(from) >= 1 ? 'dearer' : 'same',
    sessions,
  }))
  const colours = { cheaper: 'var(--chart-2)', same: 'var(--offline)', dearer: 'var(--chart-3)' }
  const nearest = { from: '-1', to: '1' }
  return (
    <ChartFrame
      title={t('distribution')}
      description={t('distributionText', { currency, ...nearest })}
      height={180}
      table={{
        columns: [t('differenceIn', { currency }), t('sessions')],
        rows: rows.map(({ label, sessions }) => [label, formatNumber(sessions, locale)]),
      }}
    >
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={rows} margin={{ top: 12, right: 4, bottom: 0, left: -12 }} barCategoryGap={1}>
          <CartesianGrid stroke="var(--chart-grid)" vertical={false} />
          <XAxis
            dataKey="short"
            tick={TICK}
            interval={0}
            angle={-45}
            textAnchor="end"
            height={38}
            tickLine={false}
            axisLine={false}
          />
          <YAxis tick={TICK} tickLine={false} axisLine={false} allowDecimals={false} />
          <Tooltip
            cursor={{ fill: 'var(--accent)' }}
            content={({ payload }) => {
              const row = payload?.[0]?.payload as (typeof rows)[number] | undefined
              return row ? (
                <div className="rounded-md border bg-popover px-2 py-1 text-popover-foreground text-xs shadow-sm">
                  {t('bar', { difference: row.label, currency, sessions: row.sessions })}
                </div>
              ) : null
            }}
          />
          <Bar dataKey="sessions" isAnimationActive={false} radius={[2, 2, 0, 0]}>
            {rows.map(({ label, side }) => (
              <Cell key={label} fill={colours[side as keyof typeof colours]} />
            ))}
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </ChartFrame>
  )
}
