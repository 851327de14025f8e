import { CircleAlert, CircleCheck } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { DateTime, Money } from '@/components/ui/format'
import { formatMoney, formatWritten } from '@/components/ui/format-values'
import type { ExplainedSession } from '@/lib/invoices/explained-session'
import type { LineRow } from '@/lib/invoices/queries/list-lines'
import { Decimal } from '@/lib/kernel/money'
import { formatPrice } from '@/lib/tariffs/describe-tariff'
import type { PriceLine } from '@/lib/tariffs/price-session'

/** How a session's price was worked out: every line of it, the one that is looked at marked, and whether it still comes out the same. */
export function SessionPriceCard({ session, line }: { session: ExplainedSession; line: LineRow }) {
  const t = useTranslations('invoices.explained')
  const { price, recalculated, timeZone } = session
  const isVatIncluded = session.tariff?.terms.pricesIncludeVat ?? true
  return (
    <Card className="min-w-0">
      <CardHeader>
        <CardTitle>{t('price')}</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-3">
        <ul>
          {price.lines.map((one, at) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: a price's lines never move
              key={at}
              className={cn(
                'grid gap-x-4 gap-y-0.5 border-b py-2 sm:grid-cols-[1fr_auto]',
                line.source?.at === at && '-mx-2 rounded-sm bg-muted px-2',
              )}
              aria-current={line.source?.at === at ? 'true' : undefined}
            >
              <PriceLineWords line={one} currency={price.currency} isVatIncluded={isVatIncluded} timeZone={timeZone} />
              <span className="font-medium sm:text-right">
                <Money amount={one.amount} currency={price.currency} />
              </span>
            </li>
          ))}
        </ul>
        <p className="flex justify-between gap-4 font-medium">
          <span>{t('total')}</span>
          <Money amount={price.total} currency={price.currency} />
        </p>
        <Verdict recalculated={recalculated} currency={price.currency} />
        <p className="text-muted-foreground text-xs">{t('roundingOfLines')}</p>
      </CardContent>
    </Card>
  )
}

function Verdict({
  recalculated: { total, agrees },
  currency,
}: {
  recalculated: ExplainedSession['recalculated']
  currency: string
}) {
  const t = useTranslations('invoices.explained')
  const locale = useLocale()
  const sum = total === null ? '–' : formatMoney(total, currency, locale)
  return (
    <p
      className={cn('flex items-start gap-2', agrees ? 'text-status-available' : 'text-status-faulted')}
      data-testid="recalculated"
      suppressHydrationWarning
    >
      {agrees ? (
        <CircleCheck className="mt-0.5 size-4 shrink-0" aria-hidden />
      ) : (
        <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
      )}
      {t(agrees ? 'agrees' : 'differs', { sum })}
    </p>
  )
}

interface PriceLineWordsProps {
  line: PriceLine
  currency: string
  isVatIncluded: boolean
  timeZone: string
}

function PriceLineWords({ line, currency, isVatIncluded, timeZone }: PriceLineWordsProps) {
  const t = useTranslations('invoices.explained')
  const words = useTranslations('sessions')
  const locale = useLocale()
  const kind = `line.${line.kind}` as 'line.energy'
  const reason = `line.reason.${line.reason}` as 'line.reason.metered'
  const grace = line.reason === 'idle-after-grace'
  return (
    <div className="grid gap-0.5" suppressHydrationWarning>
      <span>{words.has(kind) ? words(kind) : line.kind}</span>
      {isProduct(line) && (
        <span className="text-muted-foreground text-xs tabular-nums">
          {t(isVatIncluded ? 'product' : 'productVat', {
            quantity: formatWritten(line.quantity, locale),
            unit: words(`line.unit.${line.unit}`),
            rate: formatPrice(line.rate, currency, locale),
            exact: formatWritten(new Decimal(line.quantity).times(line.rate).toDecimalPlaces(6).toFixed(), locale),
            vat: formatMoney(line.vat, currency, locale),
          })}
        </span>
      )}
      <span className="text-muted-foreground text-xs">
        {words.has(reason) && !grace ? `${words(reason)} ` : ''}
        {line.from && (
          <>
            <DateTime at={line.from} format="date-time-seconds" timeZone={timeZone} /> –{' '}
            <DateTime at={line.to} format="date-time-seconds" timeZone={timeZone} />
          </>
        )}
      </span>
    </div>
  )
}

/** A discount, a cap and a least price follow from the lines before them, not from a quantity. */
const isProduct = ({ kind }: PriceLine) => kind !== 'discount' && kind !== 'cap' && kind !== 'minimum'
