import type { Metadata } from 'next'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { queryParam, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { RunForm } from '@/components/invoices/run-form'
import { RunState } from '@/components/invoices/run-progress'
import { EmptyState } from '@/components/shell/empty-state'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import { formatNumber } from '@/components/ui/format-values'
import { TableCell, TableRow } from '@/components/ui/table'
import { TableCard } from '@/components/ui/table-card'
import { mayDo } from '@/lib/access/acts'
import { listCustomers } from '@/lib/customers/queries'
import { localDate } from '@/lib/invoices/due-date'
import { BOOKS_ZONE, monthBefore } from '@/lib/invoices/invoice-run'
import { listRuns } from '@/lib/invoices/queries/runs'
import { findSeller } from '@/lib/sellers/queries'
import { previewRunAction, startRunAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('invoices'))('runs.title') }
}

export default async function InvoiceRunsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor('invoices.write')
  const [runs, seller, customers, t, locale] = await Promise.all([
    listRuns(actor),
    findSeller(actor),
    listCustomers(actor, { since: new Date(), limit: 1000 }),
    getTranslations('invoices'),
    getLocale(),
  ])
  const today = localDate(new Date(), BOOKS_ZONE)
  return (
    <Page title={t('runs.title')} description={t('runs.description')}>
      {seller === null ? (
        <div className="rounded-lg border bg-card">
          <EmptyState
            title={t('noSeller')}
            text={t('noSellerText')}
            action={
              mayDo(actor.role, 'seller.write') && (
                <Button asChild>
                  <Link href="/settings/seller">{t('enterSeller')}</Link>
                </Button>
              )
            }
          />
        </div>
      ) : (
        <RunForm
          initial={{
            ...monthBefore(today),
            issueDate: today,
            customerId: queryParam((await searchParams).customer) ?? '',
            takesEarlier: true,
            isDraft: false,
          }}
          customers={customers.rows.map(({ id, name }) => ({ id: String(id), name }))}
          preview={previewRunAction}
          start={startRunAction}
        />
      )}
      <TableCard
        title={t('runs.earlierRuns')}
        columns={[
          { label: t('columns.period') },
          { label: t('columns.standing') },
          { label: t('columns.issued') },
          { label: t('runs.invoices'), numeric: true },
          { label: t('columns.sessions'), numeric: true },
        ]}
        empty={t('runs.none')}
      >
        {runs.map((run) => (
          <TableRow key={String(run.id)}>
            <TableCell>
              <Link href={`/invoices/runs/${run.id}`} className="underline underline-offset-4">
                {run.periodFrom} – {run.periodTo}
              </Link>
            </TableCell>
            <TableCell>
              <RunState state={run.state} />
            </TableCell>
            <TableCell>{run.issueDate}</TableCell>
            <TableCell numeric>{formatNumber(run.invoices, locale)}</TableCell>
            <TableCell numeric>{formatNumber(run.sessions, locale)}</TableCell>
          </TableRow>
        ))}
      </TableCard>
    </Page>
  )
}
