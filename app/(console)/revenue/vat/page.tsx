import { Download } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { queryParam, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { Page } from '@/components/shell/page'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { formatNumber } from '@/components/ui/format-values'
import { NativeSelect } from '@/components/ui/select'
import { TableCell, TableRow } from '@/components/ui/table'
import { TableCard } from '@/components/ui/table-card'
import type { Actor } from '@/lib/access/actor'
import { localDate } from '@/lib/invoices/due-date'
import { BOOKS_ZONE } from '@/lib/invoices/invoice-run'
import { VAT_BOXES, type VatBox, wholeKronor } from '@/lib/vat-reports/boxes'
import { getVatReport, type VatDifference, type VatReport } from '@/lib/vat-reports/queries/get-vat-report'
import { listVatVouchers } from '@/lib/vat-reports/queries/list-vat-vouchers'
import { periodOf, vatPeriodSchema } from '@/lib/vat-reports/vat-period'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('vatReport'))('title') }
}

/** "What do we declare, and do the books agree with the documents?" */
export default async function VatPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor('ledger.read')
  const query = await searchParams
  const today = localDate(new Date(), BOOKS_ZONE)
  const asked = vatPeriodSchema.safeParse(queryParam(query.period))
  const period = asked.success ? asked.data : periodOf(today, 'month')
  const box = VAT_BOXES.find((one) => one === queryParam(query.box)) ?? null
  const [t, report] = await Promise.all([getTranslations('vatReport'), getVatReport(actor, period)])
  return (
    <Page
      title={t('title')}
      description={t('description', { from: report.from, to: report.to })}
      actions={
        <>
          <PeriodFilter period={period} today={today} />
          <Button asChild variant="outline">
            <a href={`/api/export/vat?period=${period}`} download>
              <Download aria-hidden />
              {t('export')}
            </a>
          </Button>
        </>
      }
    >
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <Boxes report={report} period={period} open={box} />
        <div className="grid min-w-0 gap-4">
          <Sources report={report} />
          <Differences differences={report.differences} />
        </div>
      </div>
      {box !== null && box !== '49' && <Vouchers actor={actor} period={period} box={box} />}
    </Page>
  )
}

/** Months, quarters and years back from today. */
async function PeriodFilter({ period, today }: { period: string; today: string }) {
  const t = await getTranslations('vatReport.filter')
  const back = (months: number) => {
    const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]
    return new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 10)
  }
  const of = (kind: 'month' | 'quarter' | 'year', count: number, step: number) =>
    Array.from({ length: count }, (_, at) => periodOf(back(at * step), kind))
  const groups = [
    ['month', of('month', 18, 1)],
    ['quarter', of('quarter', 8, 3)],
    ['year', of('year', 4, 12)],
  ] as const
  const known = groups.some(([, periods]) => periods.includes(period))
  return (
    <form className="flex items-center gap-2">
      <NativeSelect name="period" defaultValue={period} aria-label={t('period')} className="w-auto">
        {!known && <option>{period}</option>}
        {groups.map(([kind, periods]) => (
          <optgroup key={kind} label={t(kind)}>
            {periods.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </optgroup>
        ))}
      </NativeSelect>
      <Button type="submit" variant="outline">
        {t('show')}
      </Button>
    </form>
  )
}

async function Boxes({ report, period, open }: { report: VatReport; period: string; open: VatBox | null }) {
  const [t, locale] = await Promise.all([getTranslations('vatReport'), getLocale()])
  const whole = wholeKronor(report.boxes)
  return (
    <TableCard
      title={t('boxes.title')}
      description={t('boxes.description')}
      columns={[
        { label: t('boxes.box') },
        { label: t('boxes.what') },
        { label: t('boxes.amount'), numeric: true },
        { label: t('boxes.whole'), numeric: true },
      ]}
    >
      {VAT_BOXES.map((box) => (
        <TableRow key={box} className={box === '49' ? 'font-medium' : undefined}>
          <TableCell>{box}</TableCell>
          <TableCell>
            {box === '49' ? (
              t(`box.${box}`)
            ) : (
              <Link
                href={`/revenue/vat?period=${period}${open === box ? '' : `&box=${box}`}`}
                scroll={false}
                aria-current={open === box ? 'true' : undefined}
                className="underline underline-offset-4 aria-[current]:font-medium"
              >
                {t(`box.${box}`)}
              </Link>
            )}
          </TableCell>
          <TableCell numeric>{formatNumber(Number(report.boxes[box]), locale, 2)}</TableCell>
          <TableCell numeric>{formatNumber(Number(whole[box]), locale)}</TableCell>
        </TableRow>
      ))}
    </TableCard>
  )
}

