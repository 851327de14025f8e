import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { DateTime } from '@/components/ui/format'
import { formatKwh, formatMoney, formatNumber } from '@/components/ui/format-values'
import type { ExplainedSession } from '@/lib/invoices/explained-session'
import type { InvoiceDetail } from '@/lib/invoices/queries/get-invoice'
import type { LineRow } from '@/lib/invoices/queries/list-lines'
import { Decimal } from '@/lib/kernel/money'
import { describeAgreement } from '@/lib/tariffs/describe-agreement'
import { describeTariff, formatPrice } from '@/lib/tariffs/describe-tariff'

interface LineFactsProps {
  invoice: InvoiceDetail
  line: LineRow
  session: ExplainedSession | null
  may: { readonly sessions: boolean; readonly tariffs: boolean }
}

/** What a line is of, what priced it, its VAT, and who issued it. */
export function LineFacts({ invoice, line, session, may }: LineFactsProps) {
  const t = useTranslations('invoices.explained')
  const locale = useLocale()
  const language = locale === 'sv' ? 'sv' : 'en'
  const facts = line.session
  const money = (amount: string) => formatMoney(amount, invoice.currency, locale)
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('facts')}</CardTitle>
      </CardHeader>
      <CardContent suppressHydrationWarning>
        <dl className="grid gap-3">
          {facts && session && (
            <Fact name={t('session')}>
              {may.sessions ? (
                <Link href={`/sessions/${facts.id}`} className="underline underline-offset-4">
                  {t('sessionNumber', { id: facts.id })}
                </Link>
              ) : (
                t('sessionNumber', { id: facts.id })
              )}
              <br />
              {facts.station}, {facts.site}
              <br />
              <DateTime at={session.startedAt} format="date-time-seconds" timeZone={session.timeZone} /> –{' '}
              <DateTime at={session.endedAt} format="date-time-seconds" timeZone={session.timeZone} />
              {[facts.vehicle, facts.driver, session.token].some(Boolean) && (
                <>
                  <br />
                  {[facts.vehicle, facts.driver, session.token].filter(Boolean).join(' · ')}
                </>
              )}
            </Fact>
          )}
          {facts && session && (
            <Fact name={t('energy')}>
              {formatNumber(facts.energyKwh, locale, 3)} kWh
              {session.meterStartWh !== null && session.meterStopWh !== null && (
                <span className="text-muted-foreground">
                  {' '}
                  ({formatKwh(session.meterStopWh, locale, 3)} − {formatKwh(session.meterStartWh, locale, 3)})
                </span>
              )}
              {session.correctedWh !== null && <p>{t('corrected')}</p>}
              {session.recalculated.measuredWh === null && <p>{t('notMeasured')}</p>}
            </Fact>
          )}
          {session?.tariff && (
            <Fact name={t('tariff')}>
              {may.tariffs ? (
                <Link
                  href={`/tariffs/${session.tariff.id}#version-${session.tariff.version}`}
                  className="underline underline-offset-4"
                >
                  {t('tariffName', { name: session.tariff.name, version: session.tariff.version })}
                </Link>
              ) : (
                t('tariffName', { name: session.tariff.name, version: session.tariff.version })
              )}
              <br />
              {describeTariff(session.tariff.terms, language)}
              <p className="text-muted-foreground text-xs">
                {t('validFrom')} <DateTime at={session.tariff.validFrom} />. {t('frozen')}
              </p>
            </Fact>
          )}
          {session && (
            <Fact name={t('agreement')}>
              {session.agreement === null
                ? t('noAgreement')
                : describeAgreement(session.agreement, session.price.currency, language).join(', ')}
            </Fact>
          )}
          {line.fee && (
            <Fact name={t('fee')}>
              {line.fee.plan}, {line.fee.from} – {line.fee.to}
              <br />
              {t('feeDays', {
                fee: formatPrice(line.fee.monthlyFee, line.fee.currency, locale),
                days: line.fee.days,
                month: line.fee.daysInMonth,
                // As the plan states its price, also where the buyer accounts for the VAT.
                amount: formatMoney(
                  new Decimal(line.fee.amount).minus(line.fee.pricesIncludeVat ? 0 : line.fee.vat).toFixed(),
                  line.fee.currency,
                  locale,
                ),
              })}
            </Fact>
          )}
          <Fact name={t('vat')}>
            {line.vatCategory === 'AE'
              ? t('reverse', { net: money(line.net) })
              : t('vatOfLine', {
                  percent: formatNumber(line.vatPercent, locale),
                  net: money(line.net),
                  vat: money(line.vat),
                  gross: money(line.gross),
                })}
            <p className="text-muted-foreground text-xs">{t('vatRounding')}</p>
          </Fact>
          <Fact name={t('issued')}>
            {invoice.issuedAt === null ? (
              t('notIssued')
            ) : (
              <>
                {invoice.issuedByName ?? t('byWorker')}, <DateTime at={invoice.issuedAt} />
                {invoice.runId !== null && ` · ${t('run', { id: String(invoice.runId) })}`}
              </>
            )}
          </Fact>
          {session && (
            <Fact name={t('kept')}>
              {session.kept === null ? (
                t('notKept')
              ) : (
                <>
                  <DateTime at={session.kept.at} />
                  <p className="break-all font-mono text-muted-foreground text-xs">SHA-256 {session.kept.digest}</p>
                </>
              )}
            </Fact>
          )}
        </dl>
      </CardContent>
    </Card>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="grid gap-0.5">
    <dt className="text-muted-foreground text-xs">{name}</dt>
    <dd className="min-w-0">{children}</dd>
  </div>
)
