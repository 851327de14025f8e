'use client'

import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { LoadMore } from '@/components/data-table/load-more'
import { type More, useMore } from '@/components/data-table/use-more'
import { Badge } from '@/components/ui/badge'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { DateTime, Money } from '@/components/ui/format'
import { formatMoney, formatNumber } from '@/components/ui/format-values'
import type { LineRow } from '@/lib/invoices/queries/list-lines'
import type { Page } from '@/lib/kernel/cursor'
import { formatPrice } from '@/lib/tariffs/describe-tariff'

interface InvoiceLinesProps {
  id: string
  first: Page<LineRow>
  more: More<{ id: string }, LineRow>
  currency: string
  total: number
  /** Who made it an invoice, and when. */
  issued: { readonly name: string | null; readonly at: Date | null }
}

const DIGITS = { kWh: 3, min: 2, session: 0, month: 2, piece: 0 } as const

/** An invoice's lines, each open to what it was made from. */
export function InvoiceLines({ id, first, more, currency, total, issued }: InvoiceLinesProps) {
  const t = useTranslations('invoices')
  const { rows, next, pending, loadMore } = useMore(first, { id }, more, (row) => String(row.position))
  return (
    <Card className="min-w-0">
      <CardHeader>
        <CardTitle>{t('lines.title', { count: total })}</CardTitle>
      </CardHeader>
      <CardContent>
        <ul>
          {rows.map((line) => (
            <Line key={line.position} id={id} line={line} currency={currency} issued={issued} />
          ))}
        </ul>
        <LoadMore next={next} pending={pending} onMore={loadMore} />
      </CardContent>
    </Card>
  )
}

function Line({
  id,
  line,
  currency,
  issued,
}: Pick<InvoiceLinesProps, 'id' | 'currency' | 'issued'> & { line: LineRow }) {
  const t = useTranslations('invoices')
  const locale = useLocale()
  const quantity = `${formatNumber(line.quantity, locale, DIGITS[line.unit])} ${t(`unit.${line.unit}`)}`
  const { session } = line
  return (
    <li className="border-b">
      <details className="group">
        <summary className="grid min-h-10 cursor-pointer grid-cols-[auto_1fr_auto] items-center gap-2 rounded-sm py-1 focus-visible:outline-2 focus-visible:outline-ring [&::-webkit-details-marker]:hidden">
          <ChevronRight
            className="size-3.5 text-muted-foreground transition-transform group-open:rotate-90"
            aria-hidden
          />
          <span className="grid">
            <span className="flex flex-wrap items-baseline gap-x-2">
              {line.text}
              <span className="text-muted-foreground text-xs" suppressHydrationWarning>
                {quantity} × {formatPrice(line.unitPrice, currency, locale)}
              </span>
              {line.isCredited && <Badge variant="outline">{t('lines.credited')}</Badge>}
            </span>
            {session && (
              <span className="text-muted-foreground text-xs">
                <DateTime at={session.startedAt} timeZone={session.timeZone} /> · {session.station}, {session.site}
                {[session.vehicle, session.driver, line.costCentre?.code].filter(Boolean).map((part) => ` · ${part}`)}
              </span>
            )}
          </span>
          <span className="text-right font-medium">
            <Money amount={line.gross} currency={currency} />
          </span>
        </summary>
        <Explanation id={id} line={line} currency={currency} issued={issued} />
      </details>
    </li>
  )
}

/** Why the line is what it is: price line, VAT, rounding, session, tariff and who issued it. */
function Explanation({
  id,
  line,
  currency,
  issued,
}: Pick<InvoiceLinesProps, 'id' | 'currency' | 'issued'> & { line: LineRow }) {
  const t = useTranslations('invoices')
  const locale = useLocale()
  const money = (amount: string) => formatMoney(amount, currency, locale)
  const { source, session } = line
  return (
    <div className="grid gap-1 pb-3 pl-5.5 text-muted-foreground text-xs" suppressHydrationWarning>
      {source && (
        <p>
          {t('explain.price', {
            quantity: formatNumber(source.line.quantity, locale, 3),
            unit: source.line.unit,
            rate: formatPrice(source.line.rate, currency, locale),
            amount: money(source.line.amount),
          })}
        </p>
      )}
      <p>
        {line.vatCategory === 'AE'
          ? t('explain.reverse', { net: money(line.net) })
          : t('explain.vat', {
              percent: formatNumber(line.vatPercent, locale),
              net: money(line.net),
              vat: money(line.vat),
              gross: money(line.gross),
            })}
      </p>
      <p>{t('explain.rounding')}</p>
      {session && <p>{t('explain.session', { energy: formatNumber(session.energyKwh, locale, 3) })} </p>}
      <p>
        <Link href={`/invoices/${id}/lines/${line.position}`} className="text-foreground underline underline-offset-4">
          {t('explained.open')}
        </Link>
      </p>
      {issued.at && (
        <p>
          {t('explain.issued', { name: issued.name ?? t('explain.worker') })} <DateTime at={issued.at} />
        </p>
      )}
    </div>
  )
}
