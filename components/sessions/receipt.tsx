import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { SignedVerdict, VerdictInWords } from '@/components/signed/signed-verdict'
import { DateTime, Duration, Energy, Money } from '@/components/ui/format'
import { formatNumber, formatWritten } from '@/components/ui/format-values'
import type { SessionDetail } from '@/lib/sessions/queries/get-session'
import type { SignedProof } from '@/lib/signed-meter-values/queries/get-signed-proof'
import type { Site } from '@/lib/sites/queries'
import { formatPrice } from '@/lib/tariffs/describe-tariff'
import { ReceiptSheet } from './receipt-sheet'
import { vatPercents } from './vat-percents'

interface ReceiptProps {
  session: SessionDetail
  proof: SignedProof | null
  /** Null: unknown, or not for the reader. */
  site: Pick<Site, 'name' | 'address' | 'postalCode' | 'city'> | null
  printedAt: Date
}

/** One session on one sheet of paper. */
export function Receipt({ session, proof, site, printedAt }: ReceiptProps) {
  const t = useTranslations('signed.receipt')
  const zone = session.site?.timeZone
  const seconds = session.endedAt ? (session.endedAt.getTime() - session.startedAt.getTime()) / 1000 : null
  const { meterStartWh, meterStopWh } = session
  const address =
    site && [site.address, [site.postalCode, site.city].filter(Boolean).join(' ')].filter(Boolean).join(', ')
  return (
    <div className="mx-auto grid w-full max-w-2xl gap-4 p-4 md:py-8 print:max-w-none print:p-0">
      <ReceiptSheet
        back={{ href: `/sessions/${session.id}`, label: t('back') }}
        print={t('print')}
        title={t('title')}
        number={t('number', { id: String(session.id) })}
        className="gap-6 p-6 sm:p-8"
      >
        <div className="grid gap-6 sm:grid-cols-2 print:grid-cols-2">
          <Facts
            title={t('where')}
            facts={[
              [session.site?.name ?? '', address],
              [t('station'), session.stationName ? `${session.stationName} (${session.stationId})` : session.stationId],
              [
                '',
                t('outlet', { name: session.connector === 1 ? session.evse : `${session.evse}.${session.connector}` }),
              ],
              [t('who'), session.who],
              [t('customer'), session.customer?.name],
            ]}
          />
          <Facts
            title={t('when')}
            facts={[
              [t('started'), <DateTime key="s" at={session.startedAt} timeZone={zone} />],
              [t('ended'), session.endedAt && <DateTime key="e" at={session.endedAt} timeZone={zone} />],
              [t('duration'), seconds !== null && <Duration key="d" seconds={seconds} />],
              [t('energy'), <Energy key="k" wh={session.energyWh} digits={3} />],
              [
                t('meter'),
                meterStartWh !== null && meterStopWh !== null && (
                  <MeterValues key="m" start={meterStartWh} stop={meterStopWh} />
                ),
              ],
            ]}
          />
        </div>
        <Sum session={session} />
        <section className="grid gap-2 border-t pt-4 text-sm">
          <h2 className="flex flex-wrap items-center gap-2 font-medium">
            {t('signed')}
            {proof && <SignedVerdict verdict={proof.verdict} />}
          </h2>
          {proof === null ? (
            <p className="text-muted-foreground">{t('none')}</p>
          ) : (
            <>
              <VerdictInWords proof={proof} />
              <SignedEnds proof={proof} timeZone={zone} />
            </>
          )}
        </section>
        <footer className="border-t pt-3 text-muted-foreground text-xs">
          {session.tariff && <p>{t('tariff', { name: session.tariff.name, number: session.tariff.versionNumber })}</p>}
          <Printed at={printedAt} timeZone={zone} />
        </footer>
      </ReceiptSheet>
    </div>
  )
}

