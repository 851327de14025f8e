import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import type { SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { FigureRow } from '@/components/margin/figure-row'
import { MarginChart } from '@/components/margin/margin-chart'
import { MarginFilter } from '@/components/margin/margin-filter'
import { MarginTable } from '@/components/margin/margin-table'
import { ProviderFeeForm } from '@/components/margin/provider-fee-form'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import { DateTime, Money } from '@/components/ui/format'
import { ABSENT, formatNumber } from '@/components/ui/format-values'
import { TableCell, TableRow } from '@/components/ui/table'
import { TableCard } from '@/components/ui/table-card'
import type { Actor } from '@/lib/access/actor'
import { sitesInScope } from '@/lib/access/scope'
import { localDate } from '@/lib/invoices/due-date'
import { BOOKS_ZONE } from '@/lib/invoices/invoice-run'
import { formatMoney } from '@/lib/kernel/money'
import { MARGIN_BY, type MarginBy, type MarginFilterInput } from '@/lib/margin/margin-filter'
import { type MarginSums, marginOf, marginPerKwh, marginShare } from '@/lib/margin/margin-sums'
import { getMargin } from '@/lib/margin/queries/get-margin'
import { LOSSES_PER_PAGE, listBelowCost } from '@/lib/margin/queries/list-below-cost'
import { listPowerFees } from '@/lib/margin/queries/list-power-fees'
import { listProviderFees } from '@/lib/margin/queries/list-provider-fees'
import { listPlaces } from '@/lib/sites/queries'
import { setProviderFeeAction } from './actions'
import { marginHref, readWantedMargin, type WantedMargin } from './read-wanted'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('margin'))('title') }
}

/** "What is left of it?" */
export default async function MarginPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor('margin.read')
  const wanted = readWantedMargin(await searchParams)
  const filter: MarginFilterInput = { from: wanted.from, to: wanted.to, siteId: wanted.site }
  const [t, margin, byDay, sites] = await Promise.all([
    getTranslations('margin'),
    getMargin(actor, filter, wanted.by),
    wanted.by === 'day' ? null : getMargin(actor, filter, 'day'),
    listPlaces(actor),
  ])
  const hrefs = Object.fromEntries(
    MARGIN_BY.map((by) => [by, marginHref('/revenue/margin', { ...wanted, by, losses: 1 })]),
  ) as Record<MarginBy, string>
  return (
    <Page
      title={t('title')}
      description={t('description')}
      actions={<MarginFilter {...wanted} sites={sites.map(({ id, name }) => ({ id, name }))} />}
    >
      <Sums sums={margin.whole} />
      <Unknown unknown={margin.unknown} />
      <MarginChart
        points={(byDay ?? margin).rows.flatMap((row) =>
          row.costed === 0
            ? []
            : [{ day: row.key, net: Number(row.costedNet), cost: Number(row.cost) + Number(row.fees) }],
        )}
      />
      <MarginTable key={wanted.by} rows={margin.rows} by={wanted.by} hrefs={hrefs} exportHref="/api/export/margin" />
      <BelowCost actor={actor} filter={filter} wanted={wanted} />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <PowerFees actor={actor} filter={filter} />
        {sitesInScope(actor) === null && <ProviderFees actor={actor} />}
      </div>
    </Page>
  )
}

async function Sums({ sums }: { sums: MarginSums }) {
  const [t, locale] = await Promise.all([getTranslations('margin.sums'), getLocale()])
  const [margin, share, perKwh] = [marginOf(sums), marginShare(sums), marginPerKwh(sums)]
  const money = (amount: string) => (
    <Money amount={sums.costed === 0 ? null : Number(amount).toFixed(2)} currency="SEK" />
  )
  return (
    <FigureRow
      figures={[
        {
          label: t('net'),
          value: <Money amount={Number(sums.net).toFixed(2)} currency="SEK" />,
          note:
            sums.costed === sums.sessions
              ? t('sessions', { count: sums.sessions })
              : t('ofWhich', { known: formatMoney(sums.costedNet, 'SEK', locale) }),
        },
        { label: t('cost'), value: money(sums.cost) },
        { label: t('fees'), value: money(sums.fees) },
        {
          label: t('margin'),
          value: <Money amount={margin?.toFixed(2) ?? null} currency="SEK" />,
          note: share === null ? ABSENT : `${formatNumber(share * 100, locale, 1)} % ${t('share')}`,
        },
        { label: `${t('margin')} ${t('perKwh')}`, value: <Money amount={perKwh?.toFixed(2) ?? null} currency="SEK" /> },
      ]}
    />
  )
}

async function Unknown({ unknown }: { unknown: Readonly<Record<string, number>> }) {
  const t = await getTranslations('margin.unknown')
  const count = Object.values(unknown).reduce((sum, one) => sum + one, 0)
  if (count === 0) return null
  return (
    <section className="rounded-lg border border-status-attention/50 bg-card px-4 py-3">
      <h2 className="font-medium">{t('title', { count })}</h2>
      <p className="text-muted-foreground">{t('text')}</p>
      <ul className="mt-1 flex flex-wrap gap-x-5 text-sm">
        {Object.entries(unknown).map(([reason, its]) => (
          <li key={reason}>{t(reason as 'terms-missing', { count: its })}</li>
        ))}
      </ul>
    </section>
  )
}

