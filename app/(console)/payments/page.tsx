import { Wallet } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { orNotFound, queryWords, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { PageTurner } from '@/components/data-table/page-turner'
import { PaymentFilters } from '@/components/payments/payment-filters'
import { PaymentsTable, shownPayment } from '@/components/payments/payments-table'
import { StartOnInvoiceForm } from '@/components/payments/start-on-invoice'
import { EmptyState } from '@/components/shell/empty-state'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import type { Actor } from '@/lib/access/actor'
import { mayDo } from '@/lib/access/acts'
import { listCustomers } from '@/lib/customers/queries'
import { PAYMENT_STATES } from '@/lib/payments/payment-machine'
import { PROVIDER_KINDS } from '@/lib/payments/provider'
import { listPayments, listWaitingPayments } from '@/lib/payments/queries/list-payments'
import { countUnpaidSessions, isOnInvoiceOpen } from '@/lib/payments/queries/pay-places'
import { startOnInvoiceAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('payments'))('title') }
}

/** Drivers' payments: first what waits for a person, then all of them. */
export default async function PaymentsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor('payments.read')
  const t = await getTranslations('payments')
  const wanted = queryWords(await searchParams, NAMES)
  const states = PAYMENT_STATES.filter((state) => state === wanted.state)
  const [page, waiting, unpaid, customers] = await orNotFound(
    Promise.all([
      listPayments(actor, {
        ...(states.length > 0 && { states }),
        kind: PROVIDER_KINDS.find((kind) => kind === wanted.kind),
        search: wanted.q,
        cursor: wanted.before,
      }),
      listWaitingPayments(actor),
      countUnpaidSessions(actor),
      mayStartOnInvoice(actor),
    ]),
  )
  return (
    <Page
      title={t('title')}
      description={t('description')}
      actions={customers.length > 0 && <StartOnInvoiceForm customers={customers} action={startOnInvoiceAction} />}
    >
      {unpaid > 0 && (
        <Card className="border-status-attention">
          <CardHeader className="flex-row flex-wrap items-center justify-between gap-2">
            <CardTitle>{t('unpaidSessions', { count: unpaid })}</CardTitle>
            <Button asChild variant="outline">
              <Link href="/sessions?review=payment-missing">{t('seeUnpaid')}</Link>
            </Button>
          </CardHeader>
        </Card>
      )}
      {waiting.length > 0 && (
        <Card className="overflow-hidden border-status-attention">
          <CardHeader>
            <CardTitle>{t('waiting', { count: waiting.length })}</CardTitle>
          </CardHeader>
          <PaymentsTable label={t('waiting', { count: waiting.length })} rows={waiting.map(shownPayment)} />
        </Card>
      )}
      <PaymentFilters />
      <Card className="overflow-hidden">
        {page.rows.length > 0 ? (
          <PaymentsTable label={t('title')} rows={page.rows.map(shownPayment)} />
        ) : (
          <EmptyState icon={<Wallet />} title={t('empty.title')} text={t('empty.text')} />
        )}
      </Card>
      <PageTurner wanted={wanted} next={page.next} />
    </Page>
  )
}

/** The customers whom a charge may be started for; none where payment by invoice is off, or the actor may not. */
async function mayStartOnInvoice(actor: Actor): Promise<{ id: string; name: string }[]> {
  if (!mayDo(actor.role, 'payments.write') || actor.siteIds !== null || !(await isOnInvoiceOpen(actor))) return []
  const { rows } = await listCustomers(actor, { since: new Date(), limit: 1000 })
  return rows.map(({ id, name }) => ({ id: String(id), name }))
}

const NAMES = ['state', 'kind', 'q', 'before'] as const