function Facts({ title, facts }: { title: string; facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <section>
      <h2 className="mb-1 text-muted-foreground text-xs">{title}</h2>
      <dl className="grid gap-0.5">
        {facts
          .filter(([name, value]) => Boolean(value) || (name !== '' && value === ''))
          .map(([name, value]) => (
            <div key={name} className="flex flex-wrap gap-x-2">
              {name && <dt className="text-muted-foreground">{name}</dt>}
              <dd className="min-w-0 break-words">{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}

function MeterValues({ start, stop }: { start: number; stop: number }) {
  const t = useTranslations('signed.receipt')
  const locale = useLocale()
  return t('meterValue', { start: formatNumber(start, locale), stop: formatNumber(stop, locale) })
}

/** What the tariff does not say. */
const BY_AGREEMENT: ReadonlySet<string> = new Set([
  'plan-included',
  'plan-price',
  'discount',
  'session-cap',
  'month-cap',
])

const DIGITS = { kWh: 3, min: 2, h: 3, session: 0 } as const

function Sum({ session: { price, tariff, status } }: { session: SessionDetail }) {
  const t = useTranslations('signed.receipt')
  const words = useTranslations('sessions')
  const locale = useLocale()
  if (price === null) return <p className="border-t pt-4">{t('awaited')}</p>
  if (price.total === null) {
    const key = `unpriced.${price.unpriced}` as 'unpriced.no-tariff'
    return (
      <p className="border-t pt-4">{t('unpriced', { reason: words.has(key) ? words(key) : (price.unpriced ?? '') })}</p>
    )
  }
  const currency = price.currency ?? ''
  const percent = vatPercents(price, tariff?.vatPercent ?? null, locale)
  return (
    <section className="border-t pt-2">
      <table className="w-full text-left">
        <thead className="text-muted-foreground text-xs">
          <tr className="[&>th]:py-2 [&>th]:font-normal">
            <th>{t('line')}</th>
            <th className="text-right">{t('quantity')}</th>
            <th className="text-right">{t('rate')}</th>
            <th className="text-right">{t('amount')}</th>
          </tr>
        </thead>
        <tbody>
          {price.lines.map((line) => (
            <tr
              key={`${line.kind} ${line.from} ${line.rate} ${line.reason} ${line.vatPercent}`}
              className="border-t [&>td]:py-2 [&>td]:tabular-nums"
            >
              <td>
                {words(`line.${line.kind}`)}
                {BY_AGREEMENT.has(line.reason) && (
                  <p className="text-muted-foreground text-xs">{words(`line.reason.${line.reason as 'discount'}`)}</p>
                )}
              </td>
              <td className="whitespace-nowrap text-right">
                {formatNumber(line.quantity, locale, DIGITS[line.unit])} {words(`line.unit.${line.unit}`)}
              </td>
              <td className="whitespace-nowrap text-right">{formatPrice(line.rate, currency, locale)}</td>
              <td className="whitespace-nowrap text-right">
                <Money amount={line.amount} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="border-t-2 [&>td]:pt-3">
            <td colSpan={3} className="font-medium">
              {t('total')}
            </td>
            <td className="text-right font-semibold text-base" data-testid="receipt-total">
              <Money amount={price.total} currency={currency} />
            </td>
          </tr>
          <tr className="text-muted-foreground text-xs">
            <td colSpan={3}>{t('vat', { percent })}</td>
            <td className="text-right">
              <Money amount={price.vat} currency={currency} />
            </td>
          </tr>
        </tfoot>
      </table>
      {status === 'active' && <p className="pt-2 text-muted-foreground">{t('running')}</p>}
    </section>
  )
}

/** The two signed registers, as the meter wrote them. */
function SignedEnds({ proof: { begin, end, serial }, timeZone }: { proof: SignedProof; timeZone: string | undefined }) {
  const t = useTranslations('signed')
  const locale = useLocale()
  const ends = [begin, end].flatMap((reading, index) => (reading ? [{ reading, index }] : []))
  if (ends.length === 0) return null
  return (
    <dl className="grid w-fit grid-cols-[auto_auto_auto] gap-x-3 gap-y-0.5 tabular-nums sm:gap-x-6">
      {serial && (
        <>
          <dt className="text-muted-foreground">{t('column.meter')}</dt>
          <dd className="col-span-2 font-mono text-xs leading-5">{serial}</dd>
        </>
      )}
      {ends.map(({ reading, index }) => (
        <div key={index} className="contents">
          <dt className="whitespace-nowrap text-muted-foreground">
            {t(index === 0 ? 'context.Transaction-Begin' : 'context.Transaction-End')}
          </dt>
          <dd className="whitespace-nowrap text-right">
            {reading.value !== null && formatWritten(reading.value, locale)} {reading.unit}
          </dd>
          <dd>
            <DateTime at={reading.at} format="date-time-seconds" timeZone={timeZone} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Printed({ at, timeZone }: { at: Date; timeZone: string | undefined }) {
  const t = useTranslations('signed.receipt')
  return <p>{t.rich('printed', { at: () => <DateTime at={at} timeZone={timeZone} /> })}</p>
}
