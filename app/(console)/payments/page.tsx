import { Wallet } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { orNotFound } from '@/app/or-not-found'
import { queryWords, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { PageTurner } from '@/components/data-table/page-turner'
import { PaymentFilters } from '@/components/payments/payment-filters'
import { PaymentsTable, shownPayment } from '@/components/payments/payments-table'
import { EmptyState } from '@/components/shell/empty-state'
import { Page } from '@/components/shell/page'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { PAYMENT_STATES } from '@/lib/payments/payment-machine'
import { PROVIDER_KINDS } from '@/lib/payments/provider'
import { listPayments, listWaitingPayments } from '@/lib/payments/queries/list-payments'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('payments'))('title') }
}

/** Drivers' payments: first what waits for a person, then all of them. */
export default async function PaymentsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor('payments.read')
  const t = await getTranslations('payments')
  const wanted = queryWords(await searchParams, NAMES)
  const states = PAYMENT_STATES.filter((state) => state === wanted.state)
  const [page, waiting] = await orNotFound(
    Promise.all([
      listPayments(actor, {
        ...(states.length > 0 && { states }),
        kind: PROVIDER_KINDS.find((kind) => kind === wanted.kind),
        search: wanted.q,
        cursor: wanted.before,
      }),
      listWaitingPayments(actor),
    ]),
  )
  return (
    <Page title={t('title')} description={t('description')}>
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

const NAMES = ['state', 'kind', 'q', 'before'] as const
