'use client'

import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Action } from '@/components/forms/action-result'
import { Field } from '@/components/ui/field'
import { Money } from '@/components/ui/format'
import { formatDate, formatKwh, formatMoney } from '@/components/ui/format-values'
import { NativeSelect } from '@/components/ui/select'
import { Table, TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { Decimal } from '@/lib/kernel/money'
import type { SessionPrice } from '@/lib/sessions/session-price'
import type { TariffInput } from '@/lib/tariffs/tariff-input'
import { useAnswer } from './editor/use-answer'

export interface PreviewSession {
  readonly id: string
  readonly startedAt: Date
  readonly stationId: string
  readonly energyWh: number
  readonly timeZone: string | undefined
}

interface Previewed {
  readonly before: SessionPrice | null
  readonly after: SessionPrice
}
export type TariffPreviewAction = Action<{ sessionId: string; tariff: TariffInput }, Previewed>

interface TariffPreviewProps {
  /** Null while what is written cannot be read. */
  tariff: TariffInput | null
  preview: TariffPreviewAction
  sessions: readonly PreviewSession[]
}

/** What a past session cost, beside what it would have cost. */
export function TariffPreview({ tariff, preview, sessions }: TariffPreviewProps) {
  const t = useTranslations('tariffs.preview')
  const locale = useLocale()
  const [sessionId, setSessionId] = useState(sessions[0]?.id ?? '')
  const { data, isPending } = useAnswer(preview, tariff === null || sessionId === '' ? null : { sessionId, tariff })
  if (sessions.length === 0) return <p className="text-muted-foreground">{t('none')}</p>
  return (
    <div className="grid gap-3">
      <Field label={t('session')} className="min-w-0">
        <NativeSelect value={sessionId} onChange={(event) => setSessionId(event.target.value)}>
          {sessions.map((session) => (
            <option key={session.id} value={session.id}>
              {t('option', {
                at: formatDate(session.startedAt, locale, 'date-time', session.timeZone),
                station: session.stationId,
                energy: formatKwh(session.energyWh, locale),
              })}
            </option>
          ))}
        </NativeSelect>
      </Field>
      {tariff === null && <p className="text-status-attention">{t('incomplete')}</p>}
      {data && (
        <div aria-busy={isPending} className={isPending ? 'opacity-60' : undefined}>
          <Comparison {...data} />
        </div>
      )}
      <Link
        href={`/sessions/${sessionId}`}
        className="justify-self-start text-muted-foreground text-xs underline-offset-4 hover:underline"
      >
        {t('open')}
      </Link>
    </div>
  )
}

const KINDS = ['start', 'energy', 'time', 'idle', 'reservation', 'discount', 'cap', 'minimum'] as const

function Comparison({ before, after }: Previewed) {
  const t = useTranslations('tariffs.preview')
  const lines = useTranslations('sessions.line')
  const reasons = useTranslations('sessions.unpriced')
  const amountOf = (price: SessionPrice | null, kind: string) => {
    const amounts = price?.lines.filter((line) => line.kind === kind).map(({ amount }) => amount) ?? []
    return amounts.length < 2 ? amounts[0] : amounts.reduce((sum, amount) => sum.plus(amount), new Decimal(0)).toFixed()
  }
  const kinds = KINDS.filter((kind) => amountOf(before, kind) !== undefined || amountOf(after, kind) !== undefined)
  const unpriced = (price: SessionPrice | null) =>
    price?.unpriced
      ? t('unpriced', {
          reason: reasons.has(price.unpriced as never) ? reasons(price.unpriced as never) : price.unpriced,
        })
      : null
  const cell = (price: SessionPrice | null, amount: string | null | undefined) => (
    <Money amount={amount} currency={price?.currency} />
  )
  const comparable = before?.currency !== null && before?.currency === after.currency
  return (
    <>
      <Table label={t('title')}>
        <TableHeader>
          <TableRow>
            <TableHead>{t('line')}</TableHead>
            <TableHead numeric>{t('before')}</TableHead>
            <TableHead numeric>{t('after')}</TableHead>
            <TableHead numeric>{t('difference')}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {kinds.map((kind) => (
            <TableRow key={kind}>
              <TableCell>{lines(kind)}</TableCell>
              <TableCell numeric>{cell(before, amountOf(before, kind))}</TableCell>
              <TableCell numeric>{cell(after, amountOf(after, kind))}</TableCell>
              <TableCell numeric>
                {comparable && (
                  <Difference
                    from={amountOf(before, kind) ?? '0'}
                    to={amountOf(after, kind) ?? '0'}
                    currency={after.currency}
                  />
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
        <TableFooter>
          <TableRow>
            <TableCell>{t('total')}</TableCell>
            <TableCell numeric>{cell(before, before?.total)}</TableCell>
            <TableCell numeric>{cell(after, after.total)}</TableCell>
            <TableCell numeric>
              {comparable && before?.total != null && after.total !== null && (
                <Difference from={before.total} to={after.total} currency={after.currency} />
              )}
            </TableCell>
          </TableRow>
          <TableRow className="font-normal text-muted-foreground">
            <TableCell>{t('vat')}</TableCell>
            <TableCell numeric>{cell(before, before?.vat)}</TableCell>
            <TableCell numeric>{cell(after, after.vat)}</TableCell>
            <TableCell />
          </TableRow>
        </TableFooter>
      </Table>
      {[unpriced(before), unpriced(after)].map((text) => text && <p key={text}>{text}</p>)}
    </>
  )
}

function Difference({ from, to, currency }: { from: string; to: string; currency: string | null }) {
  const locale = useLocale()
  if (currency === null) return null
  const difference = new Decimal(to).minus(from)
  const sign = difference.isPositive() && !difference.isZero() ? '+' : ''
  return (
    <span className="whitespace-nowrap">
      {sign}
      {formatMoney(difference, currency, locale)}
    </span>
  )
}
