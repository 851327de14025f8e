import { Play } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { queryParam, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { InvoiceFilters } from '@/components/invoices/invoice-filters'
import { InvoiceSumsRow } from '@/components/invoices/invoice-sums'
import { InvoicesList } from '@/components/invoices/invoices-list'
import { LastCheckLine } from '@/components/invoices/last-check-line'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import { mayDo } from '@/lib/access/acts'
import { listCustomers } from '@/lib/customers/queries'
import { INVOICE_FILTER_KEYS, invoiceFilterSchema, toInvoiceFilter } from '@/lib/invoices/invoice-filter'
import { getLastCheck } from '@/lib/invoices/queries/last-check'
import { listInvoices, sumInvoices } from '@/lib/invoices/queries/list-invoices'
import { moreInvoicesAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('invoices'))('title') }
}

export default async function InvoicesPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor('invoices.read')
  const query = await searchParams
  const words = invoiceFilterSchema.parse(
    Object.fromEntries(INVOICE_FILTER_KEYS.map((key) => [key, queryParam(query[key])])),
  )
  const filter = toInvoiceFilter(words)
  const mayWrite = mayDo(actor.role, 'invoices.write')
  const [first, sums, check, customers] = await Promise.all([
    listInvoices(actor, filter),
    sumInvoices(actor, filter),
    mayWrite ? getLastCheck(actor) : null,
    listCustomers(actor, { since: new Date(), limit: 1000 }),
  ])
  const t = await getTranslations('invoices')
  return (
    <Page
      title={t('title')}
      description={t('description')}
      actions={
        mayWrite && (
          <>
            <Button asChild variant="outline">
              <a href="/api/export/ledger" download>
                {t('sie')}
              </a>
            </Button>
            <Button asChild variant="outline">
              <Link href="/invoices/payments">{t('bank.link')}</Link>
            </Button>
            <Button asChild>
              <Link href="/invoices/runs">
                <Play aria-hidden />
                {t('runs.title')}
              </Link>
            </Button>
          </>
        )
      }
    >
      <InvoiceSumsRow sums={sums} />
      <InvoiceFilters customers={customers.rows.map(({ id, name }) => ({ id: String(id), name }))} />
      <InvoicesList first={first} filter={words} more={moreInvoicesAction} total={sums.listed} />
      {mayWrite && <LastCheckLine check={check} />}
    </Page>
  )
}
