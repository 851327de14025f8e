'use client'

import { useLocale, useTranslations } from 'next-intl'
import { ReceiptSheet } from '@/components/sessions/receipt-sheet'
import { DateTime, Energy, Money } from '@/components/ui/format'
import { formatNumber } from '@/components/ui/format-values'
import { Decimal } from '@/lib/kernel/money'
import type { DriverPayment } from '@/lib/payments/queries/get-driver-payment'
import type { SessionPrice } from '@/lib/sessions/session-price'
import { vatByRate } from '@/lib/sessions/vat-by-rate'
import { formatPrice } from '@/lib/tariffs/describe-tariff'

interface DriverReceiptProps {
  payment: DriverPayment
  price: SessionPrice
  seller: { name: string; orgNumber: string; vatNumber: string; address: string } | null
}

const DIGITS = { kWh: 3, min: 2, h: 3, session: 0 } as const

/** A simplified invoice: who sells, when, what, how much, and the VAT in it. */
export function DriverReceipt({ payment, price, seller }: DriverReceiptProps) {
  const t = useTranslations('pay.receipt')
  const words = useTranslations('sessions')
  const locale = useLocale()
  const { session, timeZone, currency } = payment
  const net = new Decimal(price.total ?? 0).minus(price.vat ?? 0).toFixed()
  const refundedOfPaid = new Decimal(payment.captured).minus(price.total ?? 0).toFixed()
  return (
    <ReceiptSheet
      back={{ href: `/s/pay/${payment.key}`, label: t('back') }}
      print={t('print')}
      title={t('title')}
      number={t('number', { number: payment.number })}
      className="gap-5 p-5"
    >
      <section className="grid gap-0.5">
        {seller && (
          <>
            <p className="font-medium">{seller.name}</p>
            {seller.address && <p className="text-muted-foreground">{seller.address}</p>}
            <p className="text-muted-foreground text-sm">
              {seller.orgNumber && t('orgNumber', { number: seller.orgNumber })}
              {seller.vatNumber && ` · ${t('vatNumber', { number: seller.vatNumber })}`}
            </p>
          </>
        )}
      </section>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 border-t pt-4">
        <dt className="text-muted-foreground">{t('date')}</dt>
        <dd>
          <DateTime at={payment.settledAt ?? session?.endedAt} timeZone={timeZone} />
        </dd>
        <dt className="text-muted-foreground">{t('what')}</dt>
        <dd>
          {t('charging')} <Energy wh={session?.energyWh} digits={3} />
        </dd>
        <dt className="text-muted-foreground">{t('where')}</dt>
        <dd>
          {payment.station.name}
          {payment.place && `, ${payment.place}`}
        </dd>
        <dt className="text-muted-foreground">{t('when')}</dt>
        <dd>
          <DateTime at={session?.startedAt} timeZone={timeZone} /> –{' '}
          <DateTime at={session?.endedAt} format="time" timeZone={timeZone} />
        </dd>
        <dt className="text-muted-foreground">{t('paidBy')}</dt>
        <dd>{t(`way.${payment.kind}`)}</dd>
      </dl>
      <table className="w-full border-t text-left">
        <tbody>
          {price.lines.map((line) => (
            <tr key={`${line.kind} ${line.from} ${line.rate} ${line.reason}`} className="border-b [&>td]:py-2">
              <td>
                {words(`line.${line.kind}`)}
                <span className="block text-muted-foreground text-sm tabular-nums">
                  {formatNumber(line.quantity, locale, DIGITS[line.unit])} {words(`line.unit.${line.unit}`)} ×{' '}
                  {formatPrice(line.rate, currency, locale)}
                </span>
              </td>
              <td className="text-right align-top tabular-nums">
                <Money amount={line.amount} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot className="tabular-nums [&_td]:pt-1.5">
          <tr className="text-muted-foreground text-sm">
            <td>{t('net')}</td>
            <td className="text-right">
              <Money amount={net} currency={currency} />
            </td>
          </tr>
          {vatByRate(price).map(({ percent, vat }) => (
            <tr key={percent} className="text-muted-foreground text-sm">
              <td>
                {t('vat', { percent: `${formatNumber(percent, locale, new Decimal(percent).decimalPlaces())} %` })}
              </td>
              <td className="text-right">
                <Money amount={vat} currency={currency} />
              </td>
            </tr>
          ))}
          <tr className="font-semibold text-lg">
            <td>{t('total')}</td>
            <td className="text-right" data-testid="receipt-total">
              <Money amount={price.total} currency={currency} />
            </td>
          </tr>
          {payment.means === 'prepay' && (
            <tr className="text-muted-foreground text-sm">
              <td>{t('prepaid')}</td>
              <td className="text-right">
                <Money amount={payment.captured} currency={currency} /> /{' '}
                <Money amount={refundedOfPaid} currency={currency} />
              </td>
            </tr>
          )}
          {payment.means === 'reserve' && new Decimal(payment.refunded).greaterThan(0) && (
            <tr className="text-muted-foreground text-sm">
              <td>{t('refunded')}</td>
              <td className="text-right">
                <Money amount={payment.refunded} currency={currency} />
              </td>
            </tr>
          )}
        </tfoot>
      </table>
      {payment.kind === 'sandbox' && <p className="text-muted-foreground text-sm">{t('makeBelieve')}</p>}
    </ReceiptSheet>
  )
}