interface PartProps {
  actor: Actor
  filter: MarginFilterInput
}

async function BelowCost({ actor, filter, wanted }: PartProps & { wanted: WantedMargin }) {
  const [t, locale, { rows, count }] = await Promise.all([
    getTranslations('margin.below'),
    getLocale(),
    listBelowCost(actor, filter, wanted.losses),
  ])
  const pages = Math.ceil(count / LOSSES_PER_PAGE)
  const turn = (losses: number, label: string) =>
    losses >= 1 &&
    losses <= pages && (
      <Button asChild variant="outline" size="sm">
        <Link href={marginHref('/revenue/margin', { ...wanted, losses })} scroll={false}>
          {label}
        </Link>
      </Button>
    )
  const amount = (value: number) => formatNumber(value, locale, 2)
  return (
    <TableCard
      title={t('title')}
      description={t('description')}
      empty={t('empty')}
      action={
        pages > 1 && (
          <nav aria-label={t('title')} className="flex items-center gap-2">
            <span className="text-muted-foreground text-sm">{t('page', { page: wanted.losses, pages })}</span>
            {turn(wanted.losses - 1, t('previous'))}
            {turn(wanted.losses + 1, t('next'))}
          </nav>
        )
      }
      scrolls
      columns={[
        { label: t('session') },
        { label: t('ended') },
        { label: t('site') },
        { label: t('tariff') },
        { label: t('energy'), numeric: true },
        { label: t('net'), numeric: true },
        { label: t('cost'), numeric: true },
        { label: t('loss'), numeric: true },
      ]}
    >
      {rows.map((row) => {
        const cost = Number(row.cost) + Number(row.fees)
        return (
          <TableRow key={String(row.sessionId)}>
            <TableCell>
              <Link href={`/sessions/${row.sessionId}`} className="underline underline-offset-4">
                {String(row.sessionId)}
              </Link>
            </TableCell>
            <TableCell>
              <DateTime at={row.endedAt} />
            </TableCell>
            <TableCell>{row.siteName ?? ABSENT}</TableCell>
            <TableCell>{row.tariffName ?? ABSENT}</TableCell>
            <TableCell numeric>{formatNumber(Number(row.energyWh) / 1000, locale, 1)}</TableCell>
            <TableCell numeric>{amount(Number(row.net))}</TableCell>
            <TableCell numeric>{amount(cost)}</TableCell>
            <TableCell numeric>{amount(cost - Number(row.net))}</TableCell>
          </TableRow>
        )
      })}
    </TableCard>
  )
}

async function PowerFees({ actor, filter }: PartProps) {
  const [t, locale, rows] = await Promise.all([
    getTranslations('margin.power'),
    getLocale(),
    listPowerFees(actor, filter),
  ])
  return (
    <TableCard
      title={t('title')}
      description={t('description')}
      empty={t('empty')}
      scrolls
      columns={[
        { label: t('month') },
        { label: t('site') },
        { label: t('peak'), numeric: true },
        { label: t('perKw'), numeric: true },
        { label: t('fee'), numeric: true },
      ]}
    >
      {rows.map((row) => (
        <TableRow key={`${row.siteId} ${row.month}`}>
          <TableCell>{row.month}</TableCell>
          <TableCell>{row.siteName}</TableCell>
          <TableCell numeric>{formatNumber(Number(row.peakKw), locale, 1)}</TableCell>
          <TableCell numeric>{formatNumber(Number(row.perKw), locale, 2)}</TableCell>
          <TableCell numeric>{formatNumber(Number(row.fee), locale, 2)}</TableCell>
        </TableRow>
      ))}
    </TableCard>
  )
}

async function ProviderFees({ actor }: { actor: Actor }) {
  const [t, locale, fees] = await Promise.all([getTranslations('margin.fees'), getLocale(), listProviderFees(actor)])
  const today = localDate(new Date(), BOOKS_ZONE)
  return (
    <TableCard
      title={t('title')}
      description={t('description')}
      empty={t('empty')}
      action={
        <ProviderFeeForm
          trigger={
            <Button variant="outline" size="sm">
              <Plus aria-hidden />
              {t('add')}
            </Button>
          }
          values={{ kind: 'stripe', validFrom: today, percent: '', fixed: '' }}
          action={setProviderFeeAction}
        />
      }
      columns={[
        { label: t('provider') },
        { label: t('from') },
        { label: t('percent'), numeric: true },
        { label: t('fixed'), numeric: true },
        { label: t('edit'), hidden: true },
      ]}
    >
      {fees.map((fee) => (
        <TableRow key={`${fee.kind} ${fee.validFrom}`}>
          <TableCell>{t(`kind.${fee.kind}`)}</TableCell>
          <TableCell>{fee.validFrom}</TableCell>
          <TableCell numeric>{formatNumber(Number(fee.percent), locale, 3)}</TableCell>
          <TableCell numeric>{formatNumber(Number(fee.fixed), locale, 2)}</TableCell>
          <TableCell className="text-right">
            <ProviderFeeForm
              trigger={
                <Button variant="ghost" size="sm">
                  {t('edit')}
                </Button>
              }
              values={{ ...fee }}
              action={setProviderFeeAction}
            />
          </TableCell>
        </TableRow>
      ))}
    </TableCard>
  )
}
