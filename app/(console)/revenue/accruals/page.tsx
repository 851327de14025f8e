import { Download } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { queryParam, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { AccrualsTable } from '@/components/accruals/accruals-table'
import { FigureRow } from '@/components/margin/figure-row'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import { DateTime, Money } from '@/components/ui/format'
import { ABSENT, formatNumber } from '@/components/ui/format-values'
import { Input } from '@/components/ui/input'
import { TableCell, TableRow } from '@/components/ui/table'
import { TableCard } from '@/components/ui/table-card'
import type { Actor } from '@/lib/access/actor'
import { sumOf } from '@/lib/accruals/accrual'
import { getAccruals, listAccruedSessions } from '@/lib/accruals/queries/get-accruals'
import { localDate } from '@/lib/invoices/due-date'
import { BOOKS_ZONE, monthBefore } from '@/lib/invoices/invoice-run'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('accruals'))('title') }
}

/** "What belongs to this month though it is on no invoice yet?" */
export default async function AccrualsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor('ledger.read')
  const query = await searchParams
  const today = localDate(new Date(), BOOKS_ZONE)
  const asked = queryParam(query.month)
  const month = asked && /^20\d\d-(0[1-9]|1[0-2])$/.test(asked) ? asked : monthBefore(today).periodFrom.slice(0, 7)
  const of = /^([1-9]\d{0,17}|drivers)$/.exec(queryParam(query.of) ?? '')?.[0] ?? null
  const [t, { onDate, rows }] = await Promise.all([getTranslations('accruals'), getAccruals(actor, month)])
  const exported = (format: string) => `/api/export/accruals?month=${month}&format=${format}`
  return (
    <Page
      title={t('title')}
      description={t('description', { day: onDate })}
      actions={
        <>
          <form className="flex items-center gap-2">
            <Input
              type="month"
              name="month"
              required
              defaultValue={month}
              aria-label={t('filter.month')}
              className="w-40"
            />
            <Button type="submit" variant="outline">
              {t('filter.show')}
            </Button>
          </form>
          {(['sie', 'sie-reversal'] as const).map((format) => (
            <Button key={format} asChild variant="outline">
              <a href={exported(format)} download>
                <Download aria-hidden />
                {t(format === 'sie' ? 'sie' : 'reversal')}
              </a>
            </Button>
          ))}
        </>
      }
    >
      {onDate >= today && <p className="text-status-attention">{t('preliminary')}</p>}
      <FigureRow
        figures={[
          {
            label: t('accrued'),
            value: <Money amount={sumOf(rows, false).toFixed(2)} currency="SEK" />,
            note: t('accruedHelp'),
          },
          {
            label: t('prepaid'),
            value: <Money amount={sumOf(rows, true).toFixed(2)} currency="SEK" />,
            note: t('prepaidHelp'),
          },
        ]}
      />
      {of !== null && (
        <Sessions
          actor={actor}
          month={month}
          customerId={of === 'drivers' ? null : BigInt(of)}
          name={rows.find(({ customerId }) => String(customerId) === of)?.customerName ?? t('rows.drivers')}
        />
      )}
      <AccrualsTable rows={rows} month={month} exportHref="/api/export/accruals" />
    </Page>
  )
}

interface SessionsProps {
  actor: Actor
  month: string
  customerId: bigint | null
  name: string
}

async function Sessions({ actor, month, customerId, name }: SessionsProps) {
  const [t, locale, rows] = await Promise.all([
    getTranslations('accruals.sessions'),
    getLocale(),
    listAccruedSessions(actor, month, customerId),
  ])
  return (
    <TableCard
      title={t('title', { name })}
      empty={ABSENT}
      scrolls
      columns={[
        { label: t('session') },
        { label: t('ended') },
        { label: t('site') },
        { label: t('net'), numeric: true },
      ]}
    >
      {rows.map((row) => (
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
          <TableCell numeric>{formatNumber(Number(row.net), locale, 2)}</TableCell>
        </TableRow>
      ))}
    </TableCard>
  )
}
