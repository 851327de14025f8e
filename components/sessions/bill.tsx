'use client'

import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { DateTime, Money } from '@/components/ui/format'
import { formatMoney, formatNumber } from '@/components/ui/format-values'
import type { SessionDetail } from '@/lib/sessions/queries/get-session'
import type { SessionPrice } from '@/lib/sessions/session-price'
import { formatPrice } from '@/lib/tariffs/describe-tariff'
import type { PriceLine } from '@/lib/tariffs/price-session'
import { componentFor } from '@/lib/tariffs/tariff'
import { vatPercents } from './vat-percents'

interface BillProps {
  price: SessionPrice | null
  tariff: SessionDetail['tariff']
  /** The plan it began under; null: none. */
  plan: SessionDetail['plan']
  mayReadTariff: boolean
  isActive: boolean
  timeZone: string | undefined
}

/** A session's price line by line; every line opens to how it came about. */
export function Bill({ price, tariff, plan, mayReadTariff, isActive, timeZone }: BillProps) {
  const t = useTranslations('sessions.bill')
  return (
    <Card className="min-w-0">
      <CardHeader>
        <CardTitle>{isActive ? t('title') : t('titleEnded')}</CardTitle>
        {isActive && price?.total != null && <span className="text-muted-foreground text-xs">{t('soFar')}</span>}
      </CardHeader>
      <CardContent className="grid gap-3">
        {price === null ? (
          <p className="text-muted-foreground">{t('pending')}</p>
        ) : price.total === null ? (
          <Unpriced reason={price.unpriced ?? ''} />
        ) : (
          <Lines price={price} tariff={tariff} timeZone={timeZone} />
        )}
        {tariff && (
          <div className="grid gap-1 text-muted-foreground text-xs">
            <TariffName tariff={tariff} isLink={mayReadTariff} />
            {plan && <PlanName plan={plan} isLink={mayReadTariff} />}
            {price?.total != null && <p>{t('rounding')}</p>}
            {!tariff.pricesIncludeVat && <p>{t('exclusive')}</p>}
          </div>
        )}
      </CardContent>
    </Card>
  )
}

function PlanName({ plan, isLink }: { plan: NonNullable<SessionDetail['plan']>; isLink: boolean }) {
  const t = useTranslations('sessions.bill')
  const name = t('plan', { name: plan.name, number: plan.versionNumber })
  if (!isLink) return <p>{name}</p>
  return (
    <Link href={`/plans/${plan.id}#version-${plan.versionNumber}`} className="w-fit underline underline-offset-4">
      {name}
    </Link>
  )
}

function TariffName({ tariff, isLink }: { tariff: NonNullable<SessionDetail['tariff']>; isLink: boolean }) {
  const t = useTranslations('sessions.bill')
  const name = t('tariff', { name: tariff.name, number: tariff.versionNumber })
  if (!isLink) return <p>{name}</p>
  return (
    <Link href={`/tariffs/${tariff.id}#version-${tariff.versionNumber}`} className="w-fit underline underline-offset-4">
      {name}
    </Link>
  )
}

function Lines({
  price,
  tariff,
  timeZone,
}: {
  price: SessionPrice
  tariff: SessionDetail['tariff']
  timeZone: string | undefined
}) {
  const t = useTranslations('sessions.bill')
  const locale = useLocale()
  return (
    <div>
      {price.lines.length === 0 && <p className="pb-2 text-muted-foreground">{t('nothing')}</p>}
      <ul>
        {price.lines.map((line) => (
          <Line
            key={`${line.kind} ${line.from} ${line.rate} ${line.reason} ${line.vatPercent}`}
            line={line}
            currency={price.currency ?? ''}
            tariff={tariff}
            timeZone={timeZone}
          />
        ))}
      </ul>
      <dl className="grid grid-cols-[1fr_auto] gap-y-1 pt-2.5">
        <dt className="font-medium">{t('total')}</dt>
        <dd className="text-right font-semibold text-base" data-testid="bill-total">
          <Money amount={price.total} currency={price.currency} />
        </dd>
        <dt className="text-muted-foreground text-xs">
          {t('vat', {
            percent: vatPercents(price, tariff?.vatPercent ?? null, locale),
          })}
        </dt>
        <dd className="text-right text-muted-foreground text-xs">
          <Money amount={price.vat} currency={price.currency} />
        </dd>
      </dl>
    </div>
  )
}

/** A quantity's decimals: kWh to the watt-hour, minutes to a hundredth. */
const DIGITS = { kWh: 3, min: 2, h: 3, session: 0 } as const

interface LineProps {
  line: PriceLine
  currency: string
  tariff: SessionDetail['tariff']
  timeZone: string | undefined
}

function Line({ line, currency, tariff, timeZone }: LineProps) {
  const t = useTranslations('sessions')
  const locale = useLocale()
  const quantity = formatNumber(line.quantity, locale, DIGITS[line.unit])
  const unit = t(`line.unit.${line.unit}`)
  const rate = formatPrice(line.rate, currency, locale)
  const graceSeconds = tariff?.terms ? (componentFor(tariff.terms, 'idle')?.graceSeconds ?? 0) : 0
  const reasonKey = `line.reason.${line.reason}` as const
  const calculation = { quantity, unit, rate, amount: formatMoney(line.amount, currency, locale) }
  return (
    <li className="border-b" data-testid={`bill-${line.kind}`}>
      <details className="group">
        <summary className="grid min-h-9 cursor-pointer grid-cols-[auto_1fr_auto] items-center gap-2 rounded-sm focus-visible:outline-2 focus-visible:outline-ring [&::-webkit-details-marker]:hidden">
          <ChevronRight
            className="size-3.5 text-muted-foreground transition-transform group-open:rotate-90"
            aria-hidden
          />
          <span className="flex flex-wrap items-baseline gap-x-2">
            {t(`line.${line.kind}`)}
            {/* Minutes tick on between the server's drawing and the browser's. */}
            <span className="whitespace-nowrap text-muted-foreground text-xs" suppressHydrationWarning>
              {quantity} {unit} × {rate}
            </span>
          </span>
          <span className="text-right font-medium">
            <Money amount={line.amount} currency={currency} />
          </span>
        </summary>
        <div className="grid gap-1 pb-2.5 pl-5.5 text-muted-foreground text-xs">
          <p suppressHydrationWarning>
            {tariff?.pricesIncludeVat === false
              ? t('line.calculationVat', calculation)
              : t('line.calculation', calculation)}
          </p>
          {line.kind !== 'start' && (
            <p>
              <DateTime at={line.from} format="date-time-seconds" timeZone={timeZone} />
              {' – '}
              <DateTime at={line.to} format="date-time-seconds" timeZone={timeZone} />
            </p>
          )}
          <p>
            {t.has(reasonKey)
              ? t(reasonKey, { minutes: formatNumber(graceSeconds / 60, locale, graceSeconds % 60 === 0 ? 0 : 1) })
              : line.reason}
          </p>
        </div>
      </details>
    </li>
  )
}

function Unpriced({ reason }: { reason: string }) {
  const t = useTranslations('sessions')
  const words = `unpriced.${reason}` as 'unpriced.no-tariff'
  const help = `bill.unpricedHelp.${reason}` as 'bill.unpricedHelp.no-tariff'
  return (
    <div className="grid gap-1">
      <p className="text-status-attention">{t('bill.unpriced', { reason: t.has(words) ? t(words) : reason })}</p>
      {t.has(help) && <p className="text-muted-foreground">{t(help)}</p>}
    </div>
  )
}