async function Sources({ report }: { report: VatReport }) {
  const [t, locale] = await Promise.all([getTranslations('vatReport'), getLocale()])
  const amount = (value: string) => formatNumber(Number(value), locale, 2)
  return (
    <TableCard
      title={t('sources.title')}
      description={t('sources.description')}
      columns={[
        { label: t('sources.source') },
        { label: t('sources.count'), numeric: true },
        { label: t('sources.documentsVat'), numeric: true },
        { label: t('sources.booksVat'), numeric: true },
        { label: t('sources.standing') },
      ]}
    >
      {report.sources.map((row) => {
        const agrees = row.documentsNet === row.booksNet && row.documentsVat === row.booksVat
        return (
          <TableRow key={row.source}>
            <TableCell>{t(`source.${row.source}`)}</TableCell>
            <TableCell numeric>{formatNumber(row.count, locale)}</TableCell>
            <TableCell numeric>{amount(row.documentsVat)}</TableCell>
            <TableCell numeric>{amount(row.booksVat)}</TableCell>
            <TableCell>
              <Badge>{t(agrees ? 'sources.agrees' : 'sources.differs')}</Badge>
            </TableCell>
          </TableRow>
        )
      })}
    </TableCard>
  )
}

async function Differences({ differences }: { differences: readonly VatDifference[] }) {
  const [t, locale] = await Promise.all([getTranslations('vatReport'), getLocale()])
  return (
    <TableCard
      title={t('differences.title')}
      description={t('differences.description')}
      empty={t('differences.empty')}
      scrolls
      columns={[
        { label: t('differences.what') },
        { label: t('differences.reference') },
        { label: t('differences.amount'), numeric: true },
      ]}
    >
      {differences.map(({ kind, id, reference, count, amount }) => (
        <TableRow key={`${kind} ${reference}`}>
          <TableCell>{t(`difference.${kind}`, { count })}</TableCell>
          <TableCell>
            {id !== null && (
              <Link
                href={kind.startsWith('invoice') ? `/invoices/${id}` : `/payments/${id}`}
                className="underline underline-offset-4"
              >
                {reference}
              </Link>
            )}
          </TableCell>
          <TableCell numeric>{formatNumber(Number(amount), locale, 2)}</TableCell>
        </TableRow>
      ))}
    </TableCard>
  )
}

const SHOWN = 500

async function Vouchers({ actor, period, box }: { actor: Actor; period: string; box: VatBox }) {
  const [t, locale, rows] = await Promise.all([
    getTranslations('vatReport.vouchers'),
    getLocale(),
    listVatVouchers(actor, period, { box, limit: SHOWN }),
  ])
  return (
    <TableCard
      title={t('title', { box })}
      empty={t('empty')}
      scrolls
      action={
        <Button asChild variant="ghost" size="sm">
          <Link href={`/revenue/vat?period=${period}`} scroll={false}>
            {t('close')}
          </Link>
        </Button>
      }
      columns={[
        { label: t('number') },
        { label: t('date') },
        { label: t('text') },
        { label: t('account') },
        { label: t('amount'), numeric: true },
      ]}
    >
      {rows.map((row) => (
        <TableRow key={`${row.voucherId} ${row.account}`}>
          <TableCell>
            {row.invoiceId === null ? (
              row.number
            ) : (
              <Link href={`/invoices/${row.invoiceId}`} className="underline underline-offset-4">
                {row.number}
              </Link>
            )}
          </TableCell>
          <TableCell>{row.date}</TableCell>
          <TableCell>{row.text}</TableCell>
          <TableCell>{row.account}</TableCell>
          <TableCell numeric>{formatNumber(Number(row.amount), locale, 2)}</TableCell>
        </TableRow>
      ))}
    </TableCard>
  )
}
